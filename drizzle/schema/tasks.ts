import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import { createdAt, id, instant, updatedAt } from "./columns.ts";
import { leads, withVisibleLead } from "./leads.ts";
import { organizationId, tenantPolicy } from "./tenancy.ts";

/** What somebody means to do about a lead, and by when. */
export const tasks = pgTable(
  "tasks",
  {
    id: id(),
    organizationId: organizationId(),
    leadId: uuid("lead_id").notNull(),
    title: text("title").notNull(),
    /** A local date of the organization. */
    dueOn: date("due_on").notNull(),
    /** Who is to do it; null where the person has left. */
    assigneeId: uuid("assignee_id").references(() => users.id, { onDelete: "set null" }),
    doneAt: instant("done_at"),
    createdBy: uuid("created_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique().on(t.organizationId, t.id),
    foreignKey({
      name: "tasks_lead_fk",
      columns: [t.organizationId, t.leadId],
      foreignColumns: [leads.organizationId, leads.id],
    }).onDelete("cascade"),
    check("tasks_title_length", sql`char_length(${t.title}) between 1 and 200`),
    index().on(t.organizationId, t.leadId, t.dueOn),
    index("tasks_open").on(t.organizationId, t.assigneeId, t.dueOn, t.id).where(sql`${t.doneAt} is null`),
    // Everybody's by due date, whoever is to do it.
    index("tasks_due").on(t.organizationId, t.dueOn, t.id).where(sql`${t.doneAt} is null`),
    index().on(t.assigneeId),
    index().on(t.createdBy),
    tenantPolicy(t.organizationId),
    withVisibleLead(t.leadId),
  ],
);

export type Task = typeof tasks.$inferSelect;
export type NewTask = typeof tasks.$inferInsert;
