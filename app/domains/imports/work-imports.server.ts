import type { SystemScope } from "#app/db/scope.ts";
import { type Caller, callerFor, type DataLayer } from "#app/domains/caller.ts";
import { finishRehearsal } from "./finish-rehearsal.server.ts";
import { ImportError } from "./import-error.ts";
import { importLeads } from "./import-leads.server.ts";
import { SupersededError } from "./import-record.server.ts";
import type { LeadRow, Rejection } from "./lead-row.ts";
import { type Mapping, readMapping } from "./mapping.ts";
import { readCsv } from "./read-csv.server.ts";
import { createRowReader } from "./read-row.ts";
import type { Problem } from "./reason.ts";
import { rehearseRows } from "./rehearse-rows.server.ts";
import { revertImport } from "./revert-import.server.ts";
import { failImport, noteProgress, type TakenImport, takeImport } from "./take-import.server.ts";
import { withUploadedFile } from "./uploaded-file.server.ts";

/** Beginnings, the first included; runners that died count. */
const attemptsAtMost = 3;

/** Rows that are tried out at once: the embedded database answers nobody else meanwhile. */
const rehearsedAtOnce = 500;

/** Milliseconds between two notes of how far an import is. */
const progressEvery = 1_000;

interface Work extends TakenImport {
  caller: Caller<SystemScope>;
  signal: AbortSignal;
}

/** Does what waits to be done with an organization's imports, one after the other. */
export async function workOnImports(
  data: DataLayer,
  organizationId: string,
  signal: AbortSignal,
): Promise<void> {
  const caller = callerFor<SystemScope>(data, { kind: "system", organizationId });
  while (!signal.aborted) {
    const taken = await takeImport(caller, undefined);
    if (taken === null) return;
    const failure = await workOn({ ...taken, caller, signal });
    // To take it back from the other would have both begin anew for ever.
    if (failure === "superseded") return;
    if (failure) await failImport(caller, { held: taken.held, failure });
  }
  signal.throwIfAborted();
}

/**
 * @returns why it cannot be done, or that another runner is at it
 * @throws what may be over when it is tried again
 */
async function workOn(work: Work): Promise<Problem | "superseded" | undefined> {
  const { held, task, caller } = work;
  if (held.attempt > attemptsAtMost) return [task === "revert" ? "gaveUpReverting" : "gaveUp"];
  try {
    if (task === "rehearse") await rehearse(work);
    else if (task === "import") await carryOut(work);
    else await revertImport(caller, held);
    return undefined;
  } catch (error) {
    if (error instanceof SupersededError) return "superseded";
    if (error instanceof ImportError) return error.problem ?? ["broken", work.fileName, 1, error.message];
    throw error;
  }
}

const mappingOf = ({ mapping, fileName }: TakenImport): Mapping => readMapping(mapping, fileName);

const fileOf = ({ caller, held: { importId }, fileName }: Work) => ({
  read: ((build) => caller.data.database.readBatch(caller.scope, build)) as Parameters<
    typeof withUploadedFile
  >[0]["read"],
  ...{ importId, fileName },
});

async function rehearse(work: Work): Promise<void> {
  const { caller, held, organization, fileName, signal } = work;
  const mapping = mappingOf(work);
  const counts = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
  const mentees = new Set<string>();
  let createdCohorts = 0;
  let rowsDone = 0;
  await withUploadedFile(fileOf(work), async (open) => {
    const { bytes, bytesRead } = open();
    const csv = await readCsv(bytes, fileName);
    const read = createRowReader({ mapping, header: csv.header, file: fileName, ...organization });
    let [rows, complaints]: [LeadRow[], Rejection[]] = [[], []];
    let cellsOf = new Map<number, readonly string[]>();
    const flush = async () => {
      signal.throwIfAborted();
      const step = await rehearseRows(caller, {
        ...{ held, organization, mapping, rows, complaints, cellsOf, rowsDone },
        bytesDone: bytesRead(),
      });
      for (const outcome of ["created", "updated", "unchanged", "rejected"] as const)
        counts[outcome] += step[outcome];
      for (const name of step.createdMentees) mentees.add(name);
      createdCohorts = Math.max(createdCohorts, step.createdCohorts);
      [rows, complaints, cellsOf] = [[], [], new Map()];
    };
    for await (const { line, cells } of csv.rows) {
      rowsDone++;
      cellsOf.set(line, cells);
      const row = read(line, cells);
      if (Array.isArray(row)) complaints.push(...row);
      else rows.push(row);
      if (rowsDone % rehearsedAtOnce === 0) await flush();
    }
    await flush();
  });
  await finishRehearsal(caller, {
    ...{ held, organization, counts, rows: rowsDone, createdCohorts },
    createdMentees: mentees.size,
  });
}

async function carryOut(work: Work): Promise<void> {
  const { caller, held, organization, fileName: file, fileSize, signal } = work;
  const mapping = mappingOf(work);
  await withUploadedFile(fileOf(work), async (open) => {
    const { bytes, bytesRead } = open();
    const csv = await readCsv(bytes, file);
    let rowsDone = 0;
    // Made here, outside of the import's transaction, which must not note what it may take back.
    const noting = noteEvery(progressEvery, () =>
      noteProgress(caller, { held, rowsDone, bytesDone: bytesRead() }),
    );
    try {
      await importLeads(caller, {
        ...{ organization, mapping, csv, file, fileSize, held, signal },
        onProgress: (rows) => {
          rowsDone = rows;
        },
      });
    } finally {
      await noting.stop();
    }
  });
}

/** Does it every so often until stopped, never twice at once; what goes wrong with it is no reason to stop an import. */
function noteEvery(milliseconds: number, note: () => Promise<void>): { stop(): Promise<void> } {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= note()
      .catch(() => {})
      .finally(() => {
        running = undefined;
      });
  }, milliseconds);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
