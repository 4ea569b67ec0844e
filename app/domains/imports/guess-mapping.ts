import { leadStatuses } from "../leads/lead-status.ts";
import { columnName } from "./column-name.ts";
import { readDatePattern } from "./date-pattern.ts";
import { columnWords, plain, statusWords } from "./guessed-words.ts";
import type { Mapping } from "./mapping.ts";
import {
  datePatterns,
  type MappedField,
  type MappingValues,
  mappedFields,
  valuesOf,
  wordsName,
} from "./mapping-form.ts";

/** How a file begins. */
interface Sample {
  header: readonly string[];
  rows: readonly (readonly string[])[];
}

/** How an earlier file was mapped. */
export interface EarlierMapping {
  mapping: Mapping;
  /** Of that file. */
  columns: readonly string[];
}

/**
 * What the form of a file's mapping holds at first: what was said of these columns the last time, and for columns that were not there then
 * what their names suggest. How dates, amounts and statuses are written is guessed from the first cells.
 * @param last of the organization's latest file, the like of this one before others
 */
export function guessMapping({ header, rows }: Sample, last?: EarlierMapping): MappingValues {
  const columns = header.map(columnName);
  const said = last && knownValues(last, columns);
  const unknown = said ? columns.filter((column) => !last.columns.includes(column)) : columns;
  const values = { rows: "upsert", ...said, ...guessColumns(unknown, said ?? {}) };
  const cellsOf = (column: string) =>
    rows.map((cells) => (cells[columns.indexOf(column)] ?? "").trim()).filter((cell) => cell !== "");
  return { ...values, ...guessWriting(values, said ?? {}, cellsOf) };
}

/** The fields of which nothing was said, as far as a column is called so. */
function guessColumns(columns: readonly string[], said: MappingValues): MappingValues {
  const taken = new Set(mappedFields.flatMap((field) => said[field] ?? []));
  const values: MappingValues = {};
  for (const field of mappedFields) {
    const column = said[field] === undefined ? columnFor(field, columns, taken) : undefined;
    if (column === undefined) continue;
    taken.add(column);
    values[field] = column;
  }
  return values;
}

/** How dates, amounts and statuses are written, where nothing was said of it that fits a single cell. */
function guessWriting(
  { enteredAt, wonAt, value, status }: MappingValues,
  said: MappingValues,
  cellsOf: (column: string) => readonly string[],
): MappingValues {
  const values: MappingValues = {};
  for (const [field, column] of Object.entries({ enteredAt, wonAt })) {
    if (column === undefined) continue;
    const name = `${field as "enteredAt" | "wonAt"}Pattern` as const;
    const cells = cellsOf(column);
    const pattern = patternOf(cells);
    if (said[name] === undefined || (readBy(said[name], cells) === 0 && readBy(pattern, cells) > 0))
      values[name] = pattern;
  }
  if (value !== undefined && said.value === undefined)
    values.decimal = cellsOf(value).some((cell) => /,\d{1,2}$/.test(cell)) ? "," : ".";
  if (status !== undefined) {
    const cells = cellsOf(status);
    const words = leadStatuses.flatMap((each) => said[wordsName(each)]?.split(", ") ?? []);
    const fits = words.length === 0 || cells.length === 0 || cells.some((cell) => words.includes(cell));
    if (said.status === undefined || !fits) Object.assign(values, wordsOf(cells));
  }
  return values;
}

/** What was said of columns that are still there; undefined where leads are known by a column that is not. */
function knownValues({ mapping }: EarlierMapping, columns: readonly string[]): MappingValues | undefined {
  const values = valuesOf(mapping);
  const isThere = (id: string | undefined) => id !== undefined && columns.includes(id);
  if (!isThere(values.leadId) && !isThere(values.externalId)) return undefined;
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
  for (const name of columnWords[field]) {
    const same = free.find((column) => plain(column) === name);
    if (same !== undefined) return same;
  }
  // One word may mean much.
  const longer = columnWords[field].filter(
    (name) => name.includes(" ") || field === "value" || field === "phone",
  );
  for (const name of longer) {
    const like = free.find((column) => ` ${plain(column)} `.includes(` ${name} `));
    if (like !== undefined) return like;
  }
  return field === "externalId" ? free.find((column) => /(^| )id$/.test(plain(column))) : undefined;
}

/** How many cells a pattern reads. */
function readBy(pattern: string, cells: readonly string[]): number {
  const read = readDatePattern(pattern)?.read;
  return read === undefined ? 0 : cells.filter((cell) => read(cell) !== undefined).length;
}

/** The one that reads the most cells, of several the first: a file may well have a date or two that do not exist. */
function patternOf(cells: readonly string[]): string {
  const [usual = ""] = datePatterns;
  return datePatterns.reduce(
    (best, each) => (readBy(each, cells) > readBy(best, cells) ? each : best),
    usual,
  );
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
