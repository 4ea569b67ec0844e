import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { by, keyset } from "#app/db/keyset/index.ts";
import { localDate } from "#app/db/local-time.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { declareQuery } from "#app/domains/declare-query.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import {
  cohortMentors,
  cohorts,
  type InvitationStatus,
  invitations,
  members,
  mentees,
  organizations,
  type Role,
  users,
} from "#schema";

/** Which part of a list is asked for. */
export interface PeoplePlace {
  /** A cursor of another page; at most one of the two. */
  after?: string | undefined;
  before?: string | undefined;
  pageSize: number;
  /** The application's secret, with which cursors are made. */
  cursorSecret: string;
}

export interface MemberListArgs extends PeoplePlace {
  /** IANA; the organization's. */
  timeZone: string;
}

export interface PeoplePage<Row> {
  rows: Row[];
  /** Cursors; null where there is no such page. */
  previous: string | null;
  next: string | null;
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

/** A member is shown with a name, a role, cohorts and a business. */
const memberTags = ({ organizationId }: OrganizationScope) => [
  tags.people(organizationId),
  tags.cohorts(organizationId),
  tags.mentees(organizationId),
];

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

function businessOf(
  whose: SQL,
  { organizationId }: Pick<typeof members, "organizationId"> | Pick<typeof invitations, "organizationId">,
) {
  return sql<string | null>`(
    select ${mentees.businessName} from ${mentees}
    where ${mentees.organizationId} = ${organizationId} and ${mentees.deletedAt} is null and ${whose})`.as(
    "business",
  );
}

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

export interface InvitationRow {
  id: string;
  email: string;
  role: Role;
  /** The business that a mentee is to sign in for. */
  business: string | null;
  inviterName: string;
  expiresAt: Date;
}

const newestInvitations = keyset({
  name: "people.invitations",
  columns: [],
  unique: by(invitations.id, "desc"),
});

const invitationColumns = {
  id: invitations.id,
  email: invitations.email,
  role: invitations.role,
  business: businessOf(sql`${mentees.id} = ${invitations.menteeId}`, invitations),
  inviterName: users.name,
  expiresAt: invitations.expiresAt,
};

const invitationTags = ({ organizationId }: { organizationId: string }) => [
  tags.people(organizationId),
  tags.mentees(organizationId),
];

const openInvitation = (organizationId: string) =>
  and(eq(invitations.organizationId, organizationId), eq(invitations.status, "pending"));

/**
 * One page of an organization's open invitations, the newest first; among them those whose time is over, which can be renewed.
 * @throws InvalidCursorError for a cursor that was not made for this list
 */
export const listInvitations = declareQuery({
  name: "people.invitations",
  scope: "organization",
  permission: "people.manage",
  tags: invitationTags,
  lifetime: minutes(5),
  load: async (read, { cursorSecret, pageSize, after, before }: PeoplePlace, { organizationId }) => {
    const page = newestInvitations.page({
      after,
      before,
      size: pageSize,
      secret: cursorSecret,
      boundTo: [organizationId],
    });
    const [rows] = await read((db) => [
      page.select(({ where, cursorColumns }) =>
        db
          .select({ ...invitationColumns, ...cursorColumns })
          .from(invitations)
          .innerJoin(users, eq(users.id, invitations.inviterId))
          .where(and(openInvitation(organizationId), where)),
      ),
    ]);
    return page.result(rows) satisfies PeoplePage<InvitationRow>;
  },
});

/** One open invitation; undefined where there is no such. */
export const getInvitation = declareQuery({
  name: "people.invitation",
  scope: "organization",
  permission: "people.manage",
  tags: invitationTags,
  lifetime: minutes(5),
  load: async (
    read,
    { invitationId }: { invitationId: string },
    { organizationId },
  ): Promise<InvitationRow | undefined> => {
    const [[row]] = await read((db) => [
      db
        .select(invitationColumns)
        .from(invitations)
        .innerJoin(users, eq(users.id, invitations.inviterId))
        .where(and(openInvitation(organizationId), eq(invitations.id, invitationId))),
    ]);
    return row;
  },
});

/** What an invitation says to whoever has its link. */
export interface ReceivedInvitation {
  email: string;
  role: Role;
  status: InvitationStatus;
  expiresAt: Date;
  inviterName: string;
  business: string | null;
  organization: { name: string; slug: string };
}

/** The invitation that a link opens; undefined where it is none, or an older one's. That its time is over is for the reader to see. */
export const readInvitation = declareQuery({
  name: "people.receivedInvitation",
  scope: "system",
  tags: (scope, _args: { tokenHash: string }) => invitationTags(inOrganization(scope)),
  lifetime: minutes(5),
  load: async (read, { tokenHash }, scope): Promise<ReceivedInvitation | undefined> => {
    const [[row]] = await read((db) => [
      db
        .select({
          email: invitations.email,
          role: invitations.role,
          status: invitations.status,
          expiresAt: invitations.expiresAt,
          inviterName: users.name,
          business: invitationColumns.business,
          organization: { name: organizations.name, slug: organizations.slug },
        })
        .from(invitations)
        .innerJoin(users, eq(users.id, invitations.inviterId))
        .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
        .where(
          and(
            eq(invitations.organizationId, inOrganization(scope).organizationId),
            eq(invitations.tokenHash, tokenHash),
          ),
        ),
    ]);
    return row;
  },
});

function inOrganization({ organizationId }: { organizationId?: string }): { organizationId: string } {
  if (organizationId === undefined) throw new Error("This query belongs in an organization.");
  return { organizationId };
}

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
