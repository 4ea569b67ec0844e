import { addressOf } from "../address.ts";
import { type ListPlace, type Sort, sortValues } from "../list-search.ts";
import type { RecordState } from "../record-state.ts";

/** Which cohorts: those in use, or those in the archive. */
export interface CohortFilter {
  state: RecordState;
}

export const allCohorts: CohortFilter = { state: "active" };

export const cohortSorts = ["starts", "name"] as const;

export type CohortSort = Sort<(typeof cohortSorts)[number]>;

export const defaultCohortSort: CohortSort = { by: "starts", direction: "desc" };

/** The address of the list. */
export function cohortsUrl(
  slug: string,
  { state } = allCohorts,
  sort = defaultCohortSort,
  place: ListPlace = {},
): string {
  return addressOf(`/o/${slug}/cohorts`, {
    state: state === "active" ? "" : state,
    ...sortValues(sort, defaultCohortSort),
    ...place,
  });
}

/** The address of one cohort's page. */
export function cohortUrl(slug: string, cohortId: string): string {
  return `/o/${slug}/cohorts/${cohortId}`;
}
