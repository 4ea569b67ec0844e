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
  const repeated = await firstLines(tx, rows, sql`select external_id, line from imported_rows`);
  await tx.execute(sql`
    insert into imported_rows select external_id, min(line) from ${givenRows(rows)} group by external_id on conflict do nothing`);
  return repeated;
}

/**
 * Finds the rows that are not the first with their external ids.
 * @param seen selects external_id and line of earlier rows; may name `given`, the rows at hand
 * @returns for each of them, the line of the first
 */
export async function firstLines(
  tx: Transaction,
  rows: readonly LeadRow[],
  seen: SQL,
): Promise<Map<number, number>> {
  const { rows: again } = await tx.execute<{ line: number; first_line: number }>(sql`
    with given as materialized (select * from ${givenRows(rows)}),
    seen as (${seen}),
    numbered as (
      select g.line, coalesce(e.line, min(g.line) over (partition by g.external_id)) as first_line
      from given g left join seen e using (external_id)
    )
    select line, first_line from numbered where line <> first_line`);
  return new Map(again.map(({ line, first_line }) => [line, first_line]));
}

const givenRows = (rows: readonly LeadRow[]): SQL => {
  const given = JSON.stringify(rows.map(({ externalId, line }) => ({ external_id: externalId, line })));
  return sql`jsonb_to_recordset(${given}::jsonb) as r(external_id text, line integer)`;
};
