import { eq } from "drizzle-orm";
import { cohorts } from "#schema";
import { changedFacts } from "../changed-facts.ts";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { ConflictError } from "../errors.ts";
import { noteActivity } from "../note-activity.server.ts";
import { tags } from "../tags.server.ts";
import type { CohortFacts } from "./cohort-facts.ts";
import { lockCohort, refusingSameName } from "./write-cohort.server.ts";

export interface EditCohortInput {
  cohortId: string;
  /** As it was when the form was made. */
  version: string;
  facts: CohortFacts;
}

/**
 * Corrects what is written down about a cohort. Nothing happens where all of it is there already.
 * @returns the names of the facts that changed
 * @throws NotFoundError, ConflictError where the cohort changed meanwhile, FieldError for a name that is taken
 */
export const editCohort = declareCommand({
  name: "cohorts.edit",
  scope: "organization",
  permission: "cohorts.manage",
  touches: ({ organizationId }, _input: EditCohortInput, changed: string[]) =>
    changed.length > 0 ? [tags.cohorts(organizationId)] : touchesNothing,
  run: async (tx, { cohortId, version, facts }: EditCohortInput, scope): Promise<string[]> => {
    const stored = await lockCohort(tx, cohortId);
    const changed = changedFacts<keyof CohortFacts>(stored, facts);
    if (changed.length === 0) return [];
    if (stored.version !== version) throw new ConflictError(`Cohort ${cohortId} changed meanwhile.`);
    await refusingSameName(() => tx.update(cohorts).set(facts).where(eq(cohorts.id, cohortId)));
    await noteActivity(tx, scope, {
      action: "cohorts.edit",
      recordType: "cohort",
      recordId: cohortId,
      meta: { fields: changed },
    });
    return changed;
  },
});
