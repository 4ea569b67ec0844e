import { relations } from "drizzle-orm";
import {
  cohortMentors,
  cohorts,
  importDrafts,
  importRows,
  imports,
  interactions,
  leadStatusChanges,
  leads,
  leadTags,
  members,
  menteeMoves,
  mentees,
  organizationSettings,
  organizations,
  sessions,
  tags,
  tasks,
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
  moves: many(menteeMoves),
}));

export const menteeMovesRelations = relations(menteeMoves, ({ one }) => ({
  mentee: one(mentees, { fields: [menteeMoves.menteeId], references: [mentees.id] }),
}));

export const leadsRelations = relations(leads, ({ one, many }) => ({
  mentee: one(mentees, { fields: [leads.menteeId], references: [mentees.id] }),
  owner: one(users, { fields: [leads.ownerId], references: [users.id] }),
  statusChanges: many(leadStatusChanges),
  interactions: many(interactions),
  tags: many(leadTags),
  tasks: many(tasks),
}));

export const leadStatusChangesRelations = relations(leadStatusChanges, ({ one }) => ({
  lead: one(leads, { fields: [leadStatusChanges.leadId], references: [leads.id] }),
  changedByUser: one(users, { fields: [leadStatusChanges.changedBy], references: [users.id] }),
}));

export const interactionsRelations = relations(interactions, ({ one }) => ({
  lead: one(leads, { fields: [interactions.leadId], references: [leads.id] }),
  user: one(users, { fields: [interactions.userId], references: [users.id] }),
}));

export const tagsRelations = relations(tags, ({ many }) => ({ leads: many(leadTags) }));

export const leadTagsRelations = relations(leadTags, ({ one }) => ({
  lead: one(leads, { fields: [leadTags.leadId], references: [leads.id] }),
  tag: one(tags, { fields: [leadTags.tagId], references: [tags.id] }),
}));

export const tasksRelations = relations(tasks, ({ one }) => ({
  lead: one(leads, { fields: [tasks.leadId], references: [leads.id] }),
  assignee: one(users, { fields: [tasks.assigneeId], references: [users.id] }),
}));

export const importsRelations = relations(imports, ({ one, many }) => ({
  createdByUser: one(users, { fields: [imports.createdBy], references: [users.id] }),
  rows: many(importRows),
  drafts: many(importDrafts),
}));

export const importDraftsRelations = relations(importDrafts, ({ one }) => ({
  import: one(imports, { fields: [importDrafts.importId], references: [imports.id] }),
}));

export const importRowsRelations = relations(importRows, ({ one }) => ({
  import: one(imports, { fields: [importRows.importId], references: [imports.id] }),
  lead: one(leads, { fields: [importRows.leadId], references: [leads.id] }),
}));
