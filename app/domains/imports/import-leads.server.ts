import type { Transaction } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import type { SystemScope } from "#app/db/scope.ts";
import type { Caller } from "#app/domains/caller.ts";
import { declareCommand, touchesNothing } from "#app/domains/declare-command.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { activityLog } from "#schema";
import { duplicatesOfImport } from "./find-duplicates.server.ts";
import { awaitTurn, closeImport, type HeldImport, openImport } from "./import-record.server.ts";
import type { LeadRow, Rejection } from "./lead-row.ts";
import type { Mapping } from "./mapping.ts";
import { noteRejected } from "./note-rejected.server.ts";
import type { CsvFile } from "./read-csv.server.ts";
import { createRowReader } from "./read-row.ts";
import { rememberRows, startRemembering } from "./remember-rows.server.ts";
import { chunkWriter } from "./write-chunk.server.ts";

export interface LeadsImport {
  organization: { id: string; timeZone: string; currency: string };
  mapping: Mapping;
  csv: CsvFile;
  /** The file's name, for messages and the activity log. */
  file: string;
  /** In bytes, where it is known. */
  fileSize?: number;
  /** An import that was uploaded and is carried out now; without one the import is noted as one of its own. */
  held?: HeldImport;
  /** Does everything, says what would change, and leaves it all as it was. */
  dryRun?: boolean;
  /** The instant after whose day nothing can have happened yet, ISO 8601; now unless given. */
  now?: string;
  /** Called for every complaint about a row, in the order of the file. */
  onRejected?: (rejection: Rejection) => void;
  /** Called with the number of rows that are through. */
  onProgress?: (rows: number) => void;
  signal?: AbortSignal;
}

export interface ImportSummary {
  /** Without the header and blank lines. */
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  /** Of those created, as many as share an e-mail address or a phone number with a lead that was there, or with an earlier row's. */
  duplicates: number;
}

interface ImportResult {
  summary: ImportSummary;
  createdMentees: number;
  createdCohorts: number;
  /** Of leads that were updated; undefined where there were too many to name. */
  updatedIds: string[] | undefined;
}

/** Rows of one savepoint. */
const chunkSize = 1_000;

/** More updated leads than this are not named one by one: everything of the organization is read anew. */
const mostNamed = 100;

/** Carries the summary of a dry run out of the transaction, which it ends without a commit. */
class DryRunEnd extends Error {
  readonly summary: ImportSummary;

  constructor(summary: ImportSummary) {
    super("dry run");
    this.summary = summary;
  }
}

const writeLeads = declareCommand({
  name: "imports.leads",
  scope: "system",
  touches: ({ organizationId = "" }, input: LeadsImport, result: ImportResult) => {
    const { summary, createdMentees, createdCohorts, updatedIds } = result;
    if (summary.updated > 0 && updatedIds === undefined) return [tags.everything(organizationId)];
    const [first, ...others] = [
      ...(summary.created + summary.updated > 0 || input.held ? [tags.imports(organizationId)] : []),
      ...(summary.created + summary.updated > 0 ? [tags.leads(organizationId)] : []),
      ...(updatedIds ?? []).map((id) => tags.lead(organizationId, id)),
      ...(createdMentees > 0 ? [tags.mentees(organizationId), tags.visibility(organizationId)] : []),
      ...(createdCohorts > 0 ? [tags.cohorts(organizationId)] : []),
    ];
    return first === undefined ? touchesNothing : [first, ...others];
  },
  run: async (tx, input: LeadsImport) => {
    const result = await runImport(tx, input);
    if (input.dryRun) throw new DryRunEnd(result.summary);
    return result;
  },
});

/**
 * Imports leads by their external ids: creates those that are not there, updates those that differ, leaves alone those that do not.
 * All in one transaction; rows that cannot be taken are reported and left out.
 *
 * @throws ImportError where the file or its columns are no use; nothing is imported then
 */
export async function importLeads(caller: Caller<SystemScope>, input: LeadsImport): Promise<ImportSummary> {
  try {
    return (await writeLeads(caller, input)).summary;
  } catch (error) {
    if (error instanceof DryRunEnd) return error.summary;
    throw error;
  }
}

async function runImport(tx: Transaction, input: LeadsImport): Promise<ImportResult> {
  const { organization, mapping, csv, file, now, onRejected, onProgress, signal } = input;
  const { currency, timeZone } = organization;
  const read = createRowReader({ mapping, header: csv.header, currency, file, timeZone, now });
  const summary: ImportSummary = {
    rows: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    rejected: 0,
    duplicates: 0,
  };
  const updatedIds: string[] = [];
  const importId = input.held?.importId ?? newId();
  const writer = chunkWriter(mapping, organization, { importId, remember: rememberRows });
  let rows: LeadRow[] = [];
  let complaints: Rejection[] = [];
  /** Of the rows at hand, by line. */
  let cellsOf = new Map<number, readonly string[]>();

  const flush = async () => {
    signal?.throwIfAborted();
    for (const written of await writer.write(tx, rows)) {
      if ("reason" in written) complaints.push(written);
      else {
        summary[written.outcome]++;
        if (written.leadId !== undefined && updatedIds.length <= mostNamed) updatedIds.push(written.leadId);
      }
    }
    complaints.sort((a, b) => a.line - b.line);
    summary.rejected += new Set(complaints.map((each) => each.line)).size;
    for (const complaint of complaints) onRejected?.(complaint);
    await noteRejected(tx, { organizationId: organization.id, importId }, complaints, cellsOf);
    rows = [];
    cellsOf = new Map();
    complaints = [];
    onProgress?.(summary.rows);
  };

  await awaitTurn(tx, organization.id);
  const { createdBy } = await openImport(tx, input, importId);
  await startRemembering(tx);
  for await (const { line, cells } of csv.rows) {
    summary.rows++;
    cellsOf.set(line, cells);
    const row = read(line, cells);
    if (Array.isArray(row)) complaints.push(...row);
    else rows.push(row);
    if (summary.rows % chunkSize === 0) await flush();
  }
  await flush();

  const duplicates = summary.created > 0 ? await duplicatesOfImport(tx, importId) : { total: 0, first: [] };
  summary.duplicates = duplicates.total;
  await closeImport(tx, input, importId, summary, duplicates);
  if (summary.created + summary.updated > 0) {
    await tx.insert(activityLog).values({
      organizationId: organization.id,
      actorId: createdBy,
      action: "imports.leads",
      recordType: "import",
      recordId: importId,
      meta: { file, ...summary },
    });
  }
  const { createdMentees, createdCohorts } = writer;
  return {
    summary,
    createdMentees: createdMentees.length,
    createdCohorts,
    updatedIds: updatedIds.length > mostNamed ? undefined : updatedIds,
  };
}
