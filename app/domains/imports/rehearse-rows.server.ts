import { sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { declareCommand } from "#app/domains/declare-command.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { type HeldImport, holdImport } from "./import-record.server.ts";
import type { LeadRow, Rejection } from "./lead-row.ts";
import type { Mapping } from "./mapping.ts";
import { noteRejected } from "./note-rejected.server.ts";
import { firstLines } from "./remember-rows.server.ts";
import type { KeyedRow } from "./settle-ids.server.ts";
import { chunkWriter } from "./write-chunk.server.ts";

export interface RehearsedRows {
  held: HeldImport;
  organization: { id: string; timeZone: string };
  mapping: Mapping;
  rows: readonly LeadRow[];
  /** Of rows that could not even be read. */
  complaints: readonly Rejection[];
  /** Of all these rows, by line. */
  cellsOf: ReadonlyMap<number, readonly string[]>;
  /** How far the file has been read with them. */
  rowsDone: number;
  bytesDone: number;
}

export interface RehearsalStep {
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  /** Names of mentees that would be made for these rows. */
  createdMentees: readonly string[];
  createdCohorts: number;
}

/** Ends the savepoint in which rows were tried out. */
class TriedOut extends Error {}

/**
 * Tries rows out: writes them as an import would, keeps how their leads stand then, and takes the writes back. Rows of a file do not meddle
 * with each other's leads, so that what is found piece by piece is what the whole would do; the database is free between two pieces.
 * @throws SupersededError
 */
export const rehearseRows = declareCommand({
  name: "imports.rehearseRows",
  scope: "system",
  touches: ({ organizationId = "" }) => [tags.imports(organizationId)],
  run: async (tx, input: RehearsedRows): Promise<RehearsalStep> => {
    const { held, organization, mapping, rows, cellsOf, rowsDone, bytesDone } = input;
    const of = { organizationId: organization.id, importId: held.importId };
    await holdImport(tx, held, { rowsDone, bytesDone });
    let keyed: readonly KeyedRow[] = [];
    const writer = chunkWriter(mapping, organization, {
      importId: held.importId,
      remember: (within, given) => {
        keyed = given;
        return repeatedRows(within, held.importId, given);
      },
    });
    const step = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
    const complaints = [...input.complaints];
    let facts = "[]";
    await tx
      .transaction(async (savepoint) => {
        for (const written of await writer.write(savepoint, rows)) {
          if ("reason" in written) complaints.push(written);
          else step[written.outcome]++;
        }
        facts = await factsOf(savepoint, held.importId);
        throw new TriedOut();
      })
      .catch((error) => {
        if (!(error instanceof TriedOut)) throw error;
      });
    await keepDrafts(tx, of, keyed, facts);
    await noteRejected(tx, of, complaints, cellsOf);
    step.rejected = new Set(complaints.map(({ line }) => line)).size;
    const { createdMentees, createdCohorts } = writer;
    return { ...step, createdMentees, createdCohorts };
  },
});

/** As `rememberRows`, among all rows that this rehearsal has seen. */
const repeatedRows = (tx: Transaction, importId: string, rows: readonly KeyedRow[]) =>
  firstLines(
    tx,
    rows,
    sql`select d.line from import_drafts d where d.import_id = ${importId} and d.external_id = given.key`,
  );

/** How the leads stand that were just created or changed, as JSON. */
async function factsOf(tx: Transaction, importId: string): Promise<string> {
  const { rows } = await tx.execute<{ facts: string }>(sql`
    select coalesce(jsonb_agg(jsonb_build_object(
      'line', r.line, 'outcome', r.outcome, 'lead_id', case when r.outcome = 'updated' then l.id end,
      'name', l.name, 'email', l.email, 'phone', l.phone, 'source', l.source, 'value', l.value,
      'status_rank', l.status_rank, 'reached_rank', l.reached_rank, 'entered_at', l.entered_at, 'won_at', l.won_at)), '[]')::text as facts
    from import_rows r join leads l on l.organization_id = r.organization_id and l.id = r.lead_id
    where r.import_id = ${importId} and r.outcome <> 'rejected'`);
  return rows[0]?.facts ?? "[]";
}

async function keepDrafts(
  tx: Transaction,
  { organizationId, importId }: { organizationId: string; importId: string },
  rows: readonly KeyedRow[],
  facts: string,
): Promise<void> {
  if (rows.length === 0) return;
  const given = JSON.stringify(rows.map(({ key, line }) => ({ external_id: key, line })));
  await tx.execute(sql`
    insert into import_drafts (organization_id, import_id, external_id, line, outcome, lead_id, name, email, phone, source, value, status_rank,
      reached_rank, entered_at, won_at)
    select ${organizationId}::uuid, ${importId}::uuid, g.external_id, g.line, f.outcome, f.lead_id, f.name, f.email, f.phone, f.source, f.value,
      f.status_rank, f.reached_rank, f.entered_at, f.won_at
    from jsonb_to_recordset(${given}::jsonb) as g(external_id text, line integer)
      left join jsonb_to_recordset(${facts}::jsonb) as f(line integer, outcome import_outcome, lead_id uuid, name text, email text, phone text, source text, value bigint,
        status_rank smallint, reached_rank smallint, entered_at timestamptz, won_at timestamptz) using (line)
    order by g.line
    on conflict do nothing`);
}
