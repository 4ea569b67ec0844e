import { and, eq } from "drizzle-orm";
import { newId } from "#app/db/new-id.ts";
import { declareCommand } from "#app/domains/declare-command.server.ts";
import { FieldError, NotFoundError } from "#app/domains/errors.ts";
import { tags } from "#app/domains/tags.server.ts";
import { members, type Role, users } from "#schema";
import {
  lockOrganization,
  logActivity,
  organizationOf,
  refuseUnlessAssignable,
  requireAnotherOwner,
  roleOfMember,
} from "./write-people.server.ts";

interface Assignment {
  userId: string;
  role: Role;
}

/**
 * Makes a person a member of the organization.
 * @throws FieldError for one who is a member already; NotFoundError
 */
export const addMember = declareCommand({
  name: "people.add",
  scope: ["organization", "system"],
  permission: "people.manage",
  touches: (scope, { userId }: Assignment) => [tags.user(userId), tags.people(organizationOf(scope))],
  run: async (tx, { userId, role }: Assignment, scope) => {
    const organizationId = organizationOf(scope);
    refuseUnlessAssignable(scope, role);
    await lockOrganization(tx, organizationId);
    // Held, because a change of the name meanwhile looks up who sees it.
    const [person] = await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("share");
    if (!person) throw new NotFoundError("There is no such person.");
    const added = await tx
      .insert(members)
      .values({ id: newId(), organizationId, userId, role })
      .onConflictDoNothing()
      .returning({ id: members.id });
    if (added.length === 0) throw new FieldError("userId", "taken");
    await logActivity(tx, scope, {
      action: "people.add",
      recordType: "member",
      recordId: userId,
      meta: { role },
    });
  },
});

/**
 * Gives a member another role.
 * @throws ConflictError where nobody would be left as owner; ForbiddenError where an admin makes or unmakes an owner
 */
export const changeRole = declareCommand({
  name: "people.changeRole",
  scope: ["organization", "system"],
  permission: "people.manage",
  touches: (scope, { userId }: Assignment) => {
    const organizationId = organizationOf(scope);
    return [tags.user(userId), tags.people(organizationId), tags.visibility(organizationId)];
  },
  run: async (tx, { userId, role }: Assignment, scope) => {
    const organizationId = organizationOf(scope);
    await lockOrganization(tx, organizationId);
    const from = await roleOfMember(tx, organizationId, userId);
    refuseUnlessAssignable(scope, from);
    refuseUnlessAssignable(scope, role);
    if (from === "owner" && role !== "owner") await requireAnotherOwner(tx, organizationId, userId);
    await tx
      .update(members)
      .set({ role })
      .where(and(eq(members.organizationId, organizationId), eq(members.userId, userId)));
    await logActivity(tx, scope, {
      action: "people.changeRole",
      recordType: "member",
      recordId: userId,
      meta: { from, to: role },
    });
  },
});
