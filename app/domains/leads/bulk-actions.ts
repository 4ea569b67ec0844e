import { type LeadFilter, type LeadSort, leadSearchParams } from "./lead-filter.ts";
import { leadStatuses } from "./lead-status.ts";

/** What can be done with many leads: move them to a stage, or put them into the bin. */
export const bulkActions = [...leadStatuses, "delete"] as const;

export type BulkAction = (typeof bulkActions)[number];

/** Where many leads of a list are changed: its filter and sort go along, to come back to it. */
export function bulkUrl(slug: string, filter: LeadFilter = {}, sort?: LeadSort): string {
  const search = leadSearchParams(filter, sort).toString();
  return `/o/${slug}/leads/bulk${search === "" ? "" : `?${search}`}`;
}
