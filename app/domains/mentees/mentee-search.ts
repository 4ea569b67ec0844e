import { z } from "zod";
import { sortedListFields } from "../list-search.ts";
import { recordStates } from "../record-state.ts";
import { allMentees, defaultMenteeSort, menteeSorts } from "./mentee-list.ts";

/** The search parameters of the list of mentees; blank ones must have been left out before. */
export const menteeSearch = z
  .object({
    state: z.enum(recordStates).default(allMentees.state),
    ...sortedListFields(menteeSorts, defaultMenteeSort),
  })
  .transform(({ state, sort, dir, after, before }) => ({
    filter: { state },
    sort: { by: sort, direction: dir },
    after,
    before,
  }));
