import { sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import type { ReadyRow, RowSql } from "./given-rows.server.ts";

/** What there is of a row's lead. */
export interface FoundLead {
  line: number;
  /** Absent where there is no such lead. */
  id?: string;
  deleted: boolean;
  /** The lead is not as the row says. */
  differs: boolean;
}

/** Looks up the leads of these rows. In the order of the rows. */
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
  // Lateral and limited, so that each lead is looked up by its own key. The organization is no constant: of one that was not there when the table was
  // counted the planner believes that it has no leads, and any index that begins with the organization would do.
  const { rows: found } = await tx.execute<{
    line: number;
    id: string | null;
    deleted: boolean | null;
    differs: boolean | null;
  }>(sql`
    with r as materialized (select * from ${given(rows.map((row) => ({ ...row, ...(row.leadId && { id: row.leadId }) })))} as each)
    select r.line, lead.id, lead.deleted, lead.differs
    from r
      left join lateral (
        select l.id, l.deleted_at is not null as deleted, ${differs} as differs
        from leads l where l.organization_id = (select ${organizationId}::uuid) and l.external_id = r.external_id and r.id is null
        union all
        select l.id, l.deleted_at is not null, ${differs}
        from leads l where l.organization_id = (select ${organizationId}::uuid) and l.id = r.id
        limit 1
      ) lead on true
    order by r.line`);
  return found.map(({ line, id, deleted, differs }) => ({
    line,
    ...(id !== null && { id }),
    deleted: deleted ?? false,
    differs: differs ?? false,
  }));
}
