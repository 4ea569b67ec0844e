import { sql } from "drizzle-orm";
import { date, pgPolicy, pgTable, uuid } from "drizzle-orm/pg-core";
import { createdAt, updatedAt } from "./columns.ts";
import { organizations } from "./organizations.ts";
import { currentOrganizationId, currentRole, placarApp } from "./tenancy.ts";

/** The day up to which an organization's members were reminded: whoever writes the next one reminds them, nobody else. */
export const reminderDays = pgTable(
  "reminder_days",
  {
    organizationId: uuid("organization_id")
      .primaryKey()
      .references(() => organizations.id, { onDelete: "cascade" }),
    /** A local date of the organization. */
    remindedOn: date("reminded_on").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    // Which organizations are to be reminded is read of all at once.
    pgPolicy("tenant", {
      to: placarApp,
      using: sql`${t.organizationId} = ${currentOrganizationId} or ${currentRole} = 'system'`,
      withCheck: sql`${t.organizationId} = ${currentOrganizationId}`,
    }),
  ],
);

export type ReminderDay = typeof reminderDays.$inferSelect;
export type NewReminderDay = typeof reminderDays.$inferInsert;
