import type { leadExport as original } from "../en/lead-export.ts";
import { counted } from "../plural.ts";

export const leadExport: typeof original = {
  link: "Exportar",
  title: "Exportar leads",
  count: (n) => `O arquivo tem ${counted("pt-BR", n, { one: "lead", other: "leads" })}, nesta ordem.`,
  noted: "Ele contém nomes, e-mails e telefones. O download fica anotado no registro de atividades.",
  none: "Não há nada para exportar",
  csv: "Baixar CSV",
  xlsx: "Baixar Excel",
  back: "Voltar à lista",
  sheet: "Leads",
  fileName: "leads",
  columns: { wonOn: "Fechado em", lastInteraction: "Última interação", id: "Código do Placar" },
  valueIn: (value, currency) => `${value} (${currency})`,
};
