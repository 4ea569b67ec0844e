import { bigint, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import { createdAt } from "./columns.ts";
import { organizationId, tenantPolicy } from "./tenancy.ts";

/** What an entry tells beside who, what and when: changed fields, counts, a file's name. Never a person's data. */
export type ActivityMeta = Record<string, string | number | boolean | null | string[]>;

/** Who did what to which record. Append-only: the application's role may not change or delete an entry. */
export const activityLog = pgTable(
  "activity_log",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    organizationId: organizationId(),
    /** Null where the system did it. */
    actorId: uuid("actor_id").references(() => users.id, { onDelete: "set null" }),
    /** The command's name: `leads.move`. */
    action: text("action").notNull(),
    recordType: text("record_type").notNull(),
    recordId: uuid("record_id"),
    meta: jsonb("meta").$type<ActivityMeta>().notNull().default({}),
    createdAt: createdAt(),
  },
  (t) => [
    index().on(t.organizationId, t.createdAt, t.id),
    index().on(t.organizationId, t.actorId, t.createdAt, t.id),
    index().on(t.organizationId, t.recordType, t.createdAt, t.id),
    index().on(t.organizationId, t.recordId),
    index().on(t.actorId),
    index().using("gin", t.meta),
    tenantPolicy(t.organizationId),
  ],
);

export type Activity = typeof activityLog.$inferSelect;
export type NewActivity = typeof activityLog.$inferInsert;
