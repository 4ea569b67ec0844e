import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import { cohorts, mentees } from "#schema";
import type { Mapping } from "./mapping.ts";

export interface SettledMentees {
  /** By the name of the business; `ambiguous` where several are called so. Names that are not there are unknown. */
  byName: Map<string, string | "ambiguous">;
  createdMentees: number;
  createdCohorts: number;
}

/** Finds the mentees of these names, and creates those that are not there where the mapping says in which cohort. */
export async function settleMentees(
  tx: Transaction,
  organizationId: string,
  names: readonly string[],
  createIn: NonNullable<Mapping["mentees"]>["createIn"] | undefined,
): Promise<SettledMentees> {
  const settled: SettledMentees = { byName: new Map(), createdMentees: 0, createdCohorts: 0 };
  if (names.length === 0) return settled;
  const found = await tx
    .select({ id: mentees.id, name: mentees.businessName })
    .from(mentees)
    .where(
      and(
        eq(mentees.organizationId, organizationId),
        inArray(mentees.businessName, [...names]),
        isNull(mentees.deletedAt),
      ),
    );
  for (const { id, name } of found) settled.byName.set(name, settled.byName.has(name) ? "ambiguous" : id);
  const missing = names.filter((name) => !settled.byName.has(name));
  if (missing.length === 0 || createIn === undefined) return settled;
  const cohort = await settleCohort(tx, organizationId, createIn);
  const created = missing.map((businessName) => ({
    id: newId(),
    organizationId,
    cohortId: cohort.id,
    businessName,
    joinedOn: createIn.startsOn,
  }));
  await tx.insert(mentees).values(created);
  for (const { id, businessName } of created) settled.byName.set(businessName, id);
  return { ...settled, createdMentees: created.length, createdCohorts: cohort.created ? 1 : 0 };
}

async function settleCohort(
  tx: Transaction,
  organizationId: string,
  { cohort: name, startsOn }: { cohort: string; startsOn: string },
): Promise<{ id: string; created: boolean }> {
  const id = newId();
  const [created] = await tx
    .insert(cohorts)
    .values({ id, organizationId, name, startsOn })
    .onConflictDoNothing({ target: [cohorts.organizationId, cohorts.name] })
    .returning({ id: cohorts.id });
  if (created) return { id: created.id, created: true };
  const [existing] = await tx
    .select({ id: cohorts.id })
    .from(cohorts)
    .where(and(eq(cohorts.organizationId, organizationId), eq(cohorts.name, name)));
  if (!existing) throw new Error(`The cohort ${name} is neither there nor can it be made.`);
  return { id: existing.id, created: false };
}
