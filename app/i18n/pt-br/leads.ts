import type { leads as original } from "../en/leads.ts";

export const leads: typeof original = {
  title: "Leads",
  columns: {
    lead: "Lead",
    mentee: "Mentorado",
    status: "Status",
    source: "Origem",
    value: "Valor",
    entered: "Entrada",
  },
  status: {
    new: "Novo",
    first_contact: "Primeiro contato",
    qualified: "Qualificado",
    proposal: "Proposta",
    negotiation: "Negociação",
    won: "Fechado",
    lost: "Perdido",
  },
};
