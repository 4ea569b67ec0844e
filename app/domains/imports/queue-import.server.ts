import { eq, sql } from "drizzle-orm";
import { declareCommand } from "#app/domains/declare-command.server.ts";
import { ConflictError, NotFoundError } from "#app/domains/errors.ts";
import { noteActivity } from "#app/domains/note-activity.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { type ImportStatus, type ImportTask, imports } from "#schema";
import { workJob } from "./jobs.server.ts";
import type { Mapping } from "./mapping.ts";

export type QueuedTask =
  | { importId: string; task: "rehearse"; mapping: Mapping }
  | { importId: string; task: "import" | "revert" };

/** Where a task may begin. */
const from: Record<ImportTask, readonly ImportStatus[]> = {
  rehearse: ["uploaded", "rehearsed", "failed"],
  import: ["rehearsed"],
  revert: ["done"],
};

/** Where it ends or waits already, should the same form be sent again. */
const onTheWay: readonly ImportStatus[] = ["queued", "running"];
const over: Partial<Record<ImportTask, ImportStatus>> = { import: "done", revert: "reverted" };

/**
 * Has a task done in the background. Asked for twice, it is done once.
 * @throws NotFoundError, ConflictError where the import is at another point
 */
export const queueImport = declareCommand({
  name: "imports.queue",
  scope: "organization",
  permission: "leads.import",
  touches: ({ organizationId }) => [tags.imports(organizationId), tags.jobs()],
  run: async (tx, input: QueuedTask, scope): Promise<void> => {
    const { importId, task } = input;
    const [found] = await tx
      .select({ status: imports.status, task: imports.task })
      .from(imports)
      .where(eq(imports.id, importId))
      .for("update");
    if (!found || found.status === "uploading") throw new NotFoundError(`There is no import ${importId}.`);
    const again = found.task === task && (onTheWay.includes(found.status) || found.status === over[task]);
    if (again && task !== "rehearse") return;
    if (!from[task].includes(found.status))
      throw new ConflictError(`The import ${importId} is ${found.status}.`);
    await tx
      .update(imports)
      .set({
        ...{ status: "queued", task, attempts: 0, rowsDone: 0, bytesDone: 0 },
        ...{ failure: null, obstacles: null, queuedAt: sql`now()`, startedAt: null, finishedAt: null },
        ...(input.task === "rehearse" && {
          mapping: { ...input.mapping },
          ...{ counts: null, preview: null, duplicates: null, rowsTotal: null },
        }),
      })
      .where(eq(imports.id, importId));
    await noteActivity(tx, scope, { action: `imports.${task}`, recordType: "import", recordId: importId });
    await enqueue(tx, workJob, { organizationId: scope.organizationId });
  },
});
