import { sql } from "drizzle-orm";
import { bigint, timestamp, uuid } from "drizzle-orm/pg-core";

/** UUIDv7 made by the application: the database's own `uuidv7()` exists only from Postgres 18 on. */
export const id = () => uuid("id").primaryKey();

export const createdAt = () => timestamp("created_at", { withTimezone: true }).notNull().defaultNow();

export const updatedAt = () =>
  timestamp("updated_at", { withTimezone: true })
    .notNull()
    .defaultNow()
    .$onUpdate(() => sql`now()`);

export const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Money in minor units of the organization's currency (cents). */
export const money = (name: string) => bigint(name, { mode: "number" });
