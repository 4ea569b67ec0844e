import type { leads as original } from "../en/leads.ts";

export const leads: typeof original = {
  title: "Leads",
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
