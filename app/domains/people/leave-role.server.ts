import { and, eq } from "drizzle-orm";
import type { Tag } from "#app/cache/index.ts";
import type { Transaction } from "#app/db/database.ts";
import { tags } from "#app/domains/tags.server.ts";
import { cohortMentors, members, type Role } from "#schema";
import { releaseBusiness } from "./businesses.server.ts";
import { type ReleasedWork, releaseWork } from "./release-work.server.ts";
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
 * Ends a membership. What the person worked and was to do is an heir's, or nobody's yet; what they did keeps their name.
 * @throws LastOwnerError; FieldError for an heir who is no other member
 */
export async function endMembership(
  tx: Transaction,
  member: Membership,
  heirId: string | null = null,
): Promise<ReleasedWork> {
  await giveUpRole(tx, member);
  const released = await releaseWork(tx, member, heirId);
  await tx.delete(members).where(isMember(member));
  return released;
}

const isMember = ({ organizationId, userId }: Membership) =>
  and(eq(members.organizationId, organizationId), eq(members.userId, userId));

/** What readers see change when somebody is no member any more. */
export const touchedByEnd = (member: Membership): readonly [Tag, ...Tag[]] => [
  ...touchedByRole(member),
  tags.leads(member.organizationId),
  tags.tasks(member.organizationId),
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
