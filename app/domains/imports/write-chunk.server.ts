import { sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { findLeads } from "./find-leads.server.ts";
import { type ReadyRow, rowSql } from "./given-rows.server.ts";
import type { LeadRow, Rejection } from "./lead-row.ts";
import type { Mapping } from "./mapping.ts";
import type { Reason } from "./reason.ts";
import { type KeyedRow, settleIds } from "./settle-ids.server.ts";
import { settleMentees } from "./settle-mentees.server.ts";
import { createLeads, updateLeads } from "./store-leads.server.ts";

/** A row that was taken. */
interface Taken {
  outcome: "created" | "updated" | "unchanged";
  /** Of a lead that was updated. */
  leadId?: string;
}

type Written = Taken | Rejection;

interface Attempt {
  written: Written[];
  mentees: Map<string, string>;
  createdMentees: string[];
  createdCohorts: number;
}

export interface ChunkWriter {
  /** Writes rows in a savepoint. Where the database refuses them, finds those at fault and writes the others. */
  write(tx: Transaction, rows: readonly LeadRow[]): Promise<Written[]>;
  /** Names. */
  readonly createdMentees: readonly string[];
  readonly createdCohorts: number;
}

export interface ChunkWriterOptions {
  /** Whose rows are noted. */
  importId: string;
  /** For each row that is not the first for its lead, the line of the first. */
  remember: (tx: Transaction, rows: readonly KeyedRow[]) => Promise<Map<number, number>>;
}

export function chunkWriter(
  mapping: Mapping,
  organization: { id: string; timeZone: string },
  { importId, remember }: ChunkWriterOptions,
): ChunkWriter {
  const { fields, rows: mode } = mapping;
  const inSql = rowSql(mapping, mapping.timeZone ?? organization.timeZone);
  const initialStatus = fields.status && "constant" in fields.status ? fields.status.constant : "new";
  const menteeField = fields.mentee;
  const menteeColumn = menteeField && "column" in menteeField ? menteeField.column : undefined;
  /** By name; only what a released savepoint left behind. */
  const mentees = new Map<string, string>();
  const created = { createdMentees: [] as string[], createdCohorts: 0 };
  let isCounted = false;
  /** Where a row says which lead it is for. */
  const columnOfId = ({ leadId }: LeadRow) => {
    const column = (leadId ? fields.leadId : fields.externalId)?.column;
    return column === undefined ? {} : { column };
  };
  const of = { organizationId: organization.id, importId };

  const store = async (tx: Transaction, rows: readonly ReadyRow[]): Promise<Written[]> => {
    if (rows.length === 0) return [];
    const fresh: ReadyRow[] = [];
    const changed: (ReadyRow & { id: string })[] = [];
    const found = await findLeads(tx, organization.id, inSql, rows);
    const written = found.map(({ line, id, deleted, differs }, i): Written => {
      const row = rows[i] as ReadyRow;
      const reject = (reason: Reason) => ({ line, ...columnOfId(row), reason });
      if (deleted) return reject(["deleted"]);
      // By our own id it was there a moment ago.
      if (id === undefined && row.leadId) return reject(["unknownLead"]);
      if (id === undefined && mode === "update-only") return reject(["noLead"]);
      if (id === undefined) fresh.push(row);
      else if (differs) changed.push({ ...row, id });
      return {
        outcome: id === undefined ? "created" : differs ? "updated" : "unchanged",
        ...(differs && id !== undefined && { leadId: id }),
      };
    });
    await createLeads(tx, of, inSql, fresh, initialStatus);
    await updateLeads(tx, of, inSql, changed);
    return written;
  };

  const attempt = async (tx: Transaction, rows: readonly KeyedRow[]): Promise<Attempt> => {
    const names = new Set(
      rows.flatMap(({ mentee, holder }) =>
        mentee === undefined || mentee === holder?.mentee || mentees.has(mentee) ? [] : [mentee],
      ),
    );
    const settled = await settleMentees(tx, organization.id, [...names], mapping.mentees?.createIn);
    const known = new Map(mentees);
    for (const [name, id] of settled.byName) known.set(name, id);

    const written: Written[] = [];
    const ready: ReadyRow[] = [];
    for (const row of rows) {
      const { mentee, holder, line } = row;
      // Whose it is already, however many are called so, and in the archive too.
      const menteeId =
        mentee === undefined ? undefined : mentee === holder?.mentee ? holder.menteeId : known.get(mentee);
      if (mentee === undefined) ready.push(row);
      else if (menteeId !== undefined) ready.push({ ...row, menteeId });
      else {
        const reason = settled.refused.get(mentee) ?? ["noMentee", JSON.stringify(mentee)];
        written.push({ line, ...(menteeColumn !== undefined && { column: menteeColumn }), reason });
      }
    }
    written.push(...(await store(tx, ready)));
    return { ...settled, written, mentees: known };
  };

  const writeOnce = async (tx: Transaction, rows: readonly KeyedRow[]): Promise<Written[]> => {
    if (rows.length === 0) return [];
    try {
      const done = await tx.transaction((savepoint) => attempt(savepoint, rows));
      for (const [name, id] of done.mentees) mentees.set(name, id);
      created.createdMentees.push(...done.createdMentees);
      created.createdCohorts += done.createdCohorts;
      return done.written;
    } catch (error) {
      const reason = refusal(error);
      const [only] = rows;
      if (reason === undefined || only === undefined) throw error;
      if (rows.length === 1) return [{ line: only.line, reason }];
      const middle = rows.length >> 1;
      return [...(await writeOnce(tx, rows.slice(0, middle))), ...(await writeOnce(tx, rows.slice(middle)))];
    }
  };

  const write = async (tx: Transaction, given: readonly LeadRow[]): Promise<Written[]> => {
    const { rows, rejections } = await settleIds(tx, given, mapping);
    const firstLines = await remember(tx, rows);
    const [repeated, firsts]: [Rejection[], KeyedRow[]] = [[], []];
    for (const row of rows) {
      const { line } = row;
      const firstLine = firstLines.get(line);
      if (firstLine === undefined) firsts.push(row);
      else repeated.push({ line, ...columnOfId(row), reason: ["sameId", firstLine] });
    }
    const written = await writeOnce(tx, firsts);
    if (!isCounted && written.some((each) => "outcome" in each && each.outcome === "created")) {
      await countLeadsAnew(tx);
      isCounted = true;
    }
    return [...rejections, ...repeated, ...written];
  };

  return {
    write,
    get createdMentees() {
      return created.createdMentees;
    },
    get createdCohorts() {
      return created.createdCohorts;
    },
  };
}

/** What follows is planned by what has been written, where the planner still takes the tables for empty. */
async function countLeadsAnew(tx: Transaction): Promise<void> {
  await tx.execute(sql`select placar_count_leads_anew()`);
}

/** Why the database refused some row; undefined where the fault lies elsewhere. Classes 22 and 23: bad data, broken constraints. */
function refusal(error: unknown): Reason | undefined {
  const cause = ((error as { cause?: unknown }).cause ?? error) as { code?: unknown; message?: unknown };
  return typeof cause.code === "string" && /^2[23]/.test(cause.code)
    ? ["refused", String(cause.message)]
    : undefined;
}
