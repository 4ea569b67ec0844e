import { type AnyColumn, and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { by, keyset } from "#app/db/keyset/index.ts";
import { isoInstant, within } from "#app/db/local-time.ts";
import {
  type ActivityMeta,
  activityLog,
  cohorts,
  invitations,
  tags as labels,
  leads,
  members,
  mentees,
  users,
} from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";
import { type ActivityFilter, systemActor } from "./activity-filter.ts";

export interface ActivityEntry {
  id: string;
  at: string;
  /** Null where an import, a job or an operator did it, or the person is gone. */
  by: string | null;
  /** The command's name. */
  action: string;
  recordType: string;
  recordId: string | null;
  /** What the record is called now; null where it has no name, or is not there any more. */
  recordName: string | null;
  /** It has a page of its own: it is there, and not in the bin. */
  open: boolean;
  /** Whom it was about beside the record: who mentors a cohort. */
  concerned: string | null;
  meta: ActivityMeta;
}

export interface ActivityArgs {
  filter: ActivityFilter;
  /** A cursor of another page; at most one of the two. */
  after?: string | undefined;
  before?: string | undefined;
  pageSize: number;
  /** IANA; the organization's, in which the filter's dates begin and end. */
  timeZone: string;
  /** The application's secret, with which cursors are made. */
  cursorSecret: string;
}

export interface ActivityPage {
  /** The latest first. */
  rows: ActivityEntry[];
  /** Cursors; null where there is no such page. */
  previous: string | null;
  next: string | null;
}

const latestFirst = keyset({
  name: "activity.list",
  columns: [by(activityLog.createdAt, "desc")],
  unique: by(activityLog.id, "desc"),
});

/**
 * One page of who did what to which record.
 * @throws InvalidCursorError for a cursor that was not made for this list
 */
export const listActivity = declareQuery({
  name: "activity.list",
  scope: "organization",
  permission: "activity.read",
  // Names of records change by commands of the organization, each of which is among its activity.
  tags: ({ organizationId }) => [tags.activity(organizationId), tags.people(organizationId)],
  lifetime: minutes(5),
  load: async (read, args: ActivityArgs, { organizationId }): Promise<ActivityPage> => {
    const { filter, after, before, pageSize, timeZone, cursorSecret } = args;
    const page = latestFirst.page({
      after,
      before,
      size: pageSize,
      secret: cursorSecret,
      boundTo: [organizationId, timeZone, { ...filter }],
    });
    const [rows] = await read((db) => [
      page.select(({ where, cursorColumns }) =>
        db
          .select({ ...entryColumns, ...cursorColumns })
          .from(activityLog)
          .where(and(eq(activityLog.organizationId, organizationId), matching(filter, timeZone), where)),
      ),
    ]);
    return page.result(rows);
  },
});

function matching({ by, record, action, from, to }: ActivityFilter, timeZone: string): SQL | undefined {
  return and(
    by === undefined
      ? undefined
      : by === systemActor
        ? isNull(activityLog.actorId)
        : eq(activityLog.actorId, by),
    record && eq(activityLog.recordType, record),
    action === undefined ? undefined : eq(activityLog.action, action),
    within(activityLog.createdAt, { from, to }, timeZone),
  );
}

/** A record of one of the organization's own tables, by the id that the entry has. */
const recordOf = (table: { organizationId: AnyColumn }, id: AnyColumn) =>
  sql`${table} where ${table.organizationId} = ${activityLog.organizationId} and ${id} = ${activityLog.recordId}`;

const entryColumns = {
  id: sql<string>`${activityLog.id}::text`.as("entry_id"),
  at: isoInstant(activityLog.createdAt).as("shown_at"),
  by: sql<string | null>`(select ${users.name} from ${users} where ${users.id} = ${activityLog.actorId})`.as(
    "by",
  ),
  action: activityLog.action,
  recordType: activityLog.recordType,
  recordId: activityLog.recordId,
  recordName: sql<string | null>`case ${activityLog.recordType}
    when 'lead' then (select ${leads.name} from ${recordOf(leads, leads.id)})
    when 'cohort' then (select ${cohorts.name} from ${recordOf(cohorts, cohorts.id)})
    when 'mentee' then (select ${mentees.businessName} from ${recordOf(mentees, mentees.id)})
    when 'tag' then (select ${labels.name} from ${recordOf(labels, labels.id)})
    when 'member' then (select ${users.name} from ${users} where ${users.id} = ${activityLog.recordId})
    when 'invitation' then (select ${invitations.email} from ${recordOf(invitations, invitations.id)})
  end`.as("record_name"),
  open: sql<boolean>`case ${activityLog.recordType}
    when 'lead' then exists (select 1 from ${recordOf(leads, leads.id)} and ${leads.deletedAt} is null)
    when 'cohort' then exists (select 1 from ${recordOf(cohorts, cohorts.id)})
    when 'mentee' then exists (select 1 from ${recordOf(mentees, mentees.id)})
    when 'tag' then exists (select 1 from ${recordOf(labels, labels.id)})
    when 'member' then exists (select 1 from ${recordOf(members, members.userId)})
    when 'invitation' then exists (select 1 from ${recordOf(invitations, invitations.id)} and ${invitations.status} = 'pending')
    else false
  end`.as("open"),
  concerned: sql<
    string | null
  >`(select ${users.name} from ${users} where ${users.id} = (${activityLog.meta} ->> 'userId')::uuid)`.as(
    "concerned",
  ),
  meta: activityLog.meta,
};
