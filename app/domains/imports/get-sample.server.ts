import { minutes } from "#app/cache/index.ts";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";
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
    // A piece ends anywhere: what is behind its last line break belongs to the next.
    const whole = piece.subarray(0, piece.lastIndexOf(0x0a) + 1);
    const { header, rows } = await readCsv(oneAfterTheOther(whole.length === 0 ? piece : whole), "the file");
    const sample: ImportSample = { header, rows: [] };
    try {
      for await (const { cells } of rows) {
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
