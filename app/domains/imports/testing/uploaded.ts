import { newId } from "#app/db/new-id.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import type { Caller } from "#app/domains/caller.ts";
import type { ImportTask } from "#schema";
import { addPiece, finishUpload, queueImport, startUpload } from "../commands.server.ts";
import type { Mapping } from "../mapping.ts";
import { getImport, type ImportDetails } from "../queries.server.ts";
import { workOnImports } from "../work-imports.server.ts";

type Importer = Caller<OrganizationScope>;

/** Uploads a file in pieces that end anywhere. @returns the import's id */
export async function uploadFile(caller: Importer, text: string, pieceSize = 700): Promise<string> {
  const importId = newId();
  const bytes = Buffer.from(text);
  await startUpload(caller, { importId, fileName: "leads.csv" });
  for (let at = 0; at * pieceSize < bytes.length; at++)
    await addPiece(caller, {
      ...{ importId, position: at },
      content: bytes.subarray(at * pieceSize, (at + 1) * pieceSize),
    });
  const columns = text.split("\n")[0]?.split(",") ?? [];
  await finishUpload(caller, { importId, fileSize: bytes.length, columns });
  return importId;
}

/** Has a task done, and says how the import stands then. */
export async function haveDone(
  caller: Importer,
  importId: string,
  task: ImportTask,
  mapping: Mapping,
): Promise<ImportDetails> {
  await queueImport(caller, task === "rehearse" ? { importId, task, mapping } : { importId, task });
  await workOnImports(caller.data, caller.scope.organizationId, new AbortController().signal);
  return detailsOf(caller, importId);
}

export async function detailsOf(caller: Importer, importId: string): Promise<ImportDetails> {
  const found = await getImport(caller, { importId });
  if (!found) throw new Error("The import is gone.");
  return found;
}
