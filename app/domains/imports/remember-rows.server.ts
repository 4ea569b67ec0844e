import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import type { KeyedRow } from "./settle-ids.server.ts";

/** Remembers whose the rows of a file are for as long as its transaction lasts, so that a second row for a lead is noticed. */
export async function startRemembering(tx: Transaction): Promise<void> {
  await tx.execute(
    sql`create temporary table imported_rows (key text primary key, line integer not null) on commit drop`,
  );
}

/**
 * Remembers rows, outside of any savepoint: whether a row is the second for its lead depends on the file alone, not on what
 * became of the first, else importing the file again could take other rows than before.
 *
 * @returns for each row that is not the first for its lead, the line of the first
 */
export async function rememberRows(tx: Transaction, rows: readonly KeyedRow[]): Promise<Map<number, number>> {
  const remember = sql`insert into imported_rows select key, min(line) from given group by key on conflict do nothing`;
  return firstLines(
    tx,
    rows,
    sql`select e.line from imported_rows e where e.key = given.key`,
    sql`, remembered as (${remember})`,
  );
}

/**
 * Finds the rows that are not the first for their leads.
 * @param seen selects the line of the earlier row for the lead of the row called `given`
 * @param more what is done with all these rows, as more queries of the WITH list
 * @returns for each of them, the line of the first
 */
export async function firstLines(
  tx: Transaction,
  rows: readonly KeyedRow[],
  seen: SQL,
  more: SQL = sql``,
): Promise<Map<number, number>> {
  const said = JSON.stringify(rows.map(({ key, line }) => ({ key, line })));
  // Looked up one by one: joined, all earlier rows would be read for each piece of the file.
  const { rows: again } = await tx.execute<{ line: number; first_line: number }>(sql`
    with given as materialized (
      select * from jsonb_to_recordset(${said}::jsonb) as r(key text, line integer)
    ),
    numbered as (
      select given.line, coalesce(earlier.line, min(given.line) over (partition by given.key)) as first_line
      from given left join lateral (${seen} limit 1) earlier on true
    )${more}
    select line, first_line from numbered where line <> first_line`);
  return new Map(again.map(({ line, first_line }) => [line, first_line]));
}
