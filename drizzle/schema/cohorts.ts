import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, updatedAt } from "./columns.ts";
import { members } from "./organizations.ts";
import { organizationId, rolePolicy, tenantPolicy, visibleCohortIds } from "./tenancy.ts";

export const cohorts = pgTable(
  "cohorts",
  {
    id: id(),
    organizationId: organizationId(),
    name: text("name").notNull(),
    startsOn: date("starts_on").notNull(),
    endsOn: date("ends_on"),
    /** Out of the way since then: it takes no new mentees, its figures stay. */
    archivedAt: instant("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique().on(t.organizationId, t.id),
    unique().on(t.organizationId, t.name),
    check("cohorts_ends_after_start", sql`${t.endsOn} >= ${t.startsOn}`),
    tenantPolicy(t.organizationId),
    rolePolicy(sql`${t.id} = any (${visibleCohortIds})`),
  ],
);

/** Which members mentor which cohorts (many to many). */
export const cohortMentors = pgTable(
  "cohort_mentors",
  {
    organizationId: organizationId(),
    cohortId: uuid("cohort_id").notNull(),
    userId: uuid("user_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.cohortId, t.userId] }),
    foreignKey({
      name: "cohort_mentors_cohort_fk",
      columns: [t.organizationId, t.cohortId],
      foreignColumns: [cohorts.organizationId, cohorts.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "cohort_mentors_member_fk",
      columns: [t.organizationId, t.userId],
      foreignColumns: [members.organizationId, members.userId],
    }).onDelete("cascade"),
    index().on(t.organizationId, t.userId),
    tenantPolicy(t.organizationId),
    rolePolicy(sql`${t.cohortId} = any (${visibleCohortIds})`),
  ],
);

export type Cohort = typeof cohorts.$inferSelect;
export type NewCohort = typeof cohorts.$inferInsert;
export type CohortMentor = typeof cohortMentors.$inferSelect;
export type NewCohortMentor = typeof cohortMentors.$inferInsert;
