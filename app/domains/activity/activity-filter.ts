import { addressOf } from "../address.ts";
import type { ListPlace } from "../list-search.ts";
import { endsBeforeItBegins } from "../local-date.ts";

/** What an entry can be about. */
export const recordTypes = [
  "lead",
  "mentee",
  "cohort",
  "member",
  "invitation",
  "tag",
  "view",
  "import",
  "tag",
  "organization",
] as const;

export type RecordType = (typeof recordTypes)[number];

/** Which entries: all of it must hold. Dates are local dates "YYYY-MM-DD", both ends inclusive. */
export interface ActivityFilter {
  /** Who did it, by id; `system` for what nobody did. */
  by?: string | undefined;
  record?: RecordType | undefined;
  /** The command's name. */
  action?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** How the address names what imports, jobs and operators did. */
export const systemActor = "system";

/** The address of the log. */
export function activityUrl(slug: string, filter: ActivityFilter = {}, place: ListPlace = {}): string {
  return addressOf(`/o/${slug}/activity`, { ...filter, ...place });
}

/** How many of the filter's conditions are set; a period counts as one. */
export function conditionsIn({ by, record, action, from, to }: ActivityFilter): number {
  return [by, record, action, from ?? to].filter((set) => set !== undefined).length;
}

/** Whether the period ends before it begins. */
export const isReversed = ({ from, to }: ActivityFilter): boolean => endsBeforeItBegins({ from, to });
