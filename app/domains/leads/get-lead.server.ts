import { and, eq, isNull, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import type { StatementBuilder } from "#app/db/database.ts";
import { isoInstant, localDate } from "#app/db/local-time.ts";
import {
  cohorts,
  interactions,
  type LeadStatus,
  tags as labels,
  leadStatusChanges,
  leads,
  leadTags,
  mentees,
  users,
} from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { showPhone } from "../phone-numbers.server.ts";
import { tags } from "../tags.server.ts";

export interface LeadDetails {
  id: string;
  rowVersion: number;
  name: string;
  email: string | null;
  /** E.164. */
  phone: string | null;
  /** To be read by people. */
  phoneText: string | null;
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
  /** The member who works it; null where nobody does. */
  ownerId: string | null;
  ownerName: string | null;
  /** By name. */
  tags: { id: string; name: string }[];
  /** The newest interaction, by its id; null where there is none. What a form that logs another one had seen. */
  newestInteraction: string | null;
  /** Local date since which it is in its stage. */
  inStageSince: string | null;
}

export interface LeadArgs {
  /** A UUID in lower case. */
  leadId: string;
  /** IANA; the organization's. */
  timeZone: string;
}

/** A lead; null where there is none, or none that this person may see. */
export const getLead = declareQuery({
  name: "leads.get",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }, { leadId }: LeadArgs) => [
    tags.lead(organizationId, leadId),
    tags.mentees(organizationId),
    tags.cohorts(organizationId),
    tags.people(organizationId),
    tags.labels(organizationId),
  ],
  lifetime: minutes(30),
  load: async (read, { leadId, timeZone }): Promise<LeadDetails | null> => {
    const [[lead]] = await read((db) => [factsOf(db, leadId, timeZone)]);
    return lead ? { ...lead, phoneText: lead.phone && showPhone(lead.phone) } : null;
  },
});

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
      ownerId: leads.ownerId,
      ownerName: users.name,
      tags: tagsOfLead,
      newestInteraction: newest,
      inStageSince: stageSince(timeZone),
    })
    .from(leads)
    .innerJoin(mentees, and(eq(mentees.organizationId, leads.organizationId), eq(mentees.id, leads.menteeId)))
    .innerJoin(
      cohorts,
      and(eq(cohorts.organizationId, mentees.organizationId), eq(cohorts.id, mentees.cohortId)),
    )
    .leftJoin(users, eq(users.id, leads.ownerId))
    .where(and(eq(leads.id, leadId), isNull(leads.deletedAt)));

const tagsOfLead = sql<LeadDetails["tags"]>`(
  select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) order by lower(t.name)), '[]'::json)
  from ${leadTags} lt join ${labels} t on t.organization_id = lt.organization_id and t.id = lt.tag_id
  where lt.organization_id = ${leads.organizationId} and lt.lead_id = ${leads.id})`;

const newest = sql<
  string | null
>`(select i.id from ${interactions} i where i.lead_id = ${leads.id} order by i.id desc limit 1)`;

const stageSince = (timeZone: string) => sql<string | null>`(
  select ${localDate(sql`c.changed_at`, timeZone)} from ${leadStatusChanges} c
  where c.lead_id = ${leads.id} and c.to_status = ${leads.status} order by c.created_at desc, c.id desc limit 1)`;
