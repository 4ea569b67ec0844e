import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import type { StatementBuilder } from "#app/db/database.ts";
import { isoInstant, localDate } from "#app/db/local-time.ts";
import {
  cohorts,
  type InteractionKind,
  interactions,
  type LeadStatus,
  leadStatusChanges,
  leads,
  mentees,
  users,
} from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";

export interface LeadDetails {
  id: string;
  rowVersion: number;
  name: string;
  email: string | null;
  /** E.164. */
  phone: string | null;
  source: string | null;
  status: LeadStatus;
  /** The furthest stage passed, 0 to 5. */
  reachedRank: number;
  /** Minor units; null where it was not declared. */
  value: number | null;
  externalId: string | null;
  /** Instants as ISO 8601 in UTC, and their local dates. */
  enteredAt: string;
  enteredOn: string;
  wonAt: string | null;
  wonOn: string | null;
  lostReason: string | null;
  menteeId: string;
  menteeName: string;
  cohortName: string;
  /** Newest first. */
  timeline: LeadEvent[];
}

/** What happened to a lead; `by` is null where an import or a job did it, or the person is gone. */
export type LeadEvent = { id: string; at: string; by: string | null } & (
  | { kind: "moved"; from: LeadStatus | null; to: LeadStatus }
  | { kind: InteractionKind; body: string }
);

export interface LeadArgs {
  /** A UUID in lower case. */
  leadId: string;
  /** IANA; the organization's. */
  timeZone: string;
}

/** A lead with its history; null where there is none, or none that this person may see. */
export const getLead = declareQuery({
  name: "leads.get",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }, { leadId }: LeadArgs) => [
    tags.lead(organizationId, leadId),
    tags.mentees(organizationId),
    tags.cohorts(organizationId),
    tags.people(organizationId),
  ],
  lifetime: minutes(30),
  load: async (read, { leadId, timeZone }): Promise<LeadDetails | null> => {
    const [[lead], moves, contacts] = await read((db) => [
      factsOf(db, leadId, timeZone),
      movesOf(db, leadId),
      contactsOf(db, leadId),
    ]);
    if (!lead) return null;
    const timeline: LeadEvent[] = [
      ...moves.map((move) => ({ kind: "moved" as const, ...move })),
      ...contacts,
    ].sort(newestFirst);
    return { ...lead, timeline };
  },
});

const newestFirst = (a: LeadEvent, b: LeadEvent) => compare(b.at, a.at) || compare(b.id, a.id);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const factsOf = (db: StatementBuilder, leadId: string, timeZone: string) =>
  db
    .select({
      id: leads.id,
      rowVersion: leads.rowVersion,
      name: leads.name,
      email: leads.email,
      phone: leads.phone,
      source: leads.source,
      status: leads.status,
      reachedRank: leads.reachedRank,
      value: leads.value,
      externalId: leads.externalId,
      enteredAt: isoInstant(leads.enteredAt),
      enteredOn: localDate(leads.enteredAt, timeZone),
      wonAt: sql<string | null>`${isoInstant(leads.wonAt)}`,
      wonOn: sql<string | null>`${localDate(leads.wonAt, timeZone)}`,
      lostReason: leads.lostReason,
      menteeId: leads.menteeId,
      menteeName: mentees.businessName,
      cohortName: cohorts.name,
    })
    .from(leads)
    .innerJoin(mentees, and(eq(mentees.organizationId, leads.organizationId), eq(mentees.id, leads.menteeId)))
    .innerJoin(
      cohorts,
      and(eq(cohorts.organizationId, mentees.organizationId), eq(cohorts.id, mentees.cohortId)),
    )
    .where(and(eq(leads.id, leadId), isNull(leads.deletedAt)));

const movesOf = (db: StatementBuilder, leadId: string) =>
  db
    .select({
      id: leadStatusChanges.id,
      at: isoInstant(leadStatusChanges.changedAt),
      by: users.name,
      from: leadStatusChanges.fromStatus,
      to: leadStatusChanges.toStatus,
    })
    .from(leadStatusChanges)
    .leftJoin(users, eq(users.id, leadStatusChanges.changedBy))
    .where(eq(leadStatusChanges.leadId, leadId))
    .orderBy(desc(leadStatusChanges.changedAt));

const contactsOf = (db: StatementBuilder, leadId: string) =>
  db
    .select({
      id: interactions.id,
      at: isoInstant(interactions.occurredAt),
      by: users.name,
      kind: interactions.kind,
      body: interactions.body,
    })
    .from(interactions)
    .leftJoin(users, eq(users.id, interactions.userId))
    .where(eq(interactions.leadId, leadId))
    .orderBy(desc(interactions.occurredAt));
