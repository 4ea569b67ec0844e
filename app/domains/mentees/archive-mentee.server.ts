import { eq, sql } from "drizzle-orm";
import { mentees } from "#schema";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { noteActivity } from "../note-activity.server.ts";
import type { RecordState } from "../record-state.ts";
import { tags } from "../tags.server.ts";
import { lockMentee } from "./write-mentee.server.ts";

export interface ArchiveMenteeInput {
  menteeId: string;
  to: RecordState;
}

/**
 * Puts a mentee into the archive, where it takes no new leads and nobody signs in for it, or back to use. Nothing happens where it is
 * there already.
 * @returns whether it was moved
 * @throws NotFoundError
 */
export const archiveMentee = declareCommand({
  name: "mentees.archive",
  scope: "organization",
  permission: "mentees.manage",
  touches: ({ organizationId }, _input: ArchiveMenteeInput, moved: boolean) =>
    moved ? [tags.mentees(organizationId), tags.visibility(organizationId)] : touchesNothing,
  run: async (tx, { menteeId, to }: ArchiveMenteeInput, scope): Promise<boolean> => {
    const { deletedAt } = await lockMentee(tx, menteeId);
    const archived = to === "archived";
    if (archived === (deletedAt !== null)) return false;
    await tx
      .update(mentees)
      .set({ deletedAt: archived ? sql`now()` : null })
      .where(eq(mentees.id, menteeId));
    await noteActivity(tx, scope, {
      action: "mentees.archive",
      recordType: "mentee",
      recordId: menteeId,
      meta: { to },
    });
    return true;
  },
});
