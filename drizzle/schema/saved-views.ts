import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import { createdAt, id, updatedAt } from "./columns.ts";
import { organizationId, tenantPolicy } from "./tenancy.ts";

/** A list's filter and order that an organization keeps under a name. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: id(),
    organizationId: organizationId(),
    /** Who made it, and may change it like owners and admins. */
    userId: uuid("user_id").references(() => users.id, { onDelete: "set null" }),
    /** The list it is a view of: `leads`. */
    list: text("list").notNull(),
    name: text("name").notNull(),
    /** Normalised search parameters, without the question mark. */
    search: text("search").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    // "Won" and "won" are one name.
    uniqueIndex("saved_views_name_unique").on(t.organizationId, t.list, sql`lower(${t.name})`),
    check("saved_views_name_length", sql`char_length(${t.name}) between 1 and 60`),
    check("saved_views_search_length", sql`char_length(${t.search}) <= 2000`),
    index().on(t.userId),
    tenantPolicy(t.organizationId),
  ],
);

export type SavedView = typeof savedViews.$inferSelect;
export type NewSavedView = typeof savedViews.$inferInsert;
