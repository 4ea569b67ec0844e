import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import type { LeadRow } from "./lead-row.ts";

/** Remembers the external ids of a file for as long as its transaction lasts, so that a second row for a lead is noticed. */
export async function startRemembering(tx: Transaction): Promise<void> {
  await tx.execute(
    sql`create temporary table imported_rows (external_id text primary key, line integer not null) on commit drop`,
  );
}

/**
 * Remembers rows, outside of any savepoint: whether a row is the second for its lead depends on the file alone, not on what
 * became of the first, else importing the file again could take other rows than before.
 *
 * @returns for each row that is not the first with its external id, the line of the first
 */
export async function rememberRows(tx: Transaction, rows: readonly LeadRow[]): Promise<Map<number, number>> {
  const remember = sql`insert into imported_rows select external_id, min(line) from given group by external_id on conflict do nothing`;
  return firstLines(
    tx,
    rows,
    sql`select e.line from imported_rows e where e.external_id = given.external_id`,
    sql`, remembered as (${remember})`,
  );
}

/**
 * Finds the rows that are not the first with their external ids.
 * @param seen selects the line of the earlier row that has the external id of the row called `given`
 * @param more what is done with all these rows, as more queries of the WITH list
 * @returns for each of them, the line of the first
 */
export async function firstLines(
  tx: Transaction,
  rows: readonly LeadRow[],
  seen: SQL,
  more: SQL = sql``,
): Promise<Map<number, number>> {
  const said = JSON.stringify(rows.map(({ externalId, line }) => ({ external_id: externalId, line })));
  // Looked up one by one: joined, all earlier rows would be read for each piece of the file.
  const { rows: again } = await tx.execute<{ line: number; first_line: number }>(sql`
    with given as materialized (
      select * from jsonb_to_recordset(${said}::jsonb) as r(external_id text, line integer)
    ),
    numbered as (
      select given.line, coalesce(earlier.line, min(given.line) over (partition by given.external_id)) as first_line
      from given left join lateral (${seen} limit 1) earlier on true
    )${more}
    select line, first_line from numbered where line <> first_line`);
  return new Map(again.map(({ line, first_line }) => [line, first_line]));
}
