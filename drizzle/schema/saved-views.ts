import { sql } from "drizzle-orm";
import { check, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import { createdAt, id, updatedAt } from "./columns.ts";
import { currentUserId, organizationId, rolePolicy, tenantPolicy } from "./tenancy.ts";

/** A list's filter and order that a person keeps under a name. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: id(),
    organizationId: organizationId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The list it is a view of: `leads`. */
    list: text("list").notNull(),
    name: text("name").notNull(),
    /** Normalised search parameters, without the question mark. */
    search: text("search").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique().on(t.organizationId, t.userId, t.list, t.name),
    check("saved_views_name_length", sql`char_length(${t.name}) between 1 and 60`),
    check("saved_views_search_length", sql`char_length(${t.search}) <= 2000`),
    index().on(t.userId),
    tenantPolicy(t.organizationId),
    rolePolicy(sql`${t.userId} = ${currentUserId}`),
  ],
);

export type SavedView = typeof savedViews.$inferSelect;
export type NewSavedView = typeof savedViews.$inferInsert;
