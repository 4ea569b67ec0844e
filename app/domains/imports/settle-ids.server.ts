import { sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import type { LeadRow, Rejection } from "./lead-row.ts";
import type { Mapping } from "./mapping.ts";
import type { Reason } from "./reason.ts";

/** A row of which it is known whose it is. */
export interface KeyedRow extends LeadRow {
  /** The same for all rows of one lead, whichever of its ids they have; of no other's. */
  key: string;
  /** Of a lead that is named by our own id: whose it is. */
  holder?: { menteeId: string; mentee: string };
}

export interface SettledIds {
  rows: KeyedRow[];
  rejections: Rejection[];
}

interface Held extends Record<string, unknown> {
  id: string;
  external_id: string | null;
  mentee_id: string;
  mentee: string;
}

/** Looks up the leads that rows name by our own ids. Those that nobody here has are rejected, and those with another's external id. */
export async function settleIds(
  tx: Transaction,
  rows: readonly LeadRow[],
  { fields }: Mapping,
): Promise<SettledIds> {
  const ids = rows.flatMap(({ leadId }) => leadId ?? []);
  const held = new Map((ids.length === 0 ? [] : await findHeld(tx, ids)).map((lead) => [lead.id, lead]));
  const settled: SettledIds = { rows: [], rejections: [] };
  for (const row of rows) {
    const { line, leadId, externalId } = row;
    const reject = (column: string | undefined, reason: Reason) =>
      settled.rejections.push({ line, ...(column !== undefined && { column }), reason });
    if (!leadId) {
      settled.rows.push({ ...row, key: externalId ?? "" });
      continue;
    }
    const lead = held.get(leadId);
    if (lead === undefined) reject(fields.leadId?.column, ["unknownLead"]);
    else if (externalId && externalId !== lead.external_id)
      reject(fields.externalId?.column, ["externalIdStays"]);
    else
      settled.rows.push({
        ...row,
        // No external id begins with a blank.
        key: lead.external_id ?? ` ${leadId}`,
        holder: { menteeId: lead.mentee_id, mentee: lead.mentee },
      });
  }
  return settled;
}

/** Row-level security leaves out those of other organizations. */
async function findHeld(tx: Transaction, ids: readonly string[]): Promise<Held[]> {
  const { rows } = await tx.execute<Held>(sql`
    select lead.* from unnest(array(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))::uuid[]) as given(id)
      cross join lateral (
        select l.id, l.external_id, l.mentee_id, m.business_name as mentee
        from leads l join mentees m on m.organization_id = l.organization_id and m.id = l.mentee_id
        where l.id = given.id limit 1
      ) lead`);
  return rows;
}
