import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { isoInstant } from "#app/db/local-time.ts";
import {
  type ImportDuplicates,
  type ImportObstacle,
  importRows,
  imports,
  leads,
  type StoredMapping,
} from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import type { PipelineFigures } from "../reports/queries.server.ts";
import { tags } from "../tags.server.ts";
import { type ListedImport, uploader } from "./list-imports.server.ts";
import type { Problem } from "./reason.ts";
import { hasPieces } from "./sweep-imports.server.ts";

export interface ImportDetails extends ListedImport {
  /** Bytes. */
  fileSize: number;
  bytesDone: number;
  columns: string[];
  mapping: StoredMapping | null;
  /** How often a runner has begun with what is queued or running. */
  attempts: number;
  rowsDone: number;
  /** Null before it is known. */
  rowsTotal: number | null;
  preview: {
    before: PipelineFigures;
    after: PipelineFigures;
    createdMentees: number;
    createdCohorts: number;
  } | null;
  failure: Problem | null;
  /** What keeps it from being taken back, the first of them. */
  obstacles: (ImportObstacle & { name: string })[];
  /** Rows whose leads may be the same as others; null before it is known. */
  duplicates: ImportDuplicates | null;
  /** Names of the leads that these name, by their ids; of one that is in the bin or gone there is none. */
  duplicateNames: Record<string, string>;
  /** The file is still there. */
  hasFile: boolean;
  /** Rows that it created or changed are known, so that it can be taken back. */
  revertible: boolean;
  /** An instant; null while it is not over. */
  finishedAt: string | null;
}

/** An import; null where there is none. */
export const getImport = declareQuery({
  name: "imports.get",
  scope: "organization",
  permission: "leads.import",
  // Leads: for the names of those that are in the way or alike.
  tags: ({ organizationId }) => [
    tags.imports(organizationId),
    tags.people(organizationId),
    tags.leads(organizationId),
  ],
  lifetime: minutes(5),
  load: async (read, { importId }: { importId: string }): Promise<ImportDetails | null> => {
    const [[found], named, alike] = await read((db) => [
      db
        .select({
          id: imports.id,
          fileName: imports.fileName,
          status: imports.status,
          task: imports.task,
          counts: imports.counts,
          createdAt: isoInstant(imports.createdAt),
          by: uploader,
          fileSize: imports.fileSize,
          bytesDone: imports.bytesDone,
          columns: imports.columns,
          mapping: imports.mapping,
          attempts: imports.attempts,
          rowsDone: imports.rowsDone,
          rowsTotal: imports.rowsTotal,
          preview: imports.preview,
          failure: imports.failure,
          obstacles: imports.obstacles,
          duplicates: imports.duplicates,
          hasFile: hasPieces,
          revertible: sql<boolean>`exists (select 1 from ${importRows} where ${and(
            eq(importRows.organizationId, imports.organizationId),
            eq(importRows.importId, imports.id),
            ne(importRows.outcome, "rejected"),
          )})`,
          finishedAt: sql<string | null>`${isoInstant(imports.finishedAt)}`,
        })
        .from(imports)
        .where(and(eq(imports.id, importId), ne(imports.status, "uploading"))),
      db
        .select({ id: leads.id, name: leads.name })
        .from(leads)
        .where(
          inArray(
            leads.id,
            sql`(select (o ->> 'leadId')::uuid from ${imports}, jsonb_array_elements(${imports.obstacles}) o where ${imports.id} = ${importId})`,
          ),
        ),
      db
        .select({ id: leads.id, name: leads.name })
        .from(leads)
        .where(
          and(
            isNull(leads.deletedAt),
            inArray(
              leads.id,
              sql`(select (alike #>> '{}')::uuid from ${imports}, jsonb_path_query(${imports.duplicates}, '$.first[*].**.leadId ? (@ != null)') alike
                where ${imports.id} = ${importId})`,
            ),
          ),
        ),
    ]);
    if (!found) return null;
    const names = new Map(named.map(({ id, name }) => [id, name]));
    return {
      ...found,
      preview: found.preview as ImportDetails["preview"],
      failure: found.failure as Problem | null,
      obstacles: (found.obstacles ?? []).map((each) => ({ ...each, name: names.get(each.leadId) ?? "–" })),
      duplicateNames: Object.fromEntries(alike.map(({ id, name }) => [id, name])),
    };
  },
});
