import { and, eq, exists, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, unionAll } from "drizzle-orm/pg-core";
import { minutes } from "#app/cache/index.ts";
import type { StatementBuilder } from "#app/db/database.ts";
import { by, keyset } from "#app/db/keyset/index.ts";
import { isoInstant, localDaysBetween } from "#app/db/local-time.ts";
import {
  type ActivityMeta,
  activityLog,
  type InteractionKind,
  importRows,
  imports,
  interactions,
  type LeadStatus,
  leadStatusChanges,
  leads,
  tasks,
  users,
} from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";
import { type NotedAction, notedActions } from "./noted-actions.ts";

/** What happened to a lead; `by` is null where an import or a job did it, or the person is gone. */
export type LeadEvent = { id: string; at: string; by: string | null } & (
  | {
      kind: "moved";
      from: LeadStatus | null;
      to: LeadStatus;
      /** Local days in the stage it came from; null where the history does not tell. */
      days: number | null;
    }
  | { kind: "interaction"; as: InteractionKind; body: string; byId: string | null }
  | { kind: "imported"; file: string }
  | { kind: "importReverted"; file: string }
  /** Something that was to be done, and is. */
  | { kind: "task"; title: string }
  | { kind: "noted"; action: NotedAction; meta: ActivityMeta }
);

export interface TimelineArgs {
  /** A UUID in lower case. */
  leadId: string;
  /** IANA; the organization's. */
  timeZone: string;
  /** A cursor of another page; at most one of the two. */
  after?: string | undefined;
  before?: string | undefined;
  pageSize: number;
  /** The application's secret, with which cursors are made. */
  cursorSecret: string;
}

export interface TimelinePage {
  /** Newest first. */
  events: LeadEvent[];
  /** Cursors; null where there is no such page. */
  previous: string | null;
  next: string | null;
}

const newestFirst = keyset({
  name: "leads.timeline",
  columns: [by(sql`"events"."at"`, "desc", { type: "timestamp with time zone", nullable: false })],
  unique: by(sql`"events"."id" collate "C"`, "desc", { type: "text", nullable: false }),
});

/**
 * One page of what happened to a lead: moves, interactions, follow-ups that are done, corrections. Empty where there is no such lead, or none that this person may see.
 * @throws InvalidCursorError for a cursor that was not made for this lead
 */
export const getTimeline = declareQuery({
  name: "leads.timeline",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }, { leadId }: TimelineArgs) => [
    tags.lead(organizationId, leadId),
    tags.people(organizationId),
  ],
  lifetime: minutes(30),
  load: async (read, args: TimelineArgs, scope): Promise<TimelinePage> => {
    const { leadId, timeZone, after, before, pageSize, cursorSecret } = args;
    const page = newestFirst.page({
      after,
      before,
      size: pageSize,
      secret: cursorSecret,
      boundTo: [scope.organizationId, leadId],
    });
    const [found] = await read((db) => {
      const events = eventsOf(db, leadId, timeZone);
      const { where, cursorColumns, orderBy, limit } = page;
      return [
        db
          .select({
            id: events.id,
            at: isoInstant(sql`${events.at}`).as("shown_at"),
            by: sql<
              string | null
            >`(select ${users.name} from ${users} where ${users.id} = "events"."actor_id")`.as("by"),
            byId: events.actorId,
            kind: events.kind,
            from: events.fromStatus,
            to: events.toStatus,
            days: events.days,
            body: events.body,
            meta: events.meta,
            ...cursorColumns,
          })
          .from(events)
          .where(where)
          .orderBy(...orderBy)
          .limit(limit),
      ];
    });
    const { rows, previous, next } = page.result(found);
    return { events: rows.map(eventOf), previous, next };
  },
});

interface Row {
  id: string;
  at: string;
  by: string | null;
  byId: string | null;
  kind: string;
  from: LeadStatus | null;
  to: LeadStatus | null;
  days: number | null;
  body: string | null;
  meta: ActivityMeta | null;
}

function eventOf({ id, at, by, byId, kind, from, to, days, body, meta }: Row): LeadEvent {
  if (kind === "task") return { id, at, by, kind, title: body ?? "" };
  if (to !== null) return { id, at, by, kind: "moved", from, to, days };
  if (kind === "imported" || kind === "importReverted") return { id, at, by, kind, file: String(meta?.file) };
  if (meta !== null) return { id, at, by, kind: "noted", action: kind as NotedAction, meta };
  return { id, at, by, kind: "interaction", as: kind as InteractionKind, body: body ?? "", byId };
}

/** Of few rows each, by the lead: what comes before a page's place is read and passed over. */
function eventsOf(db: StatementBuilder, leadId: string, timeZone: string) {
  return unionAll(
    movesOf(db, leadId, timeZone),
    interactionsOf(db, leadId),
    notesOf(db, leadId),
    importsOf(db, leadId, "imported"),
    importsOf(db, leadId, "importReverted"),
    tasksOf(db, leadId),
  ).as("events");
}

function movesOf(db: StatementBuilder, leadId: string, timeZone: string) {
  const { id, changedAt, changedBy, fromStatus, toStatus, createdAt } = leadStatusChanges;
  const inOrder = sql`over (partition by ${leadStatusChanges.leadId} order by ${changedAt}, ${createdAt}, ${id})`;
  const came = sql`lag(${changedAt}) ${inOrder}`;
  const days = localDaysBetween(came, changedAt, timeZone);
  return db
    .select({
      id: sql<string>`${id}::text`.as("id"),
      at: sql<string>`${changedAt}`.as("at"),
      actorId: sql<string | null>`${changedBy}`.as("actor_id"),
      kind: sql<string>`'moved'::text`.as("kind"),
      fromStatus: sql<LeadStatus | null>`${fromStatus}::text`.as("from_status"),
      toStatus: sql<LeadStatus | null>`${toStatus}::text`.as("to_status"),
      // A win that was entered later may stand before the stage it came from.
      days: sql<number | null>`case when lag(${toStatus}) ${inOrder} = ${fromStatus} then ${days} end`.as(
        "days",
      ),
      body: sql<string | null>`null::text`.as("body"),
      meta: sql<ActivityMeta | null>`null::jsonb`.as("meta"),
    })
    .from(leadStatusChanges)
    .where(ofLeadAndMerged(leadStatusChanges.leadId, leadId));
}

const interactionsOf = (db: StatementBuilder, leadId: string) =>
  db
    .select({
      id: sql<string>`${interactions.id}::text`.as("id"),
      at: sql<string>`${interactions.occurredAt}`.as("at"),
      actorId: sql<string | null>`${interactions.userId}`.as("actor_id"),
      kind: sql<string>`${interactions.kind}::text`.as("kind"),
      ...nothingMoved,
      body: sql<string | null>`${interactions.body}`.as("body"),
      meta: sql<ActivityMeta | null>`null::jsonb`.as("meta"),
    })
    .from(interactions)
    .where(eq(interactions.leadId, leadId));

/** Whoever ticked one off last did it. */
const tasksOf = (db: StatementBuilder, leadId: string) =>
  db
    .select({
      id: sql<string>`${tasks.id}::text`.as("id"),
      at: sql<string>`${tasks.doneAt}`.as("at"),
      actorId: sql<string | null>`(select ${activityLog.actorId} from ${activityLog} where ${and(
        eq(activityLog.organizationId, tasks.organizationId),
        eq(activityLog.recordType, "task"),
        eq(activityLog.recordId, tasks.id),
        eq(activityLog.action, "tasks.complete"),
      )} order by ${activityLog.id} desc limit 1)`.as("actor_id"),
      kind: sql<string>`'task'::text`.as("kind"),
      ...nothingMoved,
      body: sql<string | null>`${tasks.title}`.as("body"),
      meta: sql<ActivityMeta | null>`null::jsonb`.as("meta"),
    })
    .from(tasks)
    .where(and(eq(tasks.leadId, leadId), isNotNull(tasks.doneAt)));

/** The log is the whole organization's: who sees the lead sees its entries. */
const notesOf = (db: StatementBuilder, leadId: string) =>
  db
    .select({
      id: sql<string>`${activityLog.id}::text`.as("id"),
      at: sql<string>`${activityLog.createdAt}`.as("at"),
      actorId: sql<string | null>`${activityLog.actorId}`.as("actor_id"),
      kind: sql<string>`${activityLog.action}`.as("kind"),
      ...nothingMoved,
      body: sql<string | null>`null::text`.as("body"),
      meta: sql<ActivityMeta | null>`${activityLog.meta}`.as("meta"),
    })
    .from(activityLog)
    .where(
      and(
        ofLeadAndMerged(activityLog.recordId, leadId),
        inArray(activityLog.action, [...notedActions]),
        exists(db.select({ id: leads.id }).from(leads).where(eq(leads.id, leadId))),
      ),
    );

/** The files that created or changed it, and those taken back. To who may import: others see no import. */
const importsOf = (db: StatementBuilder, leadId: string, kind: "imported" | "importReverted") => {
  const at = kind === "imported" ? importRows.createdAt : imports.revertedAt;
  return db
    .select({
      id: sql<string>`${kind}::text || ${importRows.id}::text`.as("id"),
      at: sql<string>`${at}`.as("at"),
      actorId: sql<string | null>`${imports.createdBy}`.as("actor_id"),
      kind: sql<string>`${kind}::text`.as("kind"),
      ...nothingMoved,
      body: sql<string | null>`null::text`.as("body"),
      meta: sql<ActivityMeta | null>`jsonb_build_object('file', ${imports.fileName})`.as("meta"),
    })
    .from(importRows)
    .innerJoin(
      imports,
      and(eq(imports.organizationId, importRows.organizationId), eq(imports.id, importRows.importId)),
    )
    .where(
      and(
        ofLeadAndMerged(importRows.leadId, leadId),
        isNotNull(at),
        exists(db.select({ id: leads.id }).from(leads).where(eq(leads.id, leadId))),
      ),
    );
};

/** What was merged into a lead keeps its moves and entries; the lead that stayed tells them. */
const ofLeadAndMerged = (column: AnyPgColumn, leadId: string): SQL =>
  sql`${column} = any (array(select ${leadId}::uuid union all select m.id from ${leads} m where m.merged_into_id = ${leadId}))`;

const nothingMoved = {
  fromStatus: sql<LeadStatus | null>`null::text`.as("from_status"),
  toStatus: sql<LeadStatus | null>`null::text`.as("to_status"),
  days: sql<number | null>`null::integer`.as("days"),
};
