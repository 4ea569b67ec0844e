import { and, asc, eq, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { isoInstant } from "#app/db/local-time.ts";
import { cohortMentors, cohorts, members, users } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";
import type { CohortFacts } from "./cohort-facts.ts";

export interface CohortDetails extends CohortFacts {
  id: string;
  archived: boolean;
  /** When it was last written, so that two people editing at once are told. */
  version: string;
  /** By name. */
  mentors: { userId: string; name: string }[];
}

/** A cohort with its mentors; null where there is none, or none that this person may see. */
export const getCohort = declareQuery({
  name: "cohorts.get",
  scope: "organization",
  permission: "cohorts.read",
  tags: ({ organizationId }) => [tags.cohorts(organizationId), tags.people(organizationId)],
  lifetime: minutes(30),
  load: async (read, { cohortId }: { cohortId: string }): Promise<CohortDetails | null> => {
    const [[cohort], mentors] = await read((db) => [
      db
        .select({
          id: cohorts.id,
          name: cohorts.name,
          startsOn: cohorts.startsOn,
          endsOn: cohorts.endsOn,
          archived: sql<boolean>`${cohorts.archivedAt} is not null`,
          version: isoInstant(cohorts.updatedAt),
        })
        .from(cohorts)
        .where(eq(cohorts.id, cohortId)),
      db
        .select({ userId: users.id, name: users.name })
        .from(cohortMentors)
        .innerJoin(
          members,
          and(
            eq(members.organizationId, cohortMentors.organizationId),
            eq(members.userId, cohortMentors.userId),
            // Who was given another role mentors nobody.
            eq(members.role, "mentor"),
          ),
        )
        .innerJoin(users, eq(users.id, cohortMentors.userId))
        .where(eq(cohortMentors.cohortId, cohortId))
        .orderBy(asc(users.name), asc(users.id)),
    ]);
    return cohort ? { ...cohort, mentors } : null;
  },
});
