import { eq } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { imports } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";
import { columnName } from "./column-name.ts";
import { readCsv } from "./read-csv.server.ts";
import { readPiece } from "./uploaded-file.server.ts";

export interface ImportSample {
  header: string[];
  /** The first rows. */
  rows: string[][];
}

/** Rows of a sample. */
const sampled = 20;

/** How a file begins; null where it is gone. */
export const getSample = declareQuery({
  name: "imports.sample",
  scope: "organization",
  permission: "leads.import",
  tags: ({ organizationId }) => [tags.imports(organizationId)],
  lifetime: minutes(5),
  load: async (read, { importId }: { importId: string }): Promise<ImportSample | null> => {
    const piece = await readPiece(read, importId, 0);
    if (piece === null) return null;
    const [[stored]] = await read((db) => [
      db.select({ fileSize: imports.fileSize }).from(imports).where(eq(imports.id, importId)),
    ]);
    // A piece ends anywhere: what is behind its last line break belongs to the next, if there is one.
    const isAll = piece.length >= (stored?.fileSize ?? 0);
    const lines = isAll ? piece : piece.subarray(0, piece.lastIndexOf(0x0a) + 1);
    const csv = await readCsv(oneAfterTheOther(lines.length === 0 ? piece : lines), "the file");
    const sample: ImportSample = { header: csv.header.map(columnName), rows: [] };
    try {
      for await (const { cells } of csv.rows) {
        sample.rows.push(cells);
        if (sample.rows.length === sampled) break;
      }
    } catch {
      // Told when the file is rehearsed, with its line.
    }
    return sample;
  },
});

async function* oneAfterTheOther(bytes: Uint8Array) {
  yield bytes;
}
