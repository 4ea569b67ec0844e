import { and, eq } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { cohortMentors, members } from "#schema";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { FieldError } from "../errors.ts";
import { noteActivity } from "../note-activity.server.ts";
import { tags } from "../tags.server.ts";
import { lockCohort } from "./write-cohort.server.ts";

export interface AssignMentorInput {
  cohortId: string;
  userId: string;
  /** Whether this person mentors the cohort from now on. */
  mentors: boolean;
}

/**
 * Gives a cohort one more mentor, or takes one away; who mentors it sees it, its mentees and their leads. Nothing happens where it is so
 * already.
 * @returns whether anything changed
 * @throws NotFoundError, FieldError for somebody who is no mentor of the organization
 */
export const assignMentor = declareCommand({
  name: "cohorts.assignMentor",
  scope: "organization",
  permission: "cohorts.manage",
  touches: ({ organizationId }, _input: AssignMentorInput, changed: boolean) =>
    changed ? [tags.cohorts(organizationId), tags.visibility(organizationId)] : touchesNothing,
  run: async (tx, input: AssignMentorInput, scope): Promise<boolean> => {
    const { cohortId, userId, mentors } = input;
    await lockCohort(tx, cohortId);
    const changed = mentors ? await assign(tx, input, scope) : await unassign(tx, input);
    if (!changed) return false;
    await noteActivity(tx, scope, {
      action: "cohorts.assignMentor",
      recordType: "cohort",
      recordId: cohortId,
      meta: { userId, mentors },
    });
    return true;
  },
});

async function assign(
  tx: Transaction,
  { cohortId, userId }: AssignMentorInput,
  { organizationId }: OrganizationScope,
): Promise<boolean> {
  // Held, so that nobody makes them something else meanwhile.
  const [mentor] = await tx
    .select({ id: members.id })
    .from(members)
    .where(
      and(eq(members.organizationId, organizationId), eq(members.userId, userId), eq(members.role, "mentor")),
    )
    .for("share");
  if (!mentor) throw new FieldError("userId", "choice");
  const assigned = await tx
    .insert(cohortMentors)
    .values({ organizationId, cohortId, userId })
    .onConflictDoNothing()
    .returning({ userId: cohortMentors.userId });
  return assigned.length > 0;
}

async function unassign(tx: Transaction, { cohortId, userId }: AssignMentorInput): Promise<boolean> {
  const gone = await tx
    .delete(cohortMentors)
    .where(and(eq(cohortMentors.cohortId, cohortId), eq(cohortMentors.userId, userId)))
    .returning({ userId: cohortMentors.userId });
  return gone.length > 0;
}
