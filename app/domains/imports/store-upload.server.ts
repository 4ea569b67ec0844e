import { createHash } from "node:crypto";
import type { Read } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import type { Caller } from "../caller.ts";
import { columnName } from "./column-name.ts";
import { getImport } from "./get-import.server.ts";
import { ImportError } from "./import-error.ts";
import { readCsv } from "./read-csv.server.ts";
import { addPiece, finishUpload, forgetUpload, startUpload } from "./upload.server.ts";
import { largestUpload, megabyte, mostColumns } from "./upload-limits.ts";
import { piecesOf } from "./uploaded-file.server.ts";
import { linesOf } from "./utf8-lines.server.ts";

/** Bytes of a piece. */
const pieceSize = 256 * 1024;

export interface Upload {
  /** Drawn with the form: the same file sent twice with it is stored once. */
  importId: string;
  fileName: string;
  bytes: AsyncIterable<Uint8Array>;
}

/**
 * Stores a file as it arrives, holding a piece of it at a time, and makes sure that it is text with a first line. Where its form was sent
 * before, by a second click or by somebody who went back and chose another file, it is an import of its own unless it is the same file.
 * @returns the id of the import that holds it
 * @throws ImportError where it is no such file or too large; nothing is kept then
 */
export async function storeUpload(caller: Caller<OrganizationScope>, upload: Upload): Promise<string> {
  if (await startUpload(caller, upload)) {
    await receive(caller, upload);
    return upload.importId;
  }
  const again = { ...upload, importId: newId() };
  await startUpload(caller, again);
  const kept = await receive(caller, again, (size) => isStored(caller, upload, again.importId, size));
  return kept ? again.importId : upload.importId;
}

/**
 * @param isNeedless asked once the file is whole; it is forgotten where it is
 * @returns whether it was kept
 */
async function receive(
  caller: Caller<OrganizationScope>,
  upload: Upload,
  isNeedless: (fileSize: number) => Promise<boolean> = async () => false,
): Promise<boolean> {
  const { importId, fileName } = upload;
  try {
    const stored = { size: 0 };
    let start: string | undefined;
    for await (const text of linesOf(storing(caller, upload, stored), fileName)) start ??= text;
    const { header } = await readCsv(bytesOf(start ?? ""), fileName);
    if (header.length > mostColumns)
      throw new ImportError(["tooManyColumns", fileName, header.length, mostColumns]);
    if (await isNeedless(stored.size)) {
      await forgetUpload(caller, { importId });
      return false;
    }
    await finishUpload(caller, { importId, fileSize: stored.size, columns: header.map(columnName) });
    return true;
  } catch (error) {
    await forgetUpload(caller, { importId });
    throw error;
  }
}

/** Whether the file of an earlier upload is whole and the same as that of a later one. */
async function isStored(
  caller: Caller<OrganizationScope>,
  { importId, fileName }: Upload,
  laterId: string,
  fileSize: number,
): Promise<boolean> {
  const earlier = await getImport(caller, { importId });
  if (earlier?.fileName !== fileName || earlier.fileSize !== fileSize) return false;
  const digestOf = async (id: string) => {
    const hash = createHash("sha256");
    const read: Read = (build) => caller.data.database.readBatch(caller.scope, build);
    for await (const piece of piecesOf(read, id)) hash.update(piece);
    return hash.digest("hex");
  };
  return (await digestOf(importId)) === (await digestOf(laterId));
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
    if (stored.size > largestUpload) throw new ImportError(["tooLarge", fileName, largestUpload / megabyte]);
    held.push(chunk);
    heldSize += chunk.byteLength;
    if (heldSize >= pieceSize) await keep();
    yield chunk;
  }
  await keep();
}
