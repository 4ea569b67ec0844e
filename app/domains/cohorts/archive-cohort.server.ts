import { eq, sql } from "drizzle-orm";
import { cohorts } from "#schema";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { noteActivity } from "../note-activity.server.ts";
import type { RecordState } from "../record-state.ts";
import { tags } from "../tags.server.ts";
import { lockCohort } from "./write-cohort.server.ts";

export interface ArchiveCohortInput {
  cohortId: string;
  to: RecordState;
}

/**
 * Puts a cohort into the archive, where it takes no new mentees, or back to use. Nothing happens where it is there already.
 * @returns whether it was moved
 * @throws NotFoundError
 */
export const archiveCohort = declareCommand({
  name: "cohorts.archive",
  scope: "organization",
  permission: "cohorts.manage",
  touches: ({ organizationId }, _input: ArchiveCohortInput, moved: boolean) =>
    moved ? [tags.cohorts(organizationId)] : touchesNothing,
  run: async (tx, { cohortId, to }: ArchiveCohortInput, scope): Promise<boolean> => {
    const { archivedAt } = await lockCohort(tx, cohortId);
    const archived = to === "archived";
    if (archived === (archivedAt !== null)) return false;
    await tx
      .update(cohorts)
      .set({ archivedAt: archived ? sql`now()` : null })
      .where(eq(cohorts.id, cohortId));
    await noteActivity(tx, scope, {
      action: "cohorts.archive",
      recordType: "cohort",
      recordId: cohortId,
      meta: { to },
    });
    return true;
  },
});
