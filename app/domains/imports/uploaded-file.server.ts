import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { and, eq, sql } from "drizzle-orm";
import type { Read } from "#app/db/database.ts";
import { importPieces } from "#schema";
import { ImportError } from "./import-error.ts";

/** An uploaded piece; null behind the last one. As text, which every driver carries alike. */
export async function readPiece(read: Read, importId: string, position: number): Promise<Buffer | null> {
  const [[piece]] = await read((db) => [
    db
      .select({ content: sql<string>`encode(${importPieces.content}, 'base64')` })
      .from(importPieces)
      .where(and(eq(importPieces.importId, importId), eq(importPieces.position, position))),
  ]);
  return piece ? Buffer.from(piece.content, "base64") : null;
}

/** An uploaded file, piece by piece; nothing where it has been swept. */
export async function* piecesOf(read: Read, importId: string): AsyncGenerator<Buffer, void> {
  for (let position = 0; ; position++) {
    const piece = await readPiece(read, importId, position);
    if (piece === null) return;
    yield piece;
  }
}

/**
 * Puts an uploaded file onto the disk for as long as it is worked with: whoever reads it must not read the database in the middle of a
 * transaction, and not hold the whole of it.
 * @throws ImportError where it has been swept
 */
export async function withUploadedFile<Result>(
  { read, importId, fileName }: { read: Read; importId: string; fileName: string },
  work: (open: () => { bytes: AsyncIterable<Uint8Array>; bytesRead: () => number }) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "placar-import-"));
  const path = join(folder, "file.csv");
  const pieces = async function* () {
    let isThere = false;
    for await (const piece of piecesOf(read, importId)) {
      isThere = true;
      yield piece;
    }
    if (!isThere) throw new ImportError(["swept", fileName]);
  };
  try {
    await pipeline(Readable.from(pieces()), createWriteStream(path, { mode: 0o600 }));
    return await work(() => {
      const stream = createReadStream(path);
      return { bytes: stream, bytesRead: () => stream.bytesRead };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
