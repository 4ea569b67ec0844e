import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { newIdSql } from "#app/db/new-id-sql.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { type ActivityMeta, activityLog, type LeadStatus, leads } from "#schema";
import { type Touched, touchesNothing } from "../declare-command.server.ts";
import { ConflictError } from "../errors.ts";
import { noteActivity } from "../note-activity.server.ts";
import { tags } from "../tags.server.ts";
import type { BulkSelection } from "./bulk-selection.ts";
import { selectedLeads } from "./selected-leads.server.ts";

export interface BulkInput {
  /** Drawn with the form: what is sent twice is done once. */
  bulkId: string;
  selection: BulkSelection;
  /** How many leads the selection had when the question was asked. */
  count: number;
  /** IANA; the organization's. */
  timeZone: string;
}

export interface BulkResult {
  changed: number;
  /** Were as they should be already. */
  skipped: number;
  /** Might not be changed so. */
  barred: number;
  /** Of what changed; undefined where that is much, or was done before. */
  ids?: string[];
}

export interface ManyLeads {
  /** What each lead's own history calls it. */
  action: string;
  /** Of a lead: whether it is still to be changed. */
  applies: SQL;
  /** Of a lead: whether it may be; any unless given. */
  allowed?: SQL;
  /** What writes them: a statement over `locked` (id, status) that returns the `id` of each lead that changed. */
  write: SQL;
  /** Leads that are only marked are held from being changed or deleted, and no more; see {@link changeMany}. */
  lock?: "update" | "share";
  /** A move, for the history of stages. */
  moved?: { to: LeadStatus; at: SQL };
  /** Told of each lead. */
  meta?: ActivityMeta;
}

/** Which of the locked leads are written. */
export const writable: SQL = sql`locked.applies and locked.allowed`;

/** Writes columns of the leads; the version goes up by itself. */
export function settingColumns(set: Readonly<Record<string, SQL>>): SQL {
  const sets = Object.entries(set).map(([column, value]) => sql`${sql.identifier(column)} = ${value}`);
  return sql`update ${leads} set ${sql.join(sets, sql`, `)}, row_version = ${leads.rowVersion} + 1, updated_at = now()
    from locked where ${leads.id} = locked.id and ${writable} returning ${leads.id} as id`;
}

/** Beyond so many, everything in the organization is read afresh. */
const mostTags = 100;

/**
 * Changes many leads by one statement, whatever their number: locks them in the order of their ids, so that two such changes never wait for each
 * other crosswise, then writes leads, history and activity together.
 * @param command as the organization's activity has it
 * @param prepare not asked where the same form did it before
 * @throws ConflictError where the selection has another number of leads by now
 */
export async function changeMany(
  tx: Transaction,
  scope: OrganizationScope,
  { bulkId, selection, count, timeZone }: BulkInput,
  command: string,
  prepare: () => ManyLeads | Promise<ManyLeads>,
): Promise<BulkResult> {
  const before = await doneBefore(tx, bulkId, command);
  if (before) return before;
  const many = await prepare();
  const { action, applies, allowed = sql`true`, write, lock = "update", moved, meta = {} } = many;
  const own = sql`${scope.organizationId}::uuid`;
  const actor = sql`${scope.userId}::uuid`;
  const history = moved
    ? sql`, history as (
        insert into lead_status_changes (id, organization_id, lead_id, from_status, to_status, changed_at, changed_by)
        select ${newIdSql}, ${own}, id, status, ${moved.to}::lead_status, ${moved.at}, ${actor} from changed join locked using (id))`
    : sql``;
  const ofEach = sql`${JSON.stringify({ ...meta, bulk: bulkId })}::jsonb`;
  // What a move came from and led to is told of each, as of one alone.
  const told = moved ? sql`jsonb_build_object('from', status, 'to', ${moved.to}::text) || ${ofEach}` : ofEach;
  const {
    rows: [result],
  } = await tx.execute<{ found: number; barred: number; changed: number; ids: string[] }>(sql`
    with locked as materialized (
      select ${leads.id} as id, ${leads.status} as status, ${applies} as applies, ${allowed} as allowed
      from ${leads} where ${selectedLeads(selection, timeZone)} order by ${leads.id} for ${sql.raw(lock)} of leads
    ), changed as (${write})${history}, noted as (
      insert into activity_log (organization_id, actor_id, action, record_type, record_id, meta)
      select ${own}, ${actor}, ${action}, 'lead', id, ${told} from changed join locked using (id)
    )
    select (select count(*)::int from locked) as found, (select count(*)::int from locked where applies and not allowed) as barred,
      (select count(*)::int from changed) as changed,
      (select coalesce(array_agg(id::text), '{}') from (select id from changed limit ${mostTags + 1}) as few) as ids`);
  const { found, barred, changed, ids } = result ?? { found: 0, barred: 0, changed: 0, ids: [] };
  if (found !== count) throw new ConflictError(`There are ${found} leads instead of ${count}.`);
  const skipped = found - changed - barred;
  // Nothing to tell, and nothing that a second time could do.
  if (changed === 0) return { changed, skipped, barred, ids: [] };
  await noteActivity(tx, scope, {
    ...{ action: command, recordType: "bulk", recordId: bulkId },
    meta: { ...meta, ...(moved && { to: moved.to }), changed, skipped, ...(barred > 0 && { barred }) },
  });
  return { changed, skipped, barred, ...(ids.length <= mostTags && { ids }) };
}

/** What became of it the first time; somebody who sends the same form meanwhile waits for that. */
async function doneBefore(tx: Transaction, bulkId: string, command: string): Promise<BulkResult | undefined> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${bulkId}, 0))`);
  const [done] = await tx
    .select({ meta: activityLog.meta })
    .from(activityLog)
    .where(and(eq(activityLog.recordId, bulkId), eq(activityLog.action, command)));
  if (!done) return undefined;
  const { changed, skipped, barred = 0 } = done.meta;
  return { changed: Number(changed), skipped: Number(skipped), barred: Number(barred), ids: [] };
}

/** What readers see of many changed leads. */
export function touchedByMany({ organizationId }: OrganizationScope, { changed, ids }: BulkResult): Touched {
  if (changed === 0 || ids?.length === 0) return touchesNothing;
  if (ids === undefined) return [tags.everything(organizationId)];
  return [tags.leads(organizationId), ...ids.map((id) => tags.lead(organizationId, id))];
}
