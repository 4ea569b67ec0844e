import { index, integer, pgTable, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant, updatedAt } from "./columns.ts";

/** How often something was tried within a window of time, for what must not be tried without end. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    /** A keyed hash of what is limited (an e-mail with an address, say), shaped as a UUID: nothing personal in clear. */
    id: uuid("id").primaryKey(),
    attempts: integer("attempts").notNull(),
    /** When the window ends and the counting starts anew. */
    expiresAt: instant("expires_at").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [index().on(t.expiresAt)],
);

export type RateLimit = typeof rateLimits.$inferSelect;
export type NewRateLimit = typeof rateLimits.$inferInsert;
