import { leadStatuses } from "../leads/lead-status.ts";
import { readDatePattern } from "./date-pattern.ts";
import type { Mapping } from "./mapping.ts";
import {
  datePatterns,
  type MappedField,
  type MappingValues,
  mappedFields,
  valuesOf,
  wordsName,
} from "./mapping-form.ts";

/** What columns are called, in English and in Portuguese, without accents; the likeliest first. */
const names: Record<MappedField, readonly string[]> = {
  externalId: [
    "external id",
    "lead id",
    "id externo",
    "codigo externo",
    "id do lead",
    "id lead",
    "id",
    "codigo",
    "code",
    "identificador",
  ],
  name: [
    "name",
    "nome",
    "full name",
    "nome completo",
    "lead name",
    "nome do lead",
    "contact",
    "contato",
    "lead",
  ],
  email: ["email", "e mail", "email address", "endereco de email", "mail", "correio eletronico"],
  phone: ["phone", "telefone", "celular", "whatsapp", "phone number", "mobile", "fone", "tel"],
  source: ["source", "origem", "lead source", "origin", "canal", "channel", "midia", "utm source", "fonte"],
  enteredAt: [
    ...[
      "entered at",
      "entered on",
      "entered",
      "entrada",
      "data de entrada",
      "created at",
      "created",
      "criado em",
    ],
    ...[
      "data de criacao",
      "first contact date",
      "data do primeiro contato",
      "data de cadastro",
      "cadastro",
      "date",
      "data",
    ],
  ],
  status: ["status", "stage", "etapa", "fase", "situacao", "estagio"],
  wonAt: [
    ...[
      "won at",
      "won on",
      "won date",
      "fechado em",
      "data de fechamento",
      "data do fechamento",
      "close date",
    ],
    ...["closed at", "ganho em", "won"],
  ],
  lostReason: [
    "lost reason",
    "reason of the loss",
    "reason",
    "motivo da perda",
    "motivo de perda",
    "motivo",
    "loss reason",
  ],
  value: [
    "value",
    "valor",
    "amount",
    "deal value",
    "valor do negocio",
    "preco",
    "price",
    "receita",
    "revenue",
    "montante",
  ],
  mentee: [
    "mentee",
    "mentorado",
    "mentorada",
    "business",
    "empresa",
    "business name",
    "nome da empresa",
    "company",
    "negocio",
  ],
};

/** What a status may be called in a file; first what our own exports call it, which a file's first rows need not have. */
const statusWords: Record<(typeof leadStatuses)[number], readonly string[]> = {
  new: ["New", "Novo", "new", "novo", "nova", "aberto", "open"],
  first_contact: [
    "First contact",
    "Primeiro contato",
    "first_contact",
    "first contact",
    "primeiro_contato",
    "primeiro contato",
    "contacted",
    "contatado",
  ],
  qualified: ["Qualified", "Qualificado", "qualified", "qualificado", "qualificada"],
  proposal: ["Proposal", "Proposta", "proposal", "proposta", "proposta enviada"],
  negotiation: ["Negotiation", "Negociação", "negotiation", "negociacao", "em negociacao"],
  won: ["Won", "Fechado", "won", "fechado", "fechada", "ganho", "ganha", "vendido", "closed won"],
  lost: ["Lost", "Perdido", "lost", "perdido", "perdida", "closed lost"],
};

/** Without case, accents and marks: "Data de criação" is "data de criacao". */
const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/** How a file begins. */
interface Sample {
  header: readonly string[];
  rows: readonly (readonly string[])[];
}

/**
 * What the form of a file's mapping holds at first: what was said of these columns the last time, and for the others what their names and
 * first cells suggest.
 * @param last of the organization's latest file, the like of this one before others
 */
export function guessMapping({ header, rows }: Sample, last: Mapping | undefined): MappingValues {
  const columns = header.map((name) => name.trim());
  const remembered = last === undefined ? {} : valuesOf(last);
  const known = remembered.externalId !== undefined && columns.includes(remembered.externalId);
  const values: MappingValues = known ? keepColumns(remembered, columns) : { rows: "upsert" };
  if (known) return values;
  const taken = new Set<string>();
  const cellsOf = (column: string) =>
    rows.map((cells) => (cells[columns.indexOf(column)] ?? "").trim()).filter((cell) => cell !== "");
  for (const field of mappedFields) {
    const column = columnFor(field, columns, taken);
    if (column === undefined) continue;
    taken.add(column);
    values[field] = column;
  }
  for (const field of ["enteredAt", "wonAt"] as const) {
    const column = values[field];
    if (column !== undefined) values[`${field}Pattern`] = patternOf(cellsOf(column));
  }
  if (values.value !== undefined)
    values.decimal = cellsOf(values.value).some((cell) => /,\d{1,2}$/.test(cell)) ? "," : ".";
  if (values.status !== undefined) Object.assign(values, wordsOf(cellsOf(values.status)));
  return values;
}

function keepColumns(values: MappingValues, columns: readonly string[]): MappingValues {
  const gone = mappedFields.filter(
    (field) => values[field] !== undefined && !columns.includes(values[field] ?? ""),
  );
  return Object.fromEntries(Object.entries(values).filter(([name]) => !gone.includes(name as MappedField)));
}

/** One that is called so, else one whose name has these words in it; an id by its ending. */
function columnFor(
  field: MappedField,
  columns: readonly string[],
  taken: ReadonlySet<string>,
): string | undefined {
  const free = columns.filter((column) => column !== "" && !taken.has(column));
  for (const name of names[field]) {
    const same = free.find((column) => plain(column) === name);
    if (same !== undefined) return same;
  }
  // One word may mean much.
  const longer = names[field].filter((name) => name.includes(" ") || field === "value" || field === "phone");
  for (const name of longer) {
    const like = free.find((column) => ` ${plain(column)} `.includes(` ${name} `));
    if (like !== undefined) return like;
  }
  return field === "externalId" ? free.find((column) => /(^| )id$/.test(plain(column))) : undefined;
}

/** The one that reads the most cells, of several the first: a file may well have a date or two that do not exist. */
function patternOf(cells: readonly string[]): string {
  const [usual = ""] = datePatterns;
  const count = (pattern: string) => {
    const read = readDatePattern(pattern)?.read;
    return read === undefined ? 0 : cells.filter((cell) => read(cell) !== undefined).length;
  };
  return datePatterns.reduce((best, pattern) => (count(pattern) > count(best) ? pattern : best), usual);
}

/** The usual words for each status, as the file writes them where it does. */
function wordsOf(cells: readonly string[]): MappingValues {
  const written = [...new Set(cells)];
  return Object.fromEntries(
    leadStatuses.map((status) => {
      const found = written.filter((cell) => statusWords[status].some((word) => plain(word) === plain(cell)));
      return [wordsName(status), (found.length > 0 ? found : statusWords[status]).join(", ")];
    }),
  );
}
