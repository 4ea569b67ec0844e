import { and, eq, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { by, keyset } from "#app/db/keyset/index.ts";
import { localDate } from "#app/db/local-time.ts";
import { declareQuery } from "#app/domains/declare-query.server.ts";
import { cohortMentors, cohorts, members, mentees, type Role, users } from "#schema";
import { businessOf } from "./business-of.server.ts";
import { memberTags } from "./member-tags.server.ts";
import type { PeoplePage, PeoplePlace } from "./people-page.ts";

export interface MemberListArgs extends PeoplePlace {
  /** IANA; the organization's. */
  timeZone: string;
}

export interface MemberRow {
  userId: string;
  name: string;
  email: string;
  role: Role;
  /** Local date. */
  joinedOn: string;
  /** The names of the cohorts that a mentor has. */
  cohorts: string[];
  /** What a mentee signs in for. */
  business: string | null;
}

const newestMembers = keyset({
  name: "people.members",
  columns: [by(members.createdAt, "desc")],
  unique: members.id,
});

const memberColumns = (timeZone: string) => ({
  userId: members.userId,
  name: users.name,
  email: users.email,
  role: members.role,
  joinedOn: localDate(members.createdAt, timeZone).as("joined_on"),
  cohorts: sql<string[]>`array(
    select ${cohorts.name} from ${cohortMentors}
    join ${cohorts} on ${cohorts.organizationId} = ${cohortMentors.organizationId} and ${cohorts.id} = ${cohortMentors.cohortId}
    where ${cohortMentors.organizationId} = ${members.organizationId} and ${cohortMentors.userId} = ${members.userId}
      and ${members.role} = 'mentor'
    order by ${cohorts.name})`.as("cohorts"),
  business: businessOf(sql`${mentees.userId} = ${members.userId} and ${members.role} = 'mentee'`, members),
});

/**
 * One page of an organization's members, the newest first.
 * @throws InvalidCursorError for a cursor that was not made for this list
 */
export const listMembers = declareQuery({
  name: "people.members",
  scope: "organization",
  permission: "people.manage",
  tags: memberTags,
  lifetime: minutes(5),
  load: async (read, args: MemberListArgs, { organizationId }) => {
    const { cursorSecret, pageSize, after, before, timeZone } = args;
    const page = newestMembers.page({
      after,
      before,
      size: pageSize,
      secret: cursorSecret,
      boundTo: [organizationId, timeZone],
    });
    const [rows] = await read((db) => [
      page.select(({ where, cursorColumns }) =>
        db
          .select({ ...memberColumns(timeZone), ...cursorColumns })
          .from(members)
          .innerJoin(users, eq(users.id, members.userId))
          .where(and(eq(members.organizationId, organizationId), where)),
      ),
    ]);
    return page.result(rows) satisfies PeoplePage<MemberRow>;
  },
});
