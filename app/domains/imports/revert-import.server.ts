import { sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { declareCommand } from "#app/domains/declare-command.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { activityLog, type ImportObstacle, imports } from "#schema";
import { awaitTurn, type HeldImport, isHeld, SupersededError } from "./import-record.server.ts";

/** As many obstacles are named. */
const named = 50;

/**
 * Takes an import back, as if it had never been: leads that it created are deleted, leads that it changed get back what they were, their
 * history too. Mentees and cohorts stay. Where anybody has worked on one of these leads since, nothing is done, and the leads are named.
 * @returns how many leads stand in the way
 * @throws SupersededError
 */
export const revertImport = declareCommand({
  name: "imports.revert",
  scope: "system",
  touches: ({ organizationId = "" }, _held: HeldImport, obstacles: number) => [
    obstacles > 0 ? tags.imports(organizationId) : tags.everything(organizationId),
  ],
  run: async (tx, held: HeldImport, { organizationId = "" }): Promise<number> => {
    const { importId } = held;
    await awaitTurn(tx, organizationId);
    const { count, first } = await findObstacles(tx, importId);
    if (count === 0) await takeBack(tx, importId);
    const [reverted] = await tx
      .update(imports)
      .set(
        count === 0
          ? { status: "reverted", revertedAt: sql`now()`, finishedAt: sql`now()` }
          : { status: "done", failure: ["changedSince", count], obstacles: first, finishedAt: sql`now()` },
      )
      .where(isHeld(held))
      .returning({ createdBy: imports.createdBy, file: imports.fileName });
    if (!reverted) throw new SupersededError(`The import ${importId} is another runner's.`);
    if (count === 0)
      await tx.insert(activityLog).values({
        organizationId,
        action: "imports.reverted",
        recordType: "import",
        recordId: importId,
        meta: { file: reverted.file },
      });
    return count;
  },
});

/** Locks the leads that an import made or changed, and finds those that are not as it left them. */
async function findObstacles(
  tx: Transaction,
  importId: string,
): Promise<{ count: number; first: ImportObstacle[] }> {
  await tx.execute(
    sql`select 1 from leads l join import_rows r on r.lead_id = l.id where r.import_id = ${importId} for update of l`,
  );
  const { rows } = await tx.execute<
    ImportObstacle & { count: string | number } & Record<string, unknown>
  >(sql`
    select line, lead_id as "leadId", why, count(*) over () as count from (
      select r.line, r.lead_id, case
        when l.deleted_at is not null then 'deleted'
        when l.row_version <> r.row_version then 'changed'
        when r.outcome = 'created' and (
          exists (select 1 from interactions i where i.organization_id = r.organization_id and i.lead_id = r.lead_id)
          or exists (select 1 from tasks t where t.organization_id = r.organization_id and t.lead_id = r.lead_id)
          or exists (select 1 from lead_tags g where g.organization_id = r.organization_id and g.lead_id = r.lead_id)
          or exists (select 1 from leads m where m.organization_id = r.organization_id and m.merged_into_id = r.lead_id)) then 'used'
        end as why
      from import_rows r join leads l on l.organization_id = r.organization_id and l.id = r.lead_id
      where r.import_id = ${importId} and r.outcome <> 'rejected'
    ) looked where why is not null order by line limit ${named}`);
  return {
    count: Number(rows[0]?.count ?? 0),
    first: rows.map(({ line, leadId, why }) => ({ line, leadId, why })),
  };
}

/** The trigger of the furthest stage knows this command and lets a lead fall back. */
async function takeBack(tx: Transaction, importId: string): Promise<void> {
  const changed = sql`select r.lead_id, r.before from import_rows r where r.import_id = ${importId} and r.outcome = 'updated'`;
  await tx.execute(sql`
    with changed as materialized (${changed}),
    gone as (
      delete from lead_status_changes c using changed r
      where c.lead_id = r.lead_id
        and not exists (select 1 from jsonb_array_elements(r.before -> 'moves') m where (m ->> 0)::uuid = c.id)
    ),
    moved as (
      update lead_status_changes c set changed_at = (m ->> 1)::timestamptz
      from changed r, jsonb_array_elements(r.before -> 'moves') m
      where c.id = (m ->> 0)::uuid and c.changed_at <> (m ->> 1)::timestamptz
    )
    update leads l set name = b.name, email = b.email, phone = b.phone, source = b.source, value = b.value, mentee_id = b.mentee_id,
      entered_at = b.entered_at, status = b.status, won_at = b.won_at, lost_reason = b.lost_reason, reached_rank = b.reached_rank,
      row_version = l.row_version + 1, updated_at = now()
    from changed r, jsonb_to_record(r.before) as b(name text, email text, phone text, source text, value bigint, mentee_id uuid,
      entered_at timestamptz, status lead_status, won_at timestamptz, lost_reason text, reached_rank smallint)
    where l.id = r.lead_id`);
  await tx.execute(sql`
    delete from leads where id in (
      select r.lead_id from import_rows r where r.import_id = ${importId} and r.outcome = 'created')`);
}
