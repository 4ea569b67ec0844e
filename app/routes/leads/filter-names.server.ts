import { listCohorts } from "#app/domains/cohorts/queries.server.ts";
import type { FilteredNames } from "#app/domains/leads/filter-text.ts";
import type { LeadFilter } from "#app/domains/leads/lead-filter.ts";
import { listMentees } from "#app/domains/mentees/queries.server.ts";
import type { Audience } from "#app/server/audience.server.ts";

/** What the mentee and the cohort of a filter are called. */
export async function filterNames(
  caller: Audience["caller"],
  { mentee, cohort }: LeadFilter,
): Promise<Omit<FilteredNames, "currency">> {
  const [mentees, cohorts] = await Promise.all([
    mentee ? listMentees(caller, { including: mentee, most: 1 }) : [],
    cohort ? listCohorts(caller, { including: cohort }) : [],
  ]);
  return {
    mentee: mentees.find(({ id }) => id === mentee)?.businessName,
    cohort: cohorts.find(({ id }) => id === cohort)?.name,
  };
}
