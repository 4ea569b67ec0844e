import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { declareCommand } from "#app/domains/declare-command.server.ts";
import { countPipeline } from "#app/domains/reports/queries.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { type ImportCounts, importDrafts, imports, leads } from "#schema";
import { duplicatesOfRehearsal } from "./find-duplicates.server.ts";
import { type HeldImport, isHeld, SupersededError } from "./import-record.server.ts";

export interface FinishedRehearsal {
  held: HeldImport;
  organization: { id: string; timeZone: string };
  counts: ImportCounts;
  rows: number;
  createdMentees: number;
  createdCohorts: number;
}

/**
 * Finds possible duplicates, and counts what the pipeline report would become: the report's own statements over the leads as they are, and over those of the rehearsal in
 * their place.
 * @throws SupersededError
 */
export const finishRehearsal = declareCommand({
  name: "imports.finishRehearsal",
  scope: "system",
  touches: ({ organizationId = "" }) => [tags.imports(organizationId)],
  run: async (tx, input: FinishedRehearsal): Promise<void> => {
    const { held, organization, counts, rows, createdMentees, createdCohorts } = input;
    const args = { period: {}, by: "source", timeZone: organization.timeZone } as const;
    const [before, after] = [
      await countPipeline(tx, args),
      await countPipeline(tx.with(leadsAfter(tx, held.importId)), args),
    ];
    const duplicates = await duplicatesOfRehearsal(tx, held.importId);
    await tx.delete(importDrafts).where(eq(importDrafts.importId, held.importId));
    const done = await tx
      .update(imports)
      .set({
        status: "rehearsed",
        ...{ counts, duplicates },
        ...{ rowsDone: rows, rowsTotal: rows, bytesDone: sql`${imports.fileSize}` },
        preview: { before: { ...before }, after: { ...after }, createdMentees, createdCohorts },
        finishedAt: sql`now()`,
      })
      .where(isHeld(held))
      .returning({ id: imports.id });
    if (done.length === 0) throw new SupersededError(`The import ${held.importId} is another runner's.`);
  },
});

/** Stands in the place of the table in a statement that begins with it. */
function leadsAfter(tx: Transaction, importId: string) {
  return tx
    .$with("leads", {
      source: leads.source,
      value: leads.value,
      statusRank: leads.statusRank,
      reachedRank: leads.reachedRank,
      enteredAt: leads.enteredAt,
      wonAt: leads.wonAt,
      deletedAt: leads.deletedAt,
    })
    .as(sql`
    select l.source, l.value, l.status_rank, l.reached_rank, l.entered_at, l.won_at, l.deleted_at from leads l
    where not exists (select 1 from import_drafts d where d.import_id = ${importId} and d.lead_id = l.id)
    union all
    select source, value, status_rank, reached_rank, entered_at, won_at, null from import_drafts
    where import_id = ${importId} and outcome is not null`);
}
