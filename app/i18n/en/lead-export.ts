import { counted } from "../plural.ts";

export const leadExport = {
  link: "Export",
  title: "Export leads",
  count: (n: number) => `The file has ${counted("en", n, { one: "lead", other: "leads" })}, in this order.`,
  noted: "It holds names, e-mails and phones. That you took it is noted in the activity log.",
  none: "There is nothing to export",
  csv: "Download CSV",
  xlsx: "Download Excel",
  back: "Back to the list",
  sheet: "Leads",
  fileName: "leads",
  columns: { wonOn: "Won on", lastInteraction: "Last interaction", id: "Placar id" },
  /** the currency stands in the header, the cells are plain numbers */
  valueIn: (value: string, currency: string) => `${value} (${currency})`,
};
