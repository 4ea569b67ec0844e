import { sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import type { ReadyRow, RowSql } from "./given-rows.server.ts";

/** What there is of a row's lead. */
export interface FoundLead {
  line: number;
  /** Where the file named this external id before; then nothing else is known. */
  firstLine?: number;
  /** Absent where there is no such lead. */
  id?: string;
  deleted: boolean;
  /** The lead is not as the row says. */
  differs: boolean;
}

/** Remembers the external ids of a file for as long as its transaction lasts, so that a second row for a lead is noticed. */
export async function startRemembering(tx: Transaction): Promise<void> {
  await tx.execute(
    sql`create temporary table imported_rows (external_id text primary key, line integer not null) on commit drop`,
  );
}

/** Looks up the leads of these rows, and remembers their external ids. In the order of the rows. */
export async function findLeads(
  tx: Transaction,
  organizationId: string,
  { given, news }: RowSql,
  rows: readonly ReadyRow[],
): Promise<FoundLead[]> {
  const now = sql.join(
    news.map(({ column }) => sql`l.${sql.identifier(column)}`),
    sql`, `,
  );
  const said = sql.join(
    news.map(({ value }) => value),
    sql`, `,
  );
  const differs = news.length === 0 ? sql`false` : sql`(${now}) is distinct from (${said})`;
  // Lateral and limited, so that each lead is looked up by its own key whatever the planner believes of the table's size.
  const { rows: found } = await tx.execute<{
    line: number;
    first_line: number | null;
    id: string | null;
    deleted: boolean | null;
    differs: boolean | null;
  }>(sql`
    with given as materialized (select * from ${given(rows)} as each),
    remembered as (
      insert into imported_rows select external_id, line from given order by line on conflict do nothing returning external_id, line
    )
    select r.line, coalesce(same.line, earlier.line) as first_line, lead.id, lead.deleted, lead.differs
    from given r
      left join remembered mine on mine.line = r.line
      left join remembered same on mine.line is null and same.external_id = r.external_id
      left join imported_rows earlier on mine.line is null and earlier.external_id = r.external_id
      left join lateral (
        select l.id, l.deleted_at is not null as deleted, ${differs} as differs
        from leads l where l.organization_id = ${organizationId} and l.external_id = r.external_id limit 1
      ) lead on mine.line is not null
    order by r.line`);
  return found.map(({ line, first_line, id, deleted, differs }) => ({
    line,
    ...(first_line !== null && { firstLine: first_line }),
    ...(id !== null && { id }),
    deleted: deleted ?? false,
    differs: differs ?? false,
  }));
}
