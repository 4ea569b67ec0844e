import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { isoInstant } from "#app/db/local-time.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { cohorts, members, mentees } from "#schema";
import { FieldError, NotFoundError } from "../errors.ts";
import { refusingTaken } from "../refuse-taken.server.ts";
import type { MenteeFacts } from "./mentee-facts.ts";

/**
 * A mentee as it is stored, held until the transaction ends. Row-level security hides what this person may not see.
 * @throws NotFoundError
 */
export async function lockMentee(tx: Transaction, menteeId: string) {
  const [mentee] = await tx
    .select({
      businessName: mentees.businessName,
      cohortId: mentees.cohortId,
      joinedOn: mentees.joinedOn,
      userId: mentees.userId,
      deletedAt: mentees.deletedAt,
      version: isoInstant(mentees.updatedAt),
    })
    .from(mentees)
    .where(eq(mentees.id, menteeId))
    .for("update");
  if (!mentee) throw new NotFoundError(`There is no mentee ${menteeId}.`);
  return mentee;
}

/**
 * Holds the cohort and the person that a mentee is to be given, so that neither is put away meanwhile.
 * @param wanted those that are new to the mentee
 * @throws FieldError for a cohort that takes no mentees, and for somebody who is no mentee of the organization
 */
export async function requireReferences(
  tx: Transaction,
  { organizationId }: OrganizationScope,
  { cohortId, userId }: Partial<MenteeFacts>,
): Promise<void> {
  if (cohortId !== undefined) {
    const [cohort] = await tx
      .select({ id: cohorts.id })
      .from(cohorts)
      .where(and(eq(cohorts.id, cohortId), isNull(cohorts.archivedAt)))
      .for("share");
    if (!cohort) throw new FieldError("cohortId", "choice");
  }
  if (userId) {
    const [member] = await tx
      .select({ id: members.id })
      .from(members)
      .where(
        and(
          eq(members.organizationId, organizationId),
          eq(members.userId, userId),
          eq(members.role, "mentee"),
        ),
      )
      .for("share");
    if (!member) throw new FieldError("userId", "choice");
  }
}

/** Runs a write; a person who signs in for another mentee already is an error of that field. */
export const refusingSameUser = <T>(write: () => Promise<T>): Promise<T> =>
  refusingTaken({ mentees_organization_id_user_id_unique: "userId" }, write);
