import { type LeadFilter, type LeadSort, leadSearchParams } from "./lead-filter.ts";

/** Where the leads of a list are taken away as a file: the page that asks, or with a format the file itself. */
export function exportUrl(slug: string, filter: LeadFilter, sort: LeadSort, format?: "csv" | "xlsx"): string {
  const search = leadSearchParams(filter, sort).toString();
  const path = `/o/${slug}/leads/export${format ? `.${format}` : ""}`;
  return search === "" ? path : `${path}?${search}`;
}
