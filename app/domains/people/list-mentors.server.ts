import { and, asc, eq } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { declareQuery } from "#app/domains/declare-query.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { members, users } from "#schema";

export interface PersonChoice {
  userId: string;
  name: string;
}

/** The members who may be given cohorts to mentor, by name. */
export const listMentors = declareQuery({
  name: "people.mentors",
  scope: "organization",
  permission: "cohorts.manage",
  tags: (scope) => [tags.people(scope.organizationId)],
  lifetime: minutes(30),
  load: async (read, _args: Record<string, never>, { organizationId }): Promise<PersonChoice[]> => {
    const [rows] = await read((db) => [
      db
        .select({ userId: users.id, name: users.name })
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .where(and(eq(members.organizationId, organizationId), eq(members.role, "mentor")))
        .orderBy(asc(users.name), asc(users.id)),
    ]);
    return rows;
  },
});
