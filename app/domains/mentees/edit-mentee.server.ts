import { eq } from "drizzle-orm";
import { mentees } from "#schema";
import { changedFacts } from "../changed-facts.ts";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { ConflictError } from "../errors.ts";
import { noteActivity } from "../note-activity.server.ts";
import { tags } from "../tags.server.ts";
import type { MenteeFacts } from "./mentee-facts.ts";
import { lockMentee, refusingSameUser, requireReferences } from "./write-mentee.server.ts";

export interface EditMenteeInput {
  menteeId: string;
  /** As it was when the form was made. */
  version: string;
  facts: MenteeFacts;
}

type Fact = keyof MenteeFacts;

/**
 * Corrects what is written down about a mentee; another cohort is a move, which its history keeps. Nothing happens where all of it is
 * there already.
 * @returns the names of the facts that changed
 * @throws NotFoundError, ConflictError where the mentee changed meanwhile, FieldError for a cohort that takes no mentees, and for a
 * person who is no mentee or signs in for another one
 */
export const editMentee = declareCommand({
  name: "mentees.edit",
  scope: "organization",
  permission: "mentees.manage",
  touches: ({ organizationId }, _input: EditMenteeInput, changed: Fact[]) => {
    if (changed.length === 0) return touchesNothing;
    const seenByOthers = changed.includes("cohortId") || changed.includes("userId");
    return seenByOthers
      ? [tags.mentees(organizationId), tags.visibility(organizationId)]
      : [tags.mentees(organizationId)];
  },
  run: async (tx, { menteeId, version, facts }: EditMenteeInput, scope): Promise<Fact[]> => {
    const stored = await lockMentee(tx, menteeId);
    const changed = changedFacts<Fact>(stored, facts);
    if (changed.length === 0) return [];
    if (stored.version !== version) throw new ConflictError(`Mentee ${menteeId} changed meanwhile.`);
    await requireReferences(tx, scope, {
      ...(changed.includes("cohortId") && { cohortId: facts.cohortId }),
      ...(changed.includes("userId") && { userId: facts.userId }),
    });
    await refusingSameUser(() => tx.update(mentees).set(facts).where(eq(mentees.id, menteeId)));
    await noteActivity(tx, scope, {
      action: "mentees.edit",
      recordType: "mentee",
      recordId: menteeId,
      meta: { fields: changed },
    });
    return changed;
  },
});
