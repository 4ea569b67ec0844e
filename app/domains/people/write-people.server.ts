import { and, eq, ne } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import type { OrganizationScope, SystemScope } from "#app/db/scope.ts";
import { ConflictError, ForbiddenError, NotFoundError } from "#app/domains/errors.ts";
import { members, organizations, type Role, users } from "#schema";
import { LastOwnerError } from "./last-owner-error.ts";
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
 * Makes a person a member of a locked organization.
 * @returns false where they are one already, and stay what they are
 */
export async function insertMember(
  tx: Transaction,
  member: { organizationId: string; userId: string; role: Role },
): Promise<boolean> {
  const added = await tx
    .insert(members)
    .values({ id: newId(), ...member })
    .onConflictDoNothing()
    .returning({ id: members.id });
  return added.length > 0;
}

/**
 * Holds a person's row, because a change of their name meanwhile looks up who sees it.
 * @returns undefined where there is no such person
 */
export async function holdPerson(tx: Transaction, userId: string): Promise<{ email: string } | undefined> {
  const [person] = await tx
    .select({ email: users.email })
    .from(users)
    .where(eq(users.id, userId))
    .for("share");
  return person;
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
 * @throws LastOwnerError
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
  if (others.length === 0) throw new LastOwnerError();
}

/** @throws ForbiddenError where an admin makes or unmakes an owner */
export function refuseUnlessAssignable(scope: MemberScope, role: Role): void {
  const actor = scope.kind === "system" ? "system" : scope.role;
  if (!mayAssign(actor, role)) throw new ForbiddenError(`The role ${actor} may not make or unmake an owner.`);
}

/**
 * @param seen what a member was when the question was asked; undefined where nobody asked
 * @throws ConflictError where they are something else by now
 */
export function refuseUnlessSeen(role: Role, seen: Role | undefined): void {
  if (seen !== undefined && seen !== role) throw new ConflictError("The role changed meanwhile.");
}
