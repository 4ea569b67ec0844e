import { and, eq, ne } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import type { OrganizationScope, SystemScope } from "#app/db/scope.ts";
import { declareCommand } from "#app/domains/declare-command.server.ts";
import { ConflictError, FieldError, ForbiddenError, NotFoundError } from "#app/domains/errors.ts";
import { tags } from "#app/domains/tags.server.ts";
import { activityLog, members, organizations, type Role, users } from "#schema";
import { mayAssign } from "./role-rules.ts";

type MemberScope = OrganizationScope | SystemScope;

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
    await logActivity(tx, scope, "people.add", userId, { role });
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
    const own = eq(members.organizationId, organizationId);
    const [member] = await tx
      .select({ role: members.role })
      .from(members)
      .where(and(own, eq(members.userId, userId)));
    if (!member) throw new NotFoundError("There is no such member.");
    refuseUnlessAssignable(scope, member.role);
    refuseUnlessAssignable(scope, role);
    if (member.role === "owner" && role !== "owner") {
      const others = await tx
        .select({ id: members.id })
        .from(members)
        .where(and(own, eq(members.role, "owner"), ne(members.userId, userId)))
        .limit(1);
      if (others.length === 0) throw new ConflictError("An organization needs an owner.");
    }
    await tx
      .update(members)
      .set({ role })
      .where(and(own, eq(members.userId, userId)));
    await logActivity(tx, scope, "people.changeRole", userId, { from: member.role, to: role });
  },
});

/**
 * Holds an organization until the end of the transaction. Whoever adds a member and whoever changes what every member's session
 * shows of the organization (its name, its settings) take this lock first: else a person who joins while the settings change
 * would be missing among those whose sessions are invalidated, and keep the old settings.
 * @throws NotFoundError
 */
export async function lockOrganization(tx: Transaction, organizationId: string): Promise<void> {
  const rows = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .for("update");
  if (rows.length === 0) throw new NotFoundError("There is no such organization.");
}

/** The people whose sessions show this organization; complete only while it is locked. */
export async function memberIds(tx: Transaction, organizationId: string): Promise<string[]> {
  const rows = await tx
    .select({ userId: members.userId })
    .from(members)
    .where(eq(members.organizationId, organizationId));
  return rows.map((row) => row.userId);
}

function refuseUnlessAssignable(scope: MemberScope, role: Role): void {
  const actor = scope.kind === "system" ? "system" : scope.role;
  if (!mayAssign(actor, role)) throw new ForbiddenError(`The role ${actor} may not make or unmake an owner.`);
}

async function logActivity(
  tx: Transaction,
  scope: MemberScope,
  action: string,
  userId: string,
  meta: Record<string, string>,
): Promise<void> {
  await tx.insert(activityLog).values({
    organizationId: organizationOf(scope),
    actorId: scope.kind === "organization" ? scope.userId : null,
    action,
    recordType: "member",
    recordId: userId,
    meta,
  });
}

function organizationOf(scope: MemberScope): string {
  if (scope.organizationId === undefined) throw new Error("This command belongs in an organization.");
  return scope.organizationId;
}
