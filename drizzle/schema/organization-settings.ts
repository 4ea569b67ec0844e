import { sql } from "drizzle-orm";
import { check, pgPolicy, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, updatedAt } from "./columns.ts";
import { organizations } from "./organizations.ts";
import { currentOrganizationId, currentRole, placarApp } from "./tenancy.ts";

export const organizationSettings = pgTable(
  "organization_settings",
  {
    organizationId: uuid("organization_id")
      .primaryKey()
      .references(() => organizations.id, { onDelete: "cascade" }),
    /** ISO 4217. */
    currency: text("currency").notNull(),
    /** IANA: every day and month border of the organization is drawn in it. */
    timeZone: text("time_zone").notNull(),
    /** BCP 47: the language a person gets who has chosen none. */
    locale: text("locale").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    check("organization_settings_currency", sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check("organization_settings_locale", sql`${t.locale} in ('en', 'pt-BR')`),
    // A session shows its person every organization they belong to, before one is chosen: that read runs as the system.
    pgPolicy("tenant", {
      to: placarApp,
      using: sql`${t.organizationId} = ${currentOrganizationId} or ${currentRole} = 'system'`,
      withCheck: sql`${t.organizationId} = ${currentOrganizationId}`,
    }),
  ],
);

export type OrganizationSettings = typeof organizationSettings.$inferSelect;
export type NewOrganizationSettings = typeof organizationSettings.$inferInsert;
