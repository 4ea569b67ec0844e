import { and, asc, eq, gt } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { type ImportRejection, importRows } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";
import type { Reason } from "./reason.ts";

export interface RejectedRow {
  line: number;
  cells: string[];
  reasons: { column: string | null; reason: Reason }[];
}

export interface RejectedArgs {
  importId: string;
  /** Behind this one. */
  afterLine: number;
  limit: number;
}

/** The rows that an import left out, or would, in the order of the file. */
export const listRejected = declareQuery({
  name: "imports.rejected",
  scope: "organization",
  permission: "leads.import",
  tags: ({ organizationId }) => [tags.imports(organizationId)],
  lifetime: minutes(5),
  load: async (read, { importId, afterLine, limit }: RejectedArgs): Promise<RejectedRow[]> => {
    const [rows] = await read((db) => [
      db
        .select({ line: importRows.line, cells: importRows.cells, rejections: importRows.rejections })
        .from(importRows)
        .where(
          and(
            eq(importRows.importId, importId),
            eq(importRows.outcome, "rejected"),
            gt(importRows.line, afterLine),
          ),
        )
        .orderBy(asc(importRows.line))
        .limit(limit),
    ]);
    return rows.map(({ line, cells, rejections }) => ({
      line,
      cells: cells ?? [],
      reasons: (rejections ?? []) as (ImportRejection & { reason: Reason })[],
    }));
  },
});
