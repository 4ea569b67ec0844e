import type { OrganizationScope } from "#app/db/scope.ts";
import type { Caller } from "../caller.ts";
import { ImportError } from "./import-error.ts";
import { readCsv } from "./read-csv.server.ts";
import { addPiece, finishUpload, forgetUpload, startUpload } from "./upload.server.ts";
import { largestUpload } from "./upload-limits.ts";
import { linesOf } from "./utf8-lines.server.ts";

/** Bytes of a piece. */
const pieceSize = 256 * 1024;

export interface Upload {
  /** Drawn with the form: what is sent twice is stored once. */
  importId: string;
  fileName: string;
  bytes: AsyncIterable<Uint8Array>;
}

/**
 * Stores a file as it arrives, holding a piece of it at a time, and makes sure that it is text with a first line.
 * @throws ImportError where it is no such file or too large; nothing is kept then
 */
export async function storeUpload(caller: Caller<OrganizationScope>, upload: Upload): Promise<void> {
  const { importId, fileName } = upload;
  if (!(await startUpload(caller, { importId, fileName }))) return;
  try {
    const stored = { size: 0 };
    let start: string | undefined;
    for await (const text of linesOf(storing(caller, upload, stored), fileName)) start ??= text;
    const { header } = await readCsv(bytesOf(start ?? ""), fileName);
    await finishUpload(caller, {
      importId,
      fileSize: stored.size,
      columns: header.map((name) => name.trim()),
    });
  } catch (error) {
    await forgetUpload(caller, { importId });
    throw error;
  }
}

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

/** Hands the bytes on, and stores them in pieces. */
async function* storing(
  caller: Caller<OrganizationScope>,
  { importId, fileName, bytes }: Upload,
  stored: { size: number },
): AsyncGenerator<Uint8Array, void> {
  let position = 0;
  let held: Uint8Array[] = [];
  let heldSize = 0;
  const keep = async () => {
    if (heldSize === 0) return;
    await addPiece(caller, { importId, position: position++, content: Buffer.concat(held) });
    [held, heldSize] = [[], 0];
  };
  for await (const chunk of bytes) {
    stored.size += chunk.byteLength;
    if (stored.size > largestUpload) throw new ImportError(tooLarge(fileName));
    held.push(chunk);
    heldSize += chunk.byteLength;
    if (heldSize >= pieceSize) await keep();
    yield chunk;
  }
  await keep();
}

export const tooLarge = (fileName: string) => ["tooLarge", fileName, largestUpload / 1024 / 1024] as const;
