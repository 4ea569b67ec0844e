import type { leadStatuses } from "../leads/lead-status.ts";
import type { MappedField } from "./mapping-form.ts";

/** What columns are called, in English and in Portuguese, without accents; the likeliest first. */
export const columnWords: Record<MappedField, readonly string[]> = {
  leadId: ["placar id", "codigo do placar", "id do placar", "id placar"],
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
export const statusWords: Record<(typeof leadStatuses)[number], readonly string[]> = {
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
export const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
