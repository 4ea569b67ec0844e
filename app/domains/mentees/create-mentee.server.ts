import type { Transaction } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { mentees } from "#schema";
import { changedFacts } from "../changed-facts.ts";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { NotFoundError } from "../errors.ts";
import { noteActivity } from "../note-activity.server.ts";
import { tags } from "../tags.server.ts";
import type { MenteeFacts } from "./mentee-facts.ts";
import { lockMentee, refusingSameUser, requireReferences } from "./write-mentee.server.ts";

export interface CreateMenteeInput {
  /** Drawn when the form was made (UUIDv7): the same form sent twice makes one mentee. */
  menteeId: string;
  facts: MenteeFacts;
}

export interface CreatedMentee {
  menteeId: string;
  /** False where the same form had made it already. */
  created: boolean;
}

/**
 * Takes a mentee into a cohort.
 * @returns its id, which is another than the one asked for where that one was taken by another mentee
 * @throws FieldError for a cohort that takes no mentees, and for a person who is no mentee or signs in for another one
 */
export const createMentee = declareCommand({
  name: "mentees.create",
  scope: "organization",
  permission: "mentees.manage",
  touches: ({ organizationId }, _input: CreateMenteeInput, { created }: CreatedMentee) =>
    created ? [tags.mentees(organizationId), tags.visibility(organizationId)] : touchesNothing,
  run: async (tx, { menteeId, facts }: CreateMenteeInput, scope): Promise<CreatedMentee> => {
    if (await isSameMentee(tx, menteeId, facts)) return { menteeId, created: false };
    await requireReferences(tx, scope, facts);
    if (await insertMentee(tx, scope, menteeId, facts)) return { menteeId, created: true };
    if (await isSameMentee(tx, menteeId, facts)) return { menteeId, created: false };
    // Somebody went back to a form that was sent, and wrote another mentee into it.
    const anew = newId();
    await insertMentee(tx, scope, anew, facts);
    return { menteeId: anew, created: true };
  },
});

async function insertMentee(
  tx: Transaction,
  scope: OrganizationScope,
  menteeId: string,
  facts: MenteeFacts,
): Promise<boolean> {
  const [mentee] = await refusingSameUser(() =>
    tx
      .insert(mentees)
      .values({ id: menteeId, organizationId: scope.organizationId, ...facts })
      .onConflictDoNothing({ target: mentees.id })
      .returning({ id: mentees.id }),
  );
  if (!mentee) return false;
  await noteActivity(tx, scope, { action: "mentees.create", recordType: "mentee", recordId: menteeId });
  return true;
}

async function isSameMentee(tx: Transaction, menteeId: string, facts: MenteeFacts): Promise<boolean> {
  try {
    return changedFacts<keyof MenteeFacts>(await lockMentee(tx, menteeId), facts).length === 0;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}
