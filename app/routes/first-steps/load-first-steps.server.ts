import { listCohorts } from "#app/domains/cohorts/queries.server.ts";
import { listMentees } from "#app/domains/mentees/queries.server.ts";
import { can } from "#app/domains/people/permissions.ts";
import type { Audience } from "#app/server/audience.server.ts";

/** What an organization without leads has already. */
export interface FirstStepsDone {
  /** One of its cohorts. */
  cohortId: string | null;
  mentee: boolean;
}

/** How far an organization is on its way to the first lead; null for who cannot go it. */
export async function loadFirstSteps({
  caller,
  role,
}: Pick<Audience, "caller" | "role">): Promise<FirstStepsDone | null> {
  if (!can(role, "mentees.manage")) return null;
  const [[cohort], mentees] = await Promise.all([listCohorts(caller, {}), listMentees(caller, { most: 1 })]);
  return { cohortId: cohort?.id ?? null, mentee: mentees.length > 0 };
}
