import { z } from "zod";
import { sortedListFields } from "../list-search.ts";
import { recordStates } from "../record-state.ts";
import { allCohorts, cohortSorts, defaultCohortSort } from "./cohort-list.ts";

/** The search parameters of the list of cohorts; blank ones must have been left out before. */
export const cohortSearch = z
  .object({
    state: z.enum(recordStates).default(allCohorts.state),
    ...sortedListFields(cohortSorts, defaultCohortSort),
  })
  .transform(({ state, sort, dir, after, before }) => ({
    filter: { state },
    sort: { by: sort, direction: dir },
    after,
    before,
  }));
