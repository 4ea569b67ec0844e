import type { Transaction } from "#app/db/database.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { type Caller, callAs } from "#app/domains/caller.ts";
import { declareCommand } from "#app/domains/declare-command.server.ts";
import { noteActivity, organizationOf } from "#app/domains/note-activity.server.ts";
import type { Role } from "#schema";
import { endMembership, type Membership, touchedByEnd } from "./leave-role.server.ts";
import {
  lockOrganization,
  type MemberScope,
  refuseUnlessAssignable,
  refuseUnlessSeen,
  roleOfMember,
} from "./write-people.server.ts";

interface WhichMember {
  userId: string;
  /** Who takes over their leads and what they are still to do; nobody without one. */
  heirId?: string | null | undefined;
  /** What they were when the question was asked. */
  seen?: Role;
}

/**
 * Ends somebody's membership: from their next request on the organization is not there for them.
 * @throws LastOwnerError; ForbiddenError where an admin removes an owner; ConflictError where their role changed meanwhile; NotFoundError; FieldError for
 * an heir who is no other member
 */
export const removeMember = declareCommand({
  name: "people.remove",
  scope: ["organization", "system"],
  permission: "people.manage",
  touches: (_scope, _input: WhichMember, removed: Membership) => touchedByEnd(removed),
  run: async (tx, { userId, seen, heirId = null }: WhichMember, scope): Promise<Membership> => {
    const member = await lockMember(tx, scope, userId);
    refuseUnlessSeen(member.role, seen);
    refuseUnlessAssignable(scope, member.role);
    const released = await endMembership(tx, member, heirId);
    await noteActivity(tx, scope, {
      action: "people.remove",
      recordType: "member",
      recordId: userId,
      meta: { role: member.role, ...released, ...(heirId !== null && { heirId }) },
    });
    return member;
  },
});

const leave = declareCommand({
  name: "people.leave",
  // Whoever leaves gives up more than a mentor or a mentee may see.
  scope: "system",
  touches: (_scope, _input: WhichMember, left: Membership) => touchedByEnd(left),
  run: async (tx, { userId }: WhichMember, scope): Promise<Membership> => {
    const member = await lockMember(tx, scope, userId);
    await endMembership(tx, member);
    await noteActivity(tx, scope, {
      action: "people.leave",
      recordType: "member",
      recordId: userId,
      meta: { role: member.role },
      actorId: userId,
    });
    return member;
  },
});

/**
 * Ends one's own membership.
 * @throws LastOwnerError; NotFoundError
 */
export async function leaveOrganization(caller: Caller<OrganizationScope>): Promise<void> {
  const { organizationId, userId } = caller.scope;
  await leave(callAs(caller, { kind: "system", organizationId } as const), { userId });
}

async function lockMember(tx: Transaction, scope: MemberScope, userId: string): Promise<Membership> {
  const organizationId = organizationOf(scope);
  await lockOrganization(tx, organizationId);
  return { organizationId, userId, role: await roleOfMember(tx, organizationId, userId) };
}
