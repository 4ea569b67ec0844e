import { and, asc, eq, isNull } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { cohorts, mentees } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";

export interface MenteeChoice {
  id: string;
  businessName: string;
  cohortName: string;
}

/** The mentees that this person may give a lead to, by name. */
export const listMentees = declareQuery({
  name: "mentees.list",
  scope: "organization",
  permission: "mentees.read",
  tags: (scope) => [tags.mentees(scope.organizationId), tags.cohorts(scope.organizationId)],
  lifetime: minutes(30),
  load: async (read, _args: Record<string, never>): Promise<MenteeChoice[]> => {
    const [rows] = await read((db) => [
      db
        .select({ id: mentees.id, businessName: mentees.businessName, cohortName: cohorts.name })
        .from(mentees)
        .innerJoin(
          cohorts,
          and(eq(cohorts.organizationId, mentees.organizationId), eq(cohorts.id, mentees.cohortId)),
        )
        .where(isNull(mentees.deletedAt))
        .orderBy(asc(mentees.businessName), asc(mentees.id)),
    ]);
    return rows;
  },
});
