import { sql } from "drizzle-orm";
import { bigint, date, foreignKey, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
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
    index().on(t.organizationId, t.joinedOn),
    tenantPolicy(t.organizationId),
    rolePolicy(sql`${t.id} = any (${visibleMenteeIds})`),
  ],
);

/**
 * In which cohorts a mentee has been: its first one (`from_cohort_id` is null) and every move from one to another. Kept by a trigger,
 * whoever writes.
 */
export const menteeMoves = pgTable(
  "mentee_moves",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    organizationId: organizationId(),
    menteeId: uuid("mentee_id").notNull(),
    fromCohortId: uuid("from_cohort_id"),
    toCohortId: uuid("to_cohort_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      name: "mentee_moves_mentee_fk",
      columns: [t.organizationId, t.menteeId],
      foreignColumns: [mentees.organizationId, mentees.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "mentee_moves_from_cohort_fk",
      columns: [t.organizationId, t.fromCohortId],
      foreignColumns: [cohorts.organizationId, cohorts.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "mentee_moves_to_cohort_fk",
      columns: [t.organizationId, t.toCohortId],
      foreignColumns: [cohorts.organizationId, cohorts.id],
    }).onDelete("cascade"),
    index().on(t.organizationId, t.menteeId, t.id),
    index().on(t.organizationId, t.fromCohortId),
    index().on(t.organizationId, t.toCohortId),
    tenantPolicy(t.organizationId),
    rolePolicy(sql`${t.menteeId} = any (${visibleMenteeIds})`),
  ],
);

export type Mentee = typeof mentees.$inferSelect;
export type NewMentee = typeof mentees.$inferInsert;
export type MenteeMove = typeof menteeMoves.$inferSelect;
export type NewMenteeMove = typeof menteeMoves.$inferInsert;
