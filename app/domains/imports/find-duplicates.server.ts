import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import type { ImportDuplicate, ImportDuplicates } from "#schema";

/** As many are named. */
const named = 100;

/** Of what a rehearsal would create, while its drafts are there. */
export const duplicatesOfRehearsal = (tx: Transaction, importId: string): Promise<ImportDuplicates> =>
  findDuplicates(
    tx,
    sql`select line, outcome = 'created' as fresh, lead_id, name, email, phone, entered_at from import_drafts
      where import_id = ${importId} and outcome is not null`,
  );

/** Of what an import has created, within its transaction. */
export const duplicatesOfImport = (tx: Transaction, importId: string): Promise<ImportDuplicates> =>
  findDuplicates(
    tx,
    sql`select r.line, true as fresh, r.lead_id, l.name, l.email, l.phone, l.entered_at
      from import_rows r cross join lateral (select * from leads where id = r.lead_id limit 1) l
      where r.import_id = ${importId} and r.outcome = 'created'`,
  );

/**
 * Finds the rows that create a lead although one that was there before, or one of an earlier row, has the same e-mail address, in whatever
 * case, or the same phone number. Looked at is what there is after the import: an address that the file takes from a lead is nobody's. Of
 * several leads the oldest that was there before is named, else that of the first row.
 *
 * Sorted and grouped, nowhere joined to itself, and leads are looked up one by one: thousands of rows may share one number, and the planner
 * knows nothing of rows that this transaction has written.
 * @param rows selects what the file created (fresh) or changed: line, fresh, lead_id, name, email, phone, entered_at
 */
async function findDuplicates(tx: Transaction, rows: SQL): Promise<ImportDuplicates> {
  const { rows: found } = await tx.execute<{ total: string | number; first: ImportDuplicate[] | null }>(sql`
    with of_file as materialized (${rows}),
    reached as (
      select lead_id, address, number from placar_leads_reached_by_any(
        array(select distinct lower(email) from of_file where fresh and email is not null),
        array(select distinct phone from of_file where fresh and phone is not null))
    ),
    ways as (
      select 'email' as way, lower(email) as value, lead_id, line, fresh, name, entered_at, true as said from of_file
      union all
      select 'phone', phone, lead_id, line, fresh, name, entered_at, true from of_file
      union all
      select case when r.address is null then 'phone' else 'email' end, coalesce(r.address, r.number), l.id, null, false, null, l.entered_at,
        false
      from reached r cross join lateral (select id, entered_at from leads where id = r.lead_id limit 1) l
    ),
    -- What the file says of a lead goes before what the lead has been.
    current as (
      select *, bool_or(said) over (partition by lead_id) as of_said from ways
    ),
    holders as (
      select way, value, lead_id, line, fresh, name,
        first_value(lead_id) over first_of as match_lead, first_value(case when fresh then line end) over first_of as match_line,
        row_number() over first_of as place
      from current where value is not null and (said or not of_said)
      window first_of as (
        partition by way, value order by fresh, case when not fresh then entered_at end, case when not fresh then lead_id end, line)
    ),
    duplicates as (
      select line, min(name) as name, min(lead_id::text) as lead_id,
        min(case when way = 'email' then jsonb_build_object('leadId', match_lead, 'line', match_line)::text end)::jsonb as email,
        min(case when way = 'phone' then jsonb_build_object('leadId', match_lead, 'line', match_line)::text end)::jsonb as phone
      from holders where fresh and place > 1 group by line
    )
    select (select count(*) from duplicates) as total, (
      select jsonb_agg(jsonb_build_object('line', line, 'name', name, 'leadId', lead_id, 'email', email, 'phone', phone) order by line)
      from (select * from duplicates order by line limit ${named}) first_of_them) as first`);
  return { total: Number(found[0]?.total ?? 0), first: found[0]?.first ?? [] };
}
