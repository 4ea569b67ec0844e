import { and, eq, ne } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import type { OrganizationScope, SystemScope } from "#app/db/scope.ts";
import { ConflictError, ForbiddenError, NotFoundError } from "#app/domains/errors.ts";
import { type ActivityMeta, activityLog, members, mentees, organizations, type Role } from "#schema";
import { mayAssign } from "./role-rules.ts";

export type MemberScope = OrganizationScope | SystemScope;

/**
 * Holds an organization until the end of the transaction. Whoever adds a member and whoever changes what every member's session
 * shows of the organization (its name, its settings) take this lock first: else a person who joins while the settings change
 * would be missing among those whose sessions are invalidated, and keep the old settings. Two who give up their ownership take
 * it too, so that the second is told that they are the last.
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

/**
 * The role of a member, in an organization that is locked.
 * @throws NotFoundError
 */
export async function roleOfMember(tx: Transaction, organizationId: string, userId: string): Promise<Role> {
  const [member] = await tx
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.organizationId, organizationId), eq(members.userId, userId)));
  if (!member) throw new NotFoundError("There is no such member.");
  return member.role;
}

/**
 * Refuses to leave a locked organization without an owner.
 * @throws ConflictError
 */
export async function requireAnotherOwner(
  tx: Transaction,
  organizationId: string,
  userId: string,
): Promise<void> {
  const others = await tx
    .select({ id: members.id })
    .from(members)
    .where(
      and(eq(members.organizationId, organizationId), eq(members.role, "owner"), ne(members.userId, userId)),
    )
    .limit(1);
  if (others.length === 0) throw new ConflictError("An organization needs an owner.");
}

/** @throws ForbiddenError where an admin makes or unmakes an owner */
export function refuseUnlessAssignable(scope: MemberScope, role: Role): void {
  const actor = scope.kind === "system" ? "system" : scope.role;
  if (!mayAssign(actor, role)) throw new ForbiddenError(`The role ${actor} may not make or unmake an owner.`);
}

interface Logged {
  action: string;
  recordType: "member" | "invitation";
  recordId: string;
  meta?: ActivityMeta;
  /** Where the scope does not tell who it was. */
  actorId?: string;
}

/** Writes down who did what to a member or an invitation. */
export async function logActivity(
  tx: Transaction,
  scope: MemberScope,
  { actorId, ...entry }: Logged,
): Promise<void> {
  await tx.insert(activityLog).values({
    organizationId: organizationOf(scope),
    actorId: actorId ?? (scope.kind === "organization" ? scope.userId : null),
    ...entry,
  });
}

export function organizationOf(scope: MemberScope): string {
  if (scope.organizationId === undefined) throw new Error("This command belongs in an organization.");
  return scope.organizationId;
}

/** Nobody signs in for a person's business any more. Says whether anybody did. */
export async function releaseBusiness(
  tx: Transaction,
  organizationId: string,
  userId: string,
): Promise<boolean> {
  const released = await tx
    .update(mentees)
    .set({ userId: null })
    .where(and(eq(mentees.organizationId, organizationId), eq(mentees.userId, userId)))
    .returning({ id: mentees.id });
  return released.length > 0;
}
