import { eq } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { isoInstant } from "#app/db/local-time.ts";
import { cohorts } from "#schema";
import { NotFoundError } from "../errors.ts";
import { refusingTaken } from "../refuse-taken.server.ts";

/**
 * A cohort as it is stored, held until the transaction ends. Row-level security hides what this person may not see.
 * @throws NotFoundError
 */
export async function lockCohort(tx: Transaction, cohortId: string) {
  const [cohort] = await tx
    .select({
      name: cohorts.name,
      startsOn: cohorts.startsOn,
      endsOn: cohorts.endsOn,
      archivedAt: cohorts.archivedAt,
      version: isoInstant(cohorts.updatedAt),
    })
    .from(cohorts)
    .where(eq(cohorts.id, cohortId))
    .for("update");
  if (!cohort) throw new NotFoundError(`There is no cohort ${cohortId}.`);
  return cohort;
}

/** Runs a write; two cohorts with one name are an error of that field. */
export const refusingSameName = <T>(write: () => Promise<T>): Promise<T> =>
  refusingTaken({ cohorts_organization_id_name_unique: "name" }, write);
