import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { declareCommand, touchesNothing } from "#app/domains/declare-command.server.ts";
import { ConflictError } from "#app/domains/errors.ts";
import { noteActivity } from "#app/domains/note-activity.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { imports } from "#schema";

/**
 * Begins an upload. Its pieces come in transactions of their own, as fast as the sender is, who must not hold up the database.
 * @returns whether it is new; a form that is sent twice names the same one
 */
export const startUpload = declareCommand({
  name: "imports.startUpload",
  scope: "organization",
  permission: "leads.import",
  // Nobody sees it before it is whole.
  touches: () => touchesNothing,
  run: async (
    tx,
    { importId, fileName }: { importId: string; fileName: string },
    scope,
  ): Promise<boolean> => {
    const made = await tx
      .insert(imports)
      .values({
        id: importId,
        organizationId: scope.organizationId,
        createdBy: scope.userId,
        fileName,
        ...{ fileSize: 0, columns: [], status: "uploading" as const },
      })
      .onConflictDoNothing()
      .returning({ id: imports.id });
    return made.length > 0;
  },
});

export interface UploadedPiece {
  importId: string;
  /** From 0. */
  position: number;
  content: Uint8Array;
}

/** Keeps a piece of a file. @throws ConflictError where the upload is not open any more */
export const addPiece = declareCommand({
  name: "imports.addPiece",
  scope: "organization",
  permission: "leads.import",
  touches: () => touchesNothing,
  run: async (tx, { importId, position, content }: UploadedPiece, { organizationId, userId }) => {
    await requireOpen(tx, importId, userId);
    // As text, which every driver carries alike.
    await tx.execute(sql`insert into import_pieces (organization_id, import_id, position, content)
      values (${organizationId}, ${importId}, ${position}, decode(${Buffer.from(content).toString("base64")}, 'base64'))`);
  },
});

export interface FinishedUpload {
  importId: string;
  /** Bytes. */
  fileSize: number;
  columns: string[];
}

/** Says that a file is whole. @throws ConflictError where the upload is not open any more */
export const finishUpload = declareCommand({
  name: "imports.finishUpload",
  scope: "organization",
  permission: "leads.import",
  touches: ({ organizationId }) => [tags.imports(organizationId)],
  run: async (tx, { importId, ...facts }: FinishedUpload, scope): Promise<void> => {
    await requireOpen(tx, importId, scope.userId);
    await tx
      .update(imports)
      .set({ ...facts, status: "uploaded" })
      .where(eq(imports.id, importId));
    await noteActivity(tx, scope, {
      action: "imports.upload",
      recordType: "import",
      recordId: importId,
      meta: { bytes: facts.fileSize },
    });
  },
});

/** Forgets an upload that broke off or is of no use. */
export const forgetUpload = declareCommand({
  name: "imports.forgetUpload",
  scope: "organization",
  permission: "leads.import",
  touches: () => touchesNothing,
  run: async (tx, { importId }: { importId: string }, { userId }): Promise<void> => {
    await tx.delete(imports).where(isOpen(importId, userId));
  },
});

const isOpen = (importId: string, userId: string) =>
  and(eq(imports.id, importId), eq(imports.status, "uploading"), eq(imports.createdBy, userId));

async function requireOpen(tx: Transaction, importId: string, userId: string): Promise<void> {
  const [open] = await tx
    .select({ id: imports.id })
    .from(imports)
    .where(isOpen(importId, userId))
    .for("update");
  if (!open) throw new ConflictError(`The upload ${importId} is not open.`);
}
