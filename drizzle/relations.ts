import { relations } from "drizzle-orm";
import {
  cohortMentors,
  cohorts,
  interactions,
  leadStatusChanges,
  leads,
  members,
  mentees,
  organizationSettings,
  organizations,
  sessions,
  users,
} from "./schema/index.ts";

export const usersRelations = relations(users, ({ many }) => ({
  sessions: many(sessions),
  memberships: many(members),
}));

export const sessionsRelations = relations(sessions, ({ one }) => ({
  user: one(users, { fields: [sessions.userId], references: [users.id] }),
}));

export const organizationsRelations = relations(organizations, ({ one, many }) => ({
  settings: one(organizationSettings, {
    fields: [organizations.id],
    references: [organizationSettings.organizationId],
  }),
  members: many(members),
  cohorts: many(cohorts),
  mentees: many(mentees),
}));

export const membersRelations = relations(members, ({ one }) => ({
  organization: one(organizations, { fields: [members.organizationId], references: [organizations.id] }),
  user: one(users, { fields: [members.userId], references: [users.id] }),
}));

export const cohortsRelations = relations(cohorts, ({ many }) => ({
  mentors: many(cohortMentors),
  mentees: many(mentees),
}));

export const cohortMentorsRelations = relations(cohortMentors, ({ one }) => ({
  cohort: one(cohorts, { fields: [cohortMentors.cohortId], references: [cohorts.id] }),
  user: one(users, { fields: [cohortMentors.userId], references: [users.id] }),
}));

export const menteesRelations = relations(mentees, ({ one, many }) => ({
  cohort: one(cohorts, { fields: [mentees.cohortId], references: [cohorts.id] }),
  user: one(users, { fields: [mentees.userId], references: [users.id] }),
  leads: many(leads),
}));

export const leadsRelations = relations(leads, ({ one, many }) => ({
  mentee: one(mentees, { fields: [leads.menteeId], references: [mentees.id] }),
  statusChanges: many(leadStatusChanges),
  interactions: many(interactions),
}));

export const leadStatusChangesRelations = relations(leadStatusChanges, ({ one }) => ({
  lead: one(leads, { fields: [leadStatusChanges.leadId], references: [leads.id] }),
  changedByUser: one(users, { fields: [leadStatusChanges.changedBy], references: [users.id] }),
}));

export const interactionsRelations = relations(interactions, ({ one }) => ({
  lead: one(leads, { fields: [interactions.leadId], references: [leads.id] }),
  user: one(users, { fields: [interactions.userId], references: [users.id] }),
}));
