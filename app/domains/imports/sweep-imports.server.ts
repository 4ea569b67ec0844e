import { and, eq, inArray, lt, notInArray, sql } from "drizzle-orm";
import { declareCommand } from "#app/domains/declare-command.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { importPieces, imports } from "#schema";
import { uploadDays } from "./upload-limits.ts";

/** Forgets the files of an organization that were uploaded some days ago, and imports that have never been carried out with them. */
export const sweepImports = declareCommand({
  name: "imports.sweep",
  scope: "system",
  touches: ({ organizationId = "" }) => [tags.imports(organizationId)],
  run: async (tx): Promise<void> => {
    const old = lt(imports.createdAt, sql`now() - make_interval(days => ${uploadDays}::int)`);
    const never = ["uploading", "uploaded", "rehearsed", "failed"] as const;
    await tx.delete(imports).where(and(old, inArray(imports.status, [...never])));
    const busy = ["queued", "running"] as const;
    const through = tx
      .select({ id: imports.id })
      .from(imports)
      .where(and(old, notInArray(imports.status, [...busy])));
    await tx.delete(importPieces).where(inArray(importPieces.importId, through));
  },
});

/** Whether an import's file is still there. */
export const hasPieces = sql<boolean>`exists (select 1 from ${importPieces} where ${and(
  eq(importPieces.organizationId, imports.organizationId),
  eq(importPieces.importId, imports.id),
)})`;
