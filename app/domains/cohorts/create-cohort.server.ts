import type { Transaction } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { cohorts } from "#schema";
import { changedFacts } from "../changed-facts.ts";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { NotFoundError } from "../errors.ts";
import { noteActivity } from "../note-activity.server.ts";
import { tags } from "../tags.server.ts";
import type { CohortFacts } from "./cohort-facts.ts";
import { lockCohort, refusingSameName } from "./write-cohort.server.ts";

export interface CreateCohortInput {
  /** Drawn when the form was made (UUIDv7): the same form sent twice makes one cohort. */
  cohortId: string;
  facts: CohortFacts;
}

export interface CreatedCohort {
  cohortId: string;
  /** False where the same form had made it already. */
  created: boolean;
}

/**
 * Opens a cohort.
 * @returns its id, which is another than the one asked for where that one was taken by another cohort
 * @throws FieldError for a name that is taken
 */
export const createCohort = declareCommand({
  name: "cohorts.create",
  scope: "organization",
  permission: "cohorts.manage",
  touches: ({ organizationId }, _input: CreateCohortInput, { created }: CreatedCohort) =>
    created ? [tags.cohorts(organizationId)] : touchesNothing,
  run: async (tx, { cohortId, facts }: CreateCohortInput, scope): Promise<CreatedCohort> => {
    if (await insertCohort(tx, scope, cohortId, facts)) return { cohortId, created: true };
    if (await isSameCohort(tx, cohortId, facts)) return { cohortId, created: false };
    // Somebody went back to a form that was sent, and wrote another cohort into it.
    const anew = newId();
    await insertCohort(tx, scope, anew, facts);
    return { cohortId: anew, created: true };
  },
});

async function insertCohort(
  tx: Transaction,
  scope: OrganizationScope,
  cohortId: string,
  facts: CohortFacts,
): Promise<boolean> {
  const [cohort] = await refusingSameName(() =>
    tx
      .insert(cohorts)
      .values({ id: cohortId, organizationId: scope.organizationId, ...facts })
      .onConflictDoNothing({ target: cohorts.id })
      .returning({ id: cohorts.id }),
  );
  if (!cohort) return false;
  await noteActivity(tx, scope, { action: "cohorts.create", recordType: "cohort", recordId: cohortId });
  return true;
}

async function isSameCohort(tx: Transaction, cohortId: string, facts: CohortFacts): Promise<boolean> {
  try {
    return changedFacts<keyof CohortFacts>(await lockCohort(tx, cohortId), facts).length === 0;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}
