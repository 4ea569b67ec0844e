import { listCohorts } from "#app/domains/cohorts/queries.server.ts";
import { listTags } from "#app/domains/labels/queries.server.ts";
import type { LeadFilter } from "#app/domains/leads/lead-filter.ts";
import { listSources } from "#app/domains/leads/queries.server.ts";
import { listMentees } from "#app/domains/mentees/queries.server.ts";
import type { Audience } from "#app/server/audience.server.ts";
import type { FilterChoices, WhoseChoices } from "./filter-choices.ts";
import { filterNames } from "./filter-names.server.ts";

/** Mentees to choose from in the filter. */
const mostMentees = 200;

/** What the filter's form offers, what is chosen included. */
export async function filterChoices(caller: Audience["caller"], filter: LeadFilter): Promise<FilterChoices> {
  const [sources, whose] = await Promise.all([listSources(caller, {}), whoseChoices(caller, filter)]);
  return { sources, whose };
}

async function whoseChoices(caller: Audience["caller"], filter: LeadFilter): Promise<WhoseChoices> {
  const { cohort, mentee } = filter;
  const [mentees, cohorts, tags, { owner: ownerName }] = await Promise.all([
    listMentees(caller, { cohort, including: mentee, most: mostMentees + 1 }),
    listCohorts(caller, { including: cohort }),
    listTags(caller, {}),
    // Of a colleague no name but the one that was asked for: the page is kept for many.
    filterNames(caller, { owner: filter.owner }),
  ]);
  return {
    mentees: mentees.slice(0, mostMentees).map(({ id, businessName }) => ({ id, name: businessName })),
    moreMentees: mentees.length > mostMentees,
    cohorts,
    tags,
    ownerName,
  };
}
