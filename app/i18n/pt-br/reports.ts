import type { reports as original } from "../en/reports.ts";

export const reports: typeof original = {
  title: "Relatórios",
  pipeline: { title: "Pipeline" },
};
