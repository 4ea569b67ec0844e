import { declareCommand } from "#app/domains/declare-command.server.ts";
import { FieldError, NotFoundError } from "#app/domains/errors.ts";
import { noteActivity, organizationOf } from "#app/domains/note-activity.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import type { Role } from "#schema";
import { holdPerson, insertMember, lockOrganization, refuseUnlessAssignable } from "./write-people.server.ts";

/**
 * Makes a person a member of the organization.
 * @throws FieldError for one who is a member already; NotFoundError
 */
export const addMember = declareCommand({
  name: "people.add",
  scope: ["organization", "system"],
  permission: "people.manage",
  touches: (scope, { userId }: { userId: string; role: Role }) => [
    tags.user(userId),
    tags.people(organizationOf(scope)),
  ],
  run: async (tx, { userId, role }, scope) => {
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
