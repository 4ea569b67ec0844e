import { addressOf } from "../address.ts";
import { type ListPlace, type Sort, sortValues } from "../list-search.ts";
import type { RecordState } from "../record-state.ts";

/** Which mentees: those in use, or those in the archive. */
export interface MenteeFilter {
  state: RecordState;
}

export const allMentees: MenteeFilter = { state: "active" };

export const menteeSorts = ["name", "joined"] as const;

export type MenteeSort = Sort<(typeof menteeSorts)[number]>;

export const defaultMenteeSort: MenteeSort = { by: "name", direction: "asc" };

/** The address of the list. */
export function menteesUrl(
  slug: string,
  { state } = allMentees,
  sort = defaultMenteeSort,
  place: ListPlace = {},
): string {
  return addressOf(`/o/${slug}/mentees`, {
    state: state === "active" ? "" : state,
    ...sortValues(sort, defaultMenteeSort),
    ...place,
  });
}

/** The address of one mentee's page. */
export function menteeUrl(slug: string, menteeId: string): string {
  return `/o/${slug}/mentees/${menteeId}`;
}

/** The address of the form for a new one. */
export function newMenteeUrl(slug: string, cohortId?: string): string {
  return addressOf(`/o/${slug}/mentees/new`, { cohort: cohortId });
}
