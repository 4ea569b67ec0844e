import { and, eq } from "drizzle-orm";
import { declareCommand } from "#app/domains/declare-command.server.ts";
import { FieldError, NotFoundError } from "#app/domains/errors.ts";
import { noteActivity, organizationOf } from "#app/domains/note-activity.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { members, type Role } from "#schema";
import {
  holdPerson,
  insertMember,
  lockOrganization,
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
    if (!(await holdPerson(tx, userId))) throw new NotFoundError("There is no such person.");
    if (!(await insertMember(tx, { organizationId, userId, role }))) throw new FieldError("userId", "taken");
    await noteActivity(tx, scope, {
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
    await noteActivity(tx, scope, {
      action: "people.changeRole",
      recordType: "member",
      recordId: userId,
      meta: { from, to: role },
    });
  },
});
