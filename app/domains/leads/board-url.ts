import { type LeadFilter, leadSearchParams } from "./lead-filter.ts";

/** The address of the leads of a filter, stage by stage. */
export function boardUrl(slug: string, filter: LeadFilter = {}): string {
  const search = leadSearchParams(filter).toString();
  return `/o/${slug}/leads/board${search === "" ? "" : `?${search}`}`;
}
