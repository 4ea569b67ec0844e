import { type AnyColumn, and, asc, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { minutes } from "#app/cache/index.ts";
import type { Transaction } from "#app/db/database.ts";
import { cohortMentors, members, mentees, type Role, users } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";

export interface OwnerChoice {
  userId: string;
  name: string;
  role: Role;
}

/** The members who may work a lead, by name: who sees the leads of this mentee, or without one of any mentee in the reader's sight. */
export const listOwners = declareQuery({
  name: "leads.owners",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }) => [
    tags.people(organizationId),
    tags.cohorts(organizationId),
    tags.mentees(organizationId),
  ],
  lifetime: minutes(30),
  load: async (read, { mentee }: { mentee?: string | undefined }, { organizationId }) => {
    const [rows] = await read((db) => [
      db
        .select({ userId: users.id, name: users.name, role: members.role })
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .where(and(eq(members.organizationId, organizationId), seesLeadsOf(mentee)))
        .orderBy(asc(users.name), asc(users.id)),
    ]);
    return rows satisfies OwnerChoice[];
  },
});

/**
 * The condition on `members` that one sees the leads of a mentee, or of any. It says what `placar_visible_mentee_ids` says of oneself.
 * @param mentee an id, or a column of an aliased table
 */
export function seesLeadsOf(mentee: string | AnyColumn | undefined): SQL {
  const ofMentor =
    mentee &&
    sql`and ${cohortMentors.cohortId} = (select ${mentees.cohortId} from ${mentees} where ${mentees.id} = ${mentee})`;
  const ofMentee = mentee && sql`and ${mentees.id} = ${mentee}`;
  return sql`(${members.role} in ('owner', 'admin')
    or ${members.role} = 'mentor' and exists (select 1 from ${cohortMentors}
      where ${cohortMentors.organizationId} = ${members.organizationId} and ${cohortMentors.userId} = ${members.userId} ${ofMentor})
    or ${members.role} = 'mentee' and exists (select 1 from ${mentees}
      where ${mentees.organizationId} = ${members.organizationId} and ${mentees.userId} = ${members.userId}
        and ${mentees.deletedAt} is null ${ofMentee}))`;
}

/** The ids of the mentees whose leads somebody sees: asked of each mentee once, not of each lead. */
export function menteesSeenBy(tx: Transaction, organizationId: string, userId: string) {
  const ofLead = alias(mentees, "of_lead");
  return tx
    .select({ id: ofLead.id })
    .from(ofLead)
    .innerJoin(members, and(eq(members.organizationId, organizationId), eq(members.userId, userId)))
    .where(seesLeadsOf(ofLead.id));
}
