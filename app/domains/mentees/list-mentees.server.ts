import { and, asc, desc, eq, isNull, or } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { cohorts, mentees } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";

export interface MenteeChoice {
  id: string;
  businessName: string;
  cohortName: string;
}

export interface MenteeChoicesArgs {
  /** Those of this cohort alone. */
  cohort?: string | undefined;
  /** One more, archived or not, from whatever cohort; then the first. */
  including?: string | undefined;
  /** Rows at most; all of them without it. */
  most?: number | undefined;
}

/** The mentees that this person may give a lead to, by name. */
export const listMentees = declareQuery({
  name: "mentees.list",
  scope: "organization",
  permission: "mentees.read",
  tags: (scope) => [tags.mentees(scope.organizationId), tags.cohorts(scope.organizationId)],
  lifetime: minutes(30),
  load: async (read, { cohort, including, most }: MenteeChoicesArgs): Promise<MenteeChoice[]> => {
    const named = including ? eq(mentees.id, including) : undefined;
    const choices = and(isNull(mentees.deletedAt), cohort ? eq(mentees.cohortId, cohort) : undefined);
    const [rows] = await read((db) => {
      const found = db
        .select({ id: mentees.id, businessName: mentees.businessName, cohortName: cohorts.name })
        .from(mentees)
        .innerJoin(
          cohorts,
          and(eq(cohorts.organizationId, mentees.organizationId), eq(cohorts.id, mentees.cohortId)),
        )
        .where(or(choices, named))
        .orderBy(...(named ? [desc(named)] : []), asc(mentees.businessName), asc(mentees.id));
      return [most === undefined ? found : found.limit(most)] as const;
    });
    return rows;
  },
});
