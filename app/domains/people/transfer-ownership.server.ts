import { declareCommand } from "#app/domains/declare-command.server.ts";
import { ConflictError, ForbiddenError } from "#app/domains/errors.ts";
import { noteActivity } from "#app/domains/note-activity.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import type { Role } from "#schema";
import { type Membership, replaceRole, touchedByRole } from "./leave-role.server.ts";
import { lockOrganization, refuseUnlessSeen, roleOfMember } from "./write-people.server.ts";

interface TransferInput {
  userId: string;
  /** What they were when the question was asked. */
  seen?: Role;
}

/**
 * Makes another member the owner in one's own place; whoever hands it over is an administrator afterwards.
 * @throws ConflictError where the other one is an owner already, or their role changed meanwhile; ForbiddenError where who asks is none any more; NotFoundError
 */
export const transferOwnership = declareCommand({
  name: "people.transferOwnership",
  scope: "organization",
  permission: "organization.manage",
  touches: (scope, _input: TransferInput, before: Membership) => [
    ...touchedByRole(before),
    tags.user(scope.userId),
  ],
  run: async (tx, { userId, seen }: TransferInput, scope): Promise<Membership> => {
    const { organizationId } = scope;
    await lockOrganization(tx, organizationId);
    const own = await roleOfMember(tx, organizationId, scope.userId);
    if (own !== "owner") throw new ForbiddenError("Only an owner hands the organization over.");
    const before = { organizationId, userId, role: await roleOfMember(tx, organizationId, userId) };
    refuseUnlessSeen(before.role, seen);
    if (before.role === "owner") throw new ConflictError("They are an owner already.");
    // In this order: at no moment is there nobody.
    await replaceRole(tx, before, "owner");
    await replaceRole(tx, { organizationId, userId: scope.userId, role: own }, "admin");
    await noteActivity(tx, scope, {
      action: "people.transferOwnership",
      recordType: "member",
      recordId: userId,
      meta: { from: before.role },
    });
    return before;
  },
});
