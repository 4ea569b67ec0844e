import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { ConflictError, FieldError } from "#app/domains/errors.ts";
import { mentees, type Role } from "#schema";

/** @throws FieldError for a business that there is not, that somebody signs in for, or that another role than a mentee is to have */
export async function requireFreeBusiness(tx: Transaction, role: Role, menteeId: string): Promise<void> {
  const [mentee] = await tx
    .select({ userId: mentees.userId })
    .from(mentees)
    .where(and(eq(mentees.id, menteeId), isNull(mentees.deletedAt)));
  if (!mentee || role !== "mentee") throw new FieldError("menteeId", "choice");
  if (mentee.userId !== null) throw new FieldError("menteeId", "businessTaken");
}

/**
 * Has a person sign in for a business.
 * @throws ConflictError where somebody else does
 */
export async function signInFor(tx: Transaction, menteeId: string, userId: string): Promise<void> {
  const taken = await tx
    .update(mentees)
    .set({ userId })
    .where(and(eq(mentees.id, menteeId), isNull(mentees.userId), isNull(mentees.deletedAt)))
    .returning({ id: mentees.id });
  if (taken.length === 0) throw new ConflictError("Somebody else signs in for this business.");
}

/**
 * Has a person sign in for a business, and for none beside it.
 * @returns false where they do so already
 * @throws FieldError for a business that is not free
 */
export async function changeBusiness(
  tx: Transaction,
  { organizationId, userId, role }: { organizationId: string; userId: string; role: Role },
  menteeId: string,
): Promise<boolean> {
  const [own] = await tx
    .select({ id: mentees.id })
    .from(mentees)
    .where(and(eq(mentees.id, menteeId), eq(mentees.userId, userId), isNull(mentees.deletedAt)));
  if (own) return false;
  await requireFreeBusiness(tx, role, menteeId);
  await releaseBusiness(tx, organizationId, userId);
  await signInFor(tx, menteeId, userId);
  return true;
}

/** Nobody signs in for a person's business any more. */
export async function releaseBusiness(
  tx: Transaction,
  organizationId: string,
  userId: string,
): Promise<void> {
  await tx
    .update(mentees)
    .set({ userId: null })
    .where(and(eq(mentees.organizationId, organizationId), eq(mentees.userId, userId)));
}
