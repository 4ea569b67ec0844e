import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { declareCommand, touchesNothing } from "#app/domains/declare-command.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import {
  type ImportTask,
  importDrafts,
  importRows,
  imports,
  organizationSettings,
  type StoredMapping,
} from "#schema";
import { type HeldImport, holdImport, isHeld } from "./import-record.server.ts";
import type { Problem } from "./reason.ts";

/** What there is to be done. */
export interface TakenImport {
  held: HeldImport;
  task: ImportTask;
  fileName: string;
  fileSize: number;
  mapping: StoredMapping | null;
  organization: { id: string; timeZone: string; currency: string };
}

/**
 * Begins with the import that has waited longest, or again with one whose runner has died: of that, nothing was kept but how far it
 * seemed to be. Null where none waits.
 */
export const takeImport = declareCommand({
  name: "imports.take",
  scope: "system",
  touches: ({ organizationId = "" }, _input: undefined, taken: TakenImport | null) =>
    taken === null ? touchesNothing : [tags.imports(organizationId)],
  run: async (tx): Promise<TakenImport | null> => {
    const [next] = await tx
      .select({ id: imports.id })
      .from(imports)
      .where(inArray(imports.status, ["queued", "running"]))
      .orderBy(asc(imports.queuedAt), asc(imports.id))
      .limit(1)
      .for("update");
    if (!next) return null;
    const [taken] = await tx
      .update(imports)
      .set({
        ...{ status: "running", rowsDone: 0, bytesDone: 0, startedAt: sql`now()` },
        attempts: sql`${imports.attempts} + 1`,
      })
      .where(eq(imports.id, next.id))
      .returning();
    const [settings] = await tx
      .select({ timeZone: organizationSettings.timeZone, currency: organizationSettings.currency })
      .from(organizationSettings)
      .where(eq(organizationSettings.organizationId, taken?.organizationId ?? ""));
    if (!taken?.task || !settings) throw new Error(`The import ${next.id} has no task or no settings.`);
    await tx.delete(importDrafts).where(eq(importDrafts.importId, next.id));
    if (taken.task === "rehearse") await tx.delete(importRows).where(eq(importRows.importId, next.id));
    const { id, organizationId, attempts: attempt, task, fileName, fileSize, mapping } = taken;
    return {
      held: { importId: id, attempt },
      ...{ task, fileName, fileSize, mapping },
      organization: { id: organizationId, ...settings },
    };
  },
});

export interface NotedProgress {
  held: HeldImport;
  rowsDone: number;
  bytesDone: number;
}

/** Notes how far an import is, outside of its own transaction. @throws SupersededError */
export const noteProgress = declareCommand({
  name: "imports.noteProgress",
  scope: "system",
  touches: ({ organizationId = "" }) => [tags.imports(organizationId)],
  run: (tx, { held, ...progress }: NotedProgress) => holdImport(tx, held, progress),
});

export interface FailedImport {
  held: HeldImport;
  failure: Problem;
}

/** Says that a task cannot be done. What was to be taken back stays; of anything else, nothing was imported. */
export const failImport = declareCommand({
  name: "imports.fail",
  scope: "system",
  touches: ({ organizationId = "" }) => [tags.imports(organizationId)],
  run: async (tx, { held, failure }: FailedImport): Promise<void> => {
    const failed = await tx
      .update(imports)
      .set({
        status: sql`case when ${imports.task} = 'revert' then 'done' else 'failed' end::import_status`,
        failure,
        finishedAt: sql`now()`,
      })
      .where(and(isHeld(held)))
      .returning({ id: imports.id });
    if (failed.length > 0) await tx.delete(importDrafts).where(eq(importDrafts.importId, held.importId));
  },
});
