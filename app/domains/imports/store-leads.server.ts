import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import type { LeadStatus } from "#schema";
import type { ReadyRow, RowSql } from "./given-rows.server.ts";

/** Whose leads, and which import notes them. */
export interface ImportOf {
  organizationId: string;
  importId: string;
}

/** Creates leads. One that comes in as won was new when it entered and moved when it was won. */
export async function createLeads(
  tx: Transaction,
  { organizationId, importId }: ImportOf,
  { given }: RowSql,
  rows: readonly ReadyRow[],
  initialStatus: LeadStatus,
): Promise<void> {
  if (rows.length === 0) return;
  const organization = sql`${organizationId}::uuid`;
  const born = rows.map((row) => {
    const status = row.status ?? initialStatus;
    return { ...row, status, id: newId(), birthId: newId(), ...(status === "won" && { moveId: newId() }) };
  });
  await tx.execute(sql`
    with given as materialized (select * from ${given(born)} as each),
    created as (
      insert into leads (id, organization_id, external_id, mentee_id, name, email, phone, source, value, status, lost_reason, entered_at, won_at)
      select id, ${organization}, external_id, mentee_id, name, email, phone, source, value, status, lost_reason, entered_at, won_at
      from given
    ),
    noted as (
      insert into import_rows (organization_id, import_id, line, outcome, lead_id, row_version)
      select ${organization}, ${importId}::uuid, line, 'created', id, 1 from given
    )
    insert into lead_status_changes (id, organization_id, lead_id, from_status, to_status, changed_at)
    select birth_id, ${organization}, id, null::lead_status, case when status = 'won' then 'new' else status end, entered_at from given
    union all
    select move_id, ${organization}, id, 'new', status, won_at from given where status = 'won'`);
}

/**
 * Makes leads as their rows say. A change of status is a move: a win at its date, anything else now. A corrected date corrects
 * the move that it belongs to.
 *
 * @param rows with the id of the lead of each
 */
export async function updateLeads(
  tx: Transaction,
  { organizationId, importId }: ImportOf,
  { given, news, has }: RowSql,
  rows: readonly (ReadyRow & { id: string })[],
): Promise<void> {
  if (rows.length === 0) return;
  const organization = sql`${organizationId}::uuid`;
  const sets = sql.join(
    news.map(({ column, value }) => sql`${sql.identifier(column)} = ${value}`),
    sql`, `,
  );
  const moving = rows.map((row) => ({ ...row, moveId: newId() }));
  // Found through an array of ids, so that the primary key is used whatever the planner believes of the table's size.
  await tx.execute(sql`
    with given as materialized (select * from ${given(moving)} as each),
    before as materialized (
      select l.id, l.status, ${factsBefore(organization)} as facts
      from leads l where l.id = any (array(select id from given)) and l.organization_id = ${organization} for update of l
    ),
    updated as (
      update leads l set ${sets}, row_version = l.row_version + 1, updated_at = now()
      from given r join before on before.id = r.id
      where l.id = r.id and l.id = any (array(select id from given))
      returning l.id, r.line, r.move_id, before.status as old_status, before.facts, l.status, l.entered_at, l.won_at, l.row_version
    ),
    noted as (
      insert into import_rows (organization_id, import_id, line, outcome, lead_id, row_version, before)
      select ${organization}, ${importId}::uuid, line, 'updated', id, row_version, facts from updated
    ),
    moved as (
      insert into lead_status_changes (id, organization_id, lead_id, from_status, to_status, changed_at)
      select move_id, ${organization}, id, old_status, status, coalesce(won_at, now()) from updated where status <> old_status
    )
    update lead_status_changes c set changed_at = case when c.from_status is null then u.entered_at else u.won_at end
    from updated u
    where c.organization_id = ${organization} and c.lead_id = u.id and (
      c.from_status is null and c.changed_at <> u.entered_at and ${has("enteredAt")}::boolean
      or c.from_status is not null and c.to_status = 'won' and c.changed_at <> u.won_at
        and u.old_status = 'won' and u.status = 'won' and c.id = (
          select latest.id from lead_status_changes latest
          where latest.organization_id = ${organization} and latest.lead_id = u.id and latest.to_status = 'won'
          order by latest.changed_at desc, latest.id desc limit 1))`);
}

/** What an import may change of a lead `l`, as {@link LeadBefore} has it: what is taken back reads it (revert-import.server.ts). */
const factsBefore = (organization: SQL) => sql`jsonb_build_object(
  'name', l.name, 'email', l.email, 'phone', l.phone, 'source', l.source, 'value', l.value, 'mentee_id', l.mentee_id,
  'entered_at', l.entered_at, 'status', l.status, 'won_at', l.won_at, 'lost_reason', l.lost_reason, 'reached_rank', l.reached_rank,
  'moves', (
    select coalesce(jsonb_agg(jsonb_build_array(c.id, c.changed_at)), '[]'::jsonb) from lead_status_changes c
    where c.organization_id = ${organization} and c.lead_id = l.id))`;
