import type { FilteredNames } from "#app/domains/leads/filter-text.ts";
import type { LeadFilter } from "#app/domains/leads/lead-filter.ts";
import type { SourceChoices } from "#app/domains/leads/queries.server.ts";

/** What the filter's form offers to choose from. */
export interface FilterChoices {
  sources: SourceChoices;
  whose: WhoseChoices;
}

/** Whose leads one can ask for; what the filter names is always among them, unless this person may not see it. */
export interface WhoseChoices {
  mentees: readonly Choice[];
  /** There are more mentees than are listed. */
  moreMentees: boolean;
  cohorts: readonly Choice[];
  tags: readonly Choice[];
  /** Of the member whose leads the filter means. */
  ownerName: string | undefined;
}

export interface Choice {
  id: string;
  name: string;
}

/** What the mentee and the cohort of a filter are called. */
export function namesIn(
  { mentee, cohort, tag }: LeadFilter,
  { mentees, cohorts, tags, ownerName }: WhoseChoices,
): Omit<FilteredNames, "currency"> {
  const nameOf = (choices: readonly Choice[], id: string | undefined) =>
    choices.find((choice) => choice.id === id)?.name;
  return {
    owner: ownerName,
    tag: nameOf(tags, tag),
    mentee: nameOf(mentees, mentee),
    cohort: nameOf(cohorts, cohort),
  };
}
