import { sql } from "drizzle-orm";
import { date, foreignKey, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import { cohorts } from "./cohorts.ts";
import { createdAt, id, instant, updatedAt } from "./columns.ts";
import { organizationId, rolePolicy, tenantPolicy, visibleMenteeIds } from "./tenancy.ts";

export const mentees = pgTable(
  "mentees",
  {
    id: id(),
    organizationId: organizationId(),
    cohortId: uuid("cohort_id").notNull(),
    /** The person who signs in for this business, where there is one. */
    userId: uuid("user_id").references(() => users.id, { onDelete: "set null" }),
    businessName: text("business_name").notNull(),
    joinedOn: date("joined_on").notNull(),
    deletedAt: instant("deleted_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique().on(t.organizationId, t.id),
    unique().on(t.organizationId, t.userId),
    foreignKey({
      name: "mentees_cohort_fk",
      columns: [t.organizationId, t.cohortId],
      foreignColumns: [cohorts.organizationId, cohorts.id],
    }).onDelete("restrict"),
    index().on(t.organizationId, t.cohortId),
    index().on(t.userId),
    index().on(t.organizationId, t.businessName),
    tenantPolicy(t.organizationId),
    rolePolicy(sql`${t.id} = any (${visibleMenteeIds})`),
  ],
);

export type Mentee = typeof mentees.$inferSelect;
export type NewMentee = typeof mentees.$inferInsert;
