import { and, asc, eq, isNull } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { declareQuery } from "#app/domains/declare-query.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { cohorts, mentees } from "#schema";

export interface FreeBusiness {
  id: string;
  businessName: string;
  cohortName: string;
}

/** The mentees that nobody signs in for, by name. */
export const listFreeBusinesses = declareQuery({
  name: "people.freeBusinesses",
  scope: "organization",
  permission: "people.manage",
  tags: ({ organizationId }) => [tags.mentees(organizationId), tags.cohorts(organizationId)],
  lifetime: minutes(30),
  load: async (read, _args: Record<string, never>): Promise<FreeBusiness[]> => {
    const [rows] = await read((db) => [
      db
        .select({ id: mentees.id, businessName: mentees.businessName, cohortName: cohorts.name })
        .from(mentees)
        .innerJoin(
          cohorts,
          and(eq(cohorts.organizationId, mentees.organizationId), eq(cohorts.id, mentees.cohortId)),
        )
        .where(and(isNull(mentees.deletedAt), isNull(mentees.userId)))
        .orderBy(asc(mentees.businessName), asc(mentees.id)),
    ]);
    return rows;
  },
});
