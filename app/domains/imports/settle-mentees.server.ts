import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import { cohorts, mentees } from "#schema";
import type { Mapping } from "./mapping.ts";
import type { Reason } from "./reason.ts";

type CreateIn = NonNullable<Mapping["mentees"]>["createIn"];

export interface SettledMentees {
  /** By the name of the business. */
  byName: Map<string, string>;
  /** Why there is nobody to take leads under a name; one that is in neither map is not there. */
  refused: Map<string, Reason>;
  /** Names. */
  createdMentees: string[];
  createdCohorts: number;
}

/**
 * Finds the mentees of these names, and creates those that are not there where the mapping says in which cohort. What is in the
 * archive takes no leads, and no second one is made beside it.
 */
export async function settleMentees(
  tx: Transaction,
  organizationId: string,
  names: readonly string[],
  createIn: CreateIn | undefined,
): Promise<SettledMentees> {
  const settled: SettledMentees = {
    ...{ byName: new Map(), refused: new Map() },
    ...{ createdMentees: [], createdCohorts: 0 },
  };
  if (names.length === 0) return settled;
  await findMentees(tx, organizationId, names, settled);
  const missing = names.filter((name) => !settled.byName.has(name) && !settled.refused.has(name));
  if (missing.length === 0 || createIn === undefined) return settled;
  const cohort = await settleCohort(tx, organizationId, createIn);
  if (cohort.archived) {
    for (const name of missing)
      settled.refused.set(name, ["archivedCohort", JSON.stringify(name), JSON.stringify(createIn.cohort)]);
    return settled;
  }
  const created = missing.map((businessName) => ({
    id: newId(),
    organizationId,
    cohortId: cohort.id,
    businessName,
    joinedOn: createIn.startsOn,
  }));
  await tx.insert(mentees).values(created);
  for (const { id, businessName } of created) settled.byName.set(businessName, id);
  return { ...settled, createdMentees: missing, createdCohorts: cohort.created ? 1 : 0 };
}

/** One that is in use goes before those of the same name in the archive. */
async function findMentees(
  tx: Transaction,
  organizationId: string,
  names: readonly string[],
  { byName, refused }: SettledMentees,
): Promise<void> {
  const found = await tx
    .select({ id: mentees.id, name: mentees.businessName, archivedAt: mentees.deletedAt })
    .from(mentees)
    .where(and(eq(mentees.organizationId, organizationId), inArray(mentees.businessName, [...names])));
  const inUse = found.filter(({ archivedAt }) => archivedAt === null);
  for (const { id, name } of inUse) {
    if (byName.has(name)) refused.set(name, ["severalMentees", JSON.stringify(name)]);
    else byName.set(name, id);
  }
  for (const name of refused.keys()) byName.delete(name);
  for (const { name } of found)
    if (!byName.has(name) && !refused.has(name)) refused.set(name, ["archivedMentee", JSON.stringify(name)]);
}

async function settleCohort(
  tx: Transaction,
  organizationId: string,
  { cohort: name, startsOn }: CreateIn,
): Promise<{ id: string; created: boolean; archived: boolean }> {
  const id = newId();
  const [created] = await tx
    .insert(cohorts)
    .values({ id, organizationId, name, startsOn })
    .onConflictDoNothing({ target: [cohorts.organizationId, cohorts.name] })
    .returning({ id: cohorts.id });
  if (created) return { id: created.id, created: true, archived: false };
  const [existing] = await tx
    .select({ id: cohorts.id, archivedAt: cohorts.archivedAt })
    .from(cohorts)
    .where(and(eq(cohorts.organizationId, organizationId), eq(cohorts.name, name)));
  if (!existing) throw new Error(`The cohort ${name} is neither there nor can it be made.`);
  return { id: existing.id, created: false, archived: existing.archivedAt !== null };
}
