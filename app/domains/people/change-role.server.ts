import { declareCommand, touchesNothing } from "#app/domains/declare-command.server.ts";
import { noteActivity, organizationOf } from "#app/domains/note-activity.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import type { Role } from "#schema";
import { changeBusiness, requireFreeBusiness, signInFor } from "./businesses.server.ts";
import { type Membership, replaceRole, touchedByRole } from "./leave-role.server.ts";
import {
  lockOrganization,
  refuseUnlessAssignable,
  refuseUnlessSeen,
  roleOfMember,
} from "./write-people.server.ts";

export interface ChangeRoleInput {
  userId: string;
  role: Role;
  /** The business that a mentee is to sign in for. */
  menteeId?: string | null;
  /** What they were when the form was made. */
  seen?: Role;
}

/**
 * Gives a member another role; with the old one goes what it was responsible for. Where they have it already nothing happens, but for a mentee who
 * is to sign in for another business.
 * @returns what they were before; null where nothing happened
 * @throws LastOwnerError; ForbiddenError where an admin makes or unmakes an owner; ConflictError where the role changed meanwhile; FieldError for a
 * business that is not free; NotFoundError
 */
export const changeRole = declareCommand({
  name: "people.changeRole",
  scope: ["organization", "system"],
  permission: "people.manage",
  touches: (_scope, { menteeId }: ChangeRoleInput, before: Membership | null) => {
    if (before === null) return touchesNothing;
    const touched = touchedByRole(before);
    return menteeId ? [...touched, tags.mentees(before.organizationId)] : touched;
  },
  run: async (tx, { userId, role, menteeId, seen }: ChangeRoleInput, scope): Promise<Membership | null> => {
    const organizationId = organizationOf(scope);
    await lockOrganization(tx, organizationId);
    const from = await roleOfMember(tx, organizationId, userId);
    refuseUnlessAssignable(scope, from);
    refuseUnlessAssignable(scope, role);
    const before = { organizationId, userId, role: from };
    if (from === role) {
      if (!menteeId || !(await changeBusiness(tx, before, menteeId))) return null;
      const meta = { fields: ["userId"] };
      await noteActivity(tx, scope, {
        action: "mentees.edit",
        recordType: "mentee",
        recordId: menteeId,
        meta,
      });
      return before;
    }
    refuseUnlessSeen(from, seen);
    if (menteeId) await requireFreeBusiness(tx, role, menteeId);
    await replaceRole(tx, before, role);
    if (menteeId) await signInFor(tx, menteeId, userId);
    await noteActivity(tx, scope, {
      action: "people.changeRole",
      recordType: "member",
      recordId: userId,
      meta: { from, to: role },
    });
    return before;
  },
});
