import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { localDate } from "#app/db/local-time.ts";
import { declareQuery } from "#app/domains/declare-query.server.ts";
import { cohortMentors, cohorts, members, mentees, type Role, users } from "#schema";
import { memberTags } from "./member-tags.server.ts";

export interface MemberDetails {
  userId: string;
  name: string;
  email: string;
  role: Role;
  /** Local date. */
  joinedOn: string;
  /** That a mentor has, by name. */
  cohorts: { id: string; name: string; archived: boolean }[];
  /** What a mentee signs in for. */
  business: { id: string; name: string } | null;
}

export interface MemberArgs {
  /** A UUID in lower case. */
  userId: string;
  /** IANA; the organization's. */
  timeZone: string;
}

/** One member; null where there is no such. */
export const getMember = declareQuery({
  name: "people.member",
  scope: "organization",
  permission: "people.manage",
  tags: memberTags,
  lifetime: minutes(30),
  load: async (read, { userId, timeZone }: MemberArgs, { organizationId }): Promise<MemberDetails | null> => {
    const [[member], mentored, [business]] = await read((db) => [
      db
        .select({
          userId: members.userId,
          name: users.name,
          email: users.email,
          role: members.role,
          joinedOn: localDate(members.createdAt, timeZone).as("joined_on"),
        })
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .where(and(eq(members.organizationId, organizationId), eq(members.userId, userId))),
      db
        .select({
          id: cohorts.id,
          name: cohorts.name,
          archived: sql<boolean>`${cohorts.archivedAt} is not null`,
        })
        .from(cohortMentors)
        .innerJoin(
          cohorts,
          and(
            eq(cohorts.organizationId, cohortMentors.organizationId),
            eq(cohorts.id, cohortMentors.cohortId),
          ),
        )
        .where(eq(cohortMentors.userId, userId))
        .orderBy(asc(cohorts.name), asc(cohorts.id)),
      db
        .select({ id: mentees.id, name: mentees.businessName })
        .from(mentees)
        .where(and(eq(mentees.userId, userId), isNull(mentees.deletedAt))),
    ]);
    if (!member) return null;
    return {
      ...member,
      cohorts: member.role === "mentor" ? mentored : [],
      business: (member.role === "mentee" && business) || null,
    };
  },
});
