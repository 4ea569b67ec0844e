import type { LeadFilter } from "./lead-filter.ts";

/** Which leads are changed together: some of them by id, or all that a filter admits. */
export type BulkSelection = { ids: readonly string[] } | { filter: LeadFilter };
