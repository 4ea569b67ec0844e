import { listCohorts } from "#app/domains/cohorts/queries.server.ts";
import { listTags } from "#app/domains/labels/queries.server.ts";
import type { FilteredNames } from "#app/domains/leads/filter-text.ts";
import { type LeadFilter, noOwner } from "#app/domains/leads/lead-filter.ts";
import { listOwners } from "#app/domains/leads/queries.server.ts";
import { listMentees } from "#app/domains/mentees/queries.server.ts";
import type { Audience } from "#app/server/audience.server.ts";

/** What those are called whose leads a filter means. */
export async function filterNames(
  caller: Audience["caller"],
  { owner, tag, mentee, cohort }: LeadFilter,
): Promise<Omit<FilteredNames, "currency">> {
  const [owners, tags, mentees, cohorts] = await Promise.all([
    owner && owner !== noOwner ? listOwners(caller, {}) : [],
    tag ? listTags(caller, {}) : [],
    mentee ? listMentees(caller, { including: mentee, most: 1 }) : [],
    cohort ? listCohorts(caller, { including: cohort }) : [],
  ]);
  return {
    owner: owners.find(({ userId }) => userId === owner)?.name,
    tag: tags.find(({ id }) => id === tag)?.name,
    mentee: mentees.find(({ id }) => id === mentee)?.businessName,
    cohort: cohorts.find(({ id }) => id === cohort)?.name,
  };
}
