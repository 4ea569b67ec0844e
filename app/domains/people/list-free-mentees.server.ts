import { and, asc, eq, isNull, or } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { declareQuery } from "#app/domains/declare-query.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { members, mentees, users } from "#schema";
import type { PersonChoice } from "./list-mentors.server.ts";

export interface FreeMenteesArgs {
  /** Whoever signs in for this one too. */
  including?: string | undefined;
}

/** The members with the role of a mentee who sign in for no business yet, by name. */
export const listFreeMentees = declareQuery({
  name: "people.freeMentees",
  scope: "organization",
  permission: "mentees.manage",
  tags: ({ organizationId }) => [tags.people(organizationId), tags.mentees(organizationId)],
  lifetime: minutes(30),
  load: async (read, { including }: FreeMenteesArgs, { organizationId }): Promise<PersonChoice[]> => {
    const [rows] = await read((db) => [
      db
        .select({ userId: users.id, name: users.name })
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .leftJoin(
          mentees,
          and(eq(mentees.organizationId, members.organizationId), eq(mentees.userId, members.userId)),
        )
        .where(
          and(
            eq(members.organizationId, organizationId),
            eq(members.role, "mentee"),
            or(isNull(mentees.id), including ? eq(mentees.id, including) : undefined),
          ),
        )
        .orderBy(asc(users.name), asc(users.id)),
    ]);
    return rows;
  },
});
