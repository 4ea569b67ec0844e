import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { type ImportDuplicates, imports } from "#schema";
import type { ImportSummary, LeadsImport } from "./import-leads.server.ts";

/** An import that a runner is at. */
export interface HeldImport {
  importId: string;
  /** Which of its beginnings this runner's is. */
  attempt: number;
}

/** Another runner has begun with the import since, or it is not to be carried out any more. */
export class SupersededError extends Error {
  override name = "SupersededError";
}

/** Waits until no other import of the organization writes; the turn ends with the transaction. */
export async function awaitTurn(tx: Transaction, organizationId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`import ${organizationId}`}, 0))`);
}

/** That the import is still this runner's. */
export const isHeld = ({ importId, attempt }: HeldImport) =>
  and(eq(imports.id, importId), eq(imports.status, "running"), eq(imports.attempts, attempt));

/** Notes how far a task has come. @throws SupersededError */
export async function holdImport(
  tx: Transaction,
  held: HeldImport,
  progress: { rowsDone: number; bytesDone: number },
): Promise<void> {
  const still = await tx.update(imports).set(progress).where(isHeld(held)).returning({ id: imports.id });
  if (still.length === 0) throw new SupersededError(`The import ${held.importId} is another runner's.`);
}

/**
 * Opens the record of an import that begins to write.
 * @returns who uploaded it
 * @throws SupersededError
 */
export async function openImport(
  tx: Transaction,
  { held, organization, csv, file, fileSize = 0, mapping }: LeadsImport,
  importId: string,
): Promise<{ createdBy: string | null }> {
  if (held === undefined) {
    await tx.insert(imports).values({
      id: importId,
      organizationId: organization.id,
      fileName: file,
      fileSize,
      columns: csv.header,
      status: "running",
      task: "import",
      mapping: { ...mapping },
      startedAt: sql`now()`,
    });
    return { createdBy: null };
  }
  // Not locked: progress is noted meanwhile.
  const [found] = await tx.select({ createdBy: imports.createdBy }).from(imports).where(isHeld(held));
  if (!found) throw new SupersededError(`The import ${importId} is another runner's.`);
  // Those of the rehearsal.
  await tx.execute(sql`delete from import_rows where import_id = ${importId}`);
  return found;
}

/** Says what became of an import. One from the command line that changed nothing leaves nothing behind. @throws SupersededError */
export async function closeImport(
  tx: Transaction,
  { held, fileSize = 0 }: LeadsImport,
  importId: string,
  { rows, created, updated, unchanged, rejected }: Omit<ImportSummary, "duplicates">,
  duplicates: ImportDuplicates,
): Promise<void> {
  if (held === undefined && created + updated === 0) {
    await tx.delete(imports).where(eq(imports.id, importId));
    return;
  }
  const closed = await tx
    .update(imports)
    .set({
      status: "done",
      counts: { created, updated, unchanged, rejected },
      duplicates,
      ...{ rowsDone: rows, rowsTotal: rows, failure: null },
      ...(fileSize > 0 && { bytesDone: fileSize }),
      finishedAt: sql`now()`,
    })
    .where(held ? isHeld(held) : eq(imports.id, importId))
    .returning({ id: imports.id });
  if (closed.length === 0) throw new SupersededError(`The import ${importId} is another runner's.`);
}
