import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { by, keyset, type PageResult } from "#app/db/keyset/index.ts";
import { leads, tasks, users } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { ofOpenLead } from "./of-open-lead.server.ts";
import { type Task, taskColumns, taskTags } from "./task-columns.server.ts";

export { ofOpenLead } from "./of-open-lead.server.ts";
export type { Task } from "./task-columns.server.ts";

/** Follow-ups listed on a lead's page. */
const most = 200;

const ofAssignee = eq(users.id, tasks.assigneeId);

/** What is to be done for a lead, the most urgent first, then what is done, the latest first. */
export const listLeadTasks = declareQuery({
  name: "tasks.ofLead",
  scope: "organization",
  permission: "leads.read",
  tags: taskTags,
  lifetime: minutes(30),
  load: async (read, { leadId }: { leadId: string }): Promise<Task[]> => {
    const [rows] = await read((db) => [
      db
        .select(taskColumns)
        .from(tasks)
        .innerJoin(leads, ofOpenLead)
        .leftJoin(users, ofAssignee)
        .where(eq(tasks.leadId, leadId))
        .orderBy(sql`${tasks.doneAt} desc nulls first`, asc(tasks.dueOn), asc(tasks.id))
        .limit(most),
    ]);
    return rows;
  },
});

/** One follow-up of a lead; null where there is none, or none that this person may see. */
export const getTask = declareQuery({
  name: "tasks.get",
  scope: "organization",
  permission: "leads.read",
  tags: taskTags,
  lifetime: minutes(5),
  load: async (read, { leadId, taskId }: { leadId: string; taskId: string }): Promise<Task | null> => {
    const [[row]] = await read((db) => [
      db
        .select(taskColumns)
        .from(tasks)
        .innerJoin(leads, ofOpenLead)
        .leftJoin(users, ofAssignee)
        .where(and(eq(tasks.id, taskId), eq(tasks.leadId, leadId))),
    ]);
    return row ?? null;
  },
});

export interface TaskListArgs {
  /** Of this person alone; of everybody without it. */
  assignee?: string | undefined;
  /** A cursor of another page; at most one of the two. */
  after?: string | undefined;
  before?: string | undefined;
  pageSize: number;
  /** The application's secret, with which cursors are made. */
  cursorSecret: string;
}

const mostUrgent = keyset({ name: "tasks.open", columns: [by(tasks.dueOn, "asc")], unique: tasks.id });

/**
 * One page of what is still to be done, the most urgent first.
 * @throws InvalidCursorError for a cursor that was not made for this list
 */
export const browseTasks = declareQuery({
  name: "tasks.browse",
  scope: "organization",
  permission: "leads.read",
  tags: taskTags,
  lifetime: minutes(5),
  load: async (read, args: TaskListArgs, { organizationId }): Promise<PageResult<Task>> => {
    const { assignee, after, before, pageSize, cursorSecret } = args;
    const page = mostUrgent.page({
      after,
      before,
      size: pageSize,
      secret: cursorSecret,
      boundTo: [organizationId, assignee ?? null],
    });
    const [rows] = await read((db) => [
      page.select(({ where, cursorColumns }) =>
        db
          .select({ ...taskColumns, ...cursorColumns })
          .from(tasks)
          .innerJoin(leads, ofOpenLead)
          .leftJoin(users, ofAssignee)
          .where(and(isNull(tasks.doneAt), assignee ? eq(tasks.assigneeId, assignee) : undefined, where)),
      ),
    ]);
    return page.result(rows);
  },
});

export interface DueTasksArgs {
  /** Local date up to which they are due. */
  until: string;
  most: number;
}

/** What should be done by now, the most overdue first. */
export const listDueTasks = declareQuery({
  name: "tasks.due",
  scope: "organization",
  permission: "leads.read",
  tags: taskTags,
  lifetime: minutes(10),
  load: async (read, { until, most }: DueTasksArgs): Promise<Task[]> => {
    const [rows] = await read((db) => [
      db
        .select(taskColumns)
        .from(tasks)
        .innerJoin(leads, ofOpenLead)
        .leftJoin(users, ofAssignee)
        .where(and(isNull(tasks.doneAt), lte(tasks.dueOn, until)))
        .orderBy(asc(tasks.dueOn), asc(tasks.id))
        .limit(most),
    ]);
    return rows;
  },
});
