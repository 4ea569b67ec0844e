import type { LeadStatus } from "#schema";
import { type LeadFilter, type LeadSort, leadSearchParams } from "./lead-filter.ts";
import { leadStatuses } from "./lead-status.ts";

/** What can be done with many leads: move them to a stage, put them into the bin, mark them, give them to somebody. */
export const bulkActions = [...leadStatuses, "delete", "tag", "untag", "assign"] as const;

export type BulkAction = (typeof bulkActions)[number];

/** What takes leads out of the stage they are at. */
export type StageAction = LeadStatus | "delete";

/** Where many leads of a list are changed: its filter and sort go along, to come back to it. */
export function bulkUrl(slug: string, filter: LeadFilter = {}, sort?: LeadSort): string {
  const search = leadSearchParams(filter, sort).toString();
  return `/o/${slug}/leads/bulk${search === "" ? "" : `?${search}`}`;
}
