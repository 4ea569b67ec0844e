import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tag } from "#app/cache/index.ts";
import type { Transaction } from "#app/db/database.ts";
import { tags } from "#app/domains/tags.server.ts";
import { cohortMentors, leads, members, type Role, tasks } from "#schema";
import { releaseBusiness } from "./businesses.server.ts";
import { requireAnotherOwner } from "./write-people.server.ts";

/** A member, in an organization that is locked. */
export interface Membership {
  organizationId: string;
  userId: string;
  role: Role;
}

/**
 * Gives up what comes with a role: a mentor's cohorts, a mentee's business.
 * @throws LastOwnerError
 */
async function giveUpRole(tx: Transaction, { organizationId, userId, role }: Membership): Promise<void> {
  if (role === "owner") await requireAnotherOwner(tx, organizationId, userId);
  if (role === "mentor")
    await tx
      .delete(cohortMentors)
      .where(and(eq(cohortMentors.organizationId, organizationId), eq(cohortMentors.userId, userId)));
  if (role === "mentee") await releaseBusiness(tx, organizationId, userId);
}

/**
 * Makes a member something else.
 * @throws LastOwnerError
 */
export async function replaceRole(tx: Transaction, member: Membership, role: Role): Promise<void> {
  await giveUpRole(tx, member);
  await tx.update(members).set({ role }).where(isMember(member));
}

/**
 * Ends a membership. What the person was to do stays to be done, by nobody yet, and so do the leads they worked; what they did keeps their name.
 * @throws LastOwnerError
 */
export async function endMembership(tx: Transaction, member: Membership): Promise<void> {
  const { organizationId, userId } = member;
  await giveUpRole(tx, member);
  await tx
    .update(tasks)
    .set({ assigneeId: null })
    .where(and(eq(tasks.organizationId, organizationId), eq(tasks.assigneeId, userId), isNull(tasks.doneAt)));
  // One after the other in one order, as everybody does who takes several.
  const worked = tx
    .select({ id: leads.id })
    .from(leads)
    .where(and(eq(leads.organizationId, organizationId), eq(leads.ownerId, userId), isNull(leads.deletedAt)))
    .orderBy(asc(leads.id))
    .for("update");
  await tx
    .update(leads)
    .set({ ownerId: null, rowVersion: sql`${leads.rowVersion} + 1` })
    .where(inArray(leads.id, worked));
  await tx.delete(members).where(isMember(member));
}

const isMember = ({ organizationId, userId }: Membership) =>
  and(eq(members.organizationId, organizationId), eq(members.userId, userId));

/** What readers see change when somebody is no member any more. */
export const touchedByEnd = (member: Membership): readonly [Tag, ...Tag[]] => [
  ...touchedByRole(member),
  tags.leads(member.organizationId),
];

/** What readers see change when somebody is not any more what they were. */
export function touchedByRole({ organizationId, userId, role }: Membership): readonly [Tag, ...Tag[]] {
  return [
    tags.user(userId),
    tags.people(organizationId),
    tags.visibility(organizationId),
    ...(role === "mentor" ? [tags.cohorts(organizationId)] : []),
    ...(role === "mentee" ? [tags.mentees(organizationId)] : []),
  ];
}
