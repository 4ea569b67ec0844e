import { sql } from "drizzle-orm";
import {
  check,
  type ExtraConfigColumn,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import { createdAt, id, instant, money, updatedAt } from "./columns.ts";
import { mentees } from "./mentees.ts";
import { organizationId, rolePolicy, tenantPolicy, visibleMenteeIds } from "./tenancy.ts";

/** In pipeline order; `lost` stands outside the pipeline and ranks last. */
export const leadStatus = pgEnum("lead_status", [
  "new",
  "first_contact",
  "qualified",
  "proposal",
  "negotiation",
  "won",
  "lost",
]);

type WinFact =
  | "value"
  | "lastInteractionAt"
  | "menteeId"
  | "statusRank"
  | "reachedRank"
  | "ownerId"
  | "source";

/**
 * All else that a list of wins is filtered and sorted by. Indexes of wins alone are so small that they may hold it: such a list is gathered
 * from the index.
 */
const winFacts = (t: Record<WinFact, ExtraConfigColumn>) => [
  t.value,
  t.lastInteractionAt,
  t.menteeId,
  t.statusRank,
  t.reachedRank,
  t.ownerId,
  t.source,
];

export const leads = pgTable(
  "leads",
  {
    id: id(),
    organizationId: organizationId(),
    menteeId: uuid("mentee_id").notNull(),
    /** The member who works it; null where nobody has taken it on. */
    ownerId: uuid("owner_id").references(() => users.id, { onDelete: "set null" }),
    name: text("name").notNull(),
    email: text("email"),
    /** E.164. */
    phone: text("phone"),
    /** Null where nobody knows. */
    source: text("source"),
    status: leadStatus("status").notNull().default("new"),
    /** 0 to 6. Row-level security keeps an enum from using an index, a smallint may. */
    statusRank: smallint("status_rank")
      .notNull()
      .generatedAlwaysAs(
        sql`case status when 'new' then 0 when 'first_contact' then 1 when 'qualified' then 2 when 'proposal' then 3 when 'negotiation' then 4 when 'won' then 5 else 6 end`,
      ),
    /** The furthest stage passed, 0 to 5, kept by a trigger; 5 only while the lead is won. */
    reachedRank: smallint("reached_rank").notNull().default(0),
    /** Null where it was not declared. */
    value: money("value"),
    /** The lead's id in the system it came from. */
    externalId: text("external_id"),
    enteredAt: instant("entered_at").notNull(),
    wonAt: instant("won_at"),
    lostReason: text("lost_reason"),
    lastInteractionAt: instant("last_interaction_at"),
    /** Name, e-mail and the phone's digits without accents and capitals, words apart: what a search looks into. */
    searchText: text("search_text").notNull().generatedAlwaysAs(sql`placar_search_text(name, email, phone)`),
    /** Goes up with every edit, so that two people editing at once are told. */
    rowVersion: integer("row_version").notNull().default(1),
    /** In the bin since then. */
    deletedAt: instant("deleted_at"),
    /** The lead that this one, a duplicate, was merged into; it stays in the bin. */
    mergedIntoId: uuid("merged_into_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique().on(t.organizationId, t.id),
    unique("leads_external_id_unique").on(t.organizationId, t.externalId),
    foreignKey({
      name: "leads_mentee_fk",
      columns: [t.organizationId, t.menteeId],
      foreignColumns: [mentees.organizationId, mentees.id],
    }).onDelete("restrict"),
    foreignKey({
      name: "leads_merged_into_fk",
      columns: [t.organizationId, t.mergedIntoId],
      foreignColumns: [t.organizationId, t.id],
    }).onDelete("restrict"),
    check("leads_merged_deleted", sql`${t.mergedIntoId} is null or ${t.deletedAt} is not null`),
    check("leads_value_range", sql`${t.value} between 0 and 100000000000000`),
    check("leads_won_at", sql`(${t.status} = 'won') = (${t.wonAt} is not null)`),
    check("leads_lost_reason", sql`${t.status} = 'lost' or ${t.lostReason} is null`),
    index("leads_entered").on(t.organizationId, t.enteredAt, t.id).where(sql`${t.deletedAt} is null`),
    // Plain: the keyset reads it in both directions, undeclared values last in either.
    index("leads_value").on(t.organizationId, t.value, t.id).where(sql`${t.deletedAt} is null`),
    // In order of entry within a stage or a source: one of them alone is a list in itself.
    index("leads_stage")
      .on(t.organizationId, t.statusRank, t.enteredAt, t.id)
      .where(sql`${t.deletedAt} is null`),
    index("leads_source")
      .on(t.organizationId, t.source, t.enteredAt, t.id)
      .where(sql`${t.deletedAt} is null`),
    index("leads_owner")
      .on(t.organizationId, t.ownerId, t.enteredAt, t.id)
      .where(sql`${t.deletedAt} is null`),
    index("leads_won")
      .on(t.organizationId, t.wonAt, t.id, t.enteredAt, ...winFacts(t))
      .where(sql`${t.deletedAt} is null and ${t.wonAt} is not null`),
    // Won before they came in: next to none, and asked for by reports.
    index("leads_won_early")
      .on(t.organizationId, t.enteredAt, t.id, t.wonAt, ...winFacts(t))
      .where(sql`${t.deletedAt} is null and coalesce(${t.wonAt} < ${t.enteredAt}, false)`),
    index("leads_last_interaction")
      .on(t.organizationId, t.lastInteractionAt, t.id)
      .where(sql`${t.deletedAt} is null`),
    // Read by `placar_find_leads` alone: row-level security keeps LIKE from an index.
    index("leads_search").using("gin", t.searchText.op("gin_trgm_ops")).where(sql`${t.deletedAt} is null`),
    index("leads_bin").on(t.organizationId, t.deletedAt, t.id).where(sql`${t.deletedAt} is not null`),
    // Duplicates are looked for by these.
    index("leads_email").on(t.organizationId, sql`lower(${t.email})`).where(sql`${t.deletedAt} is null`),
    index("leads_phone").on(t.organizationId, t.phone).where(sql`${t.deletedAt} is null`),
    index("leads_merged_into").on(t.organizationId, t.mergedIntoId),
    index("leads_mentee").on(t.organizationId, t.menteeId, t.enteredAt, t.id),
    index().on(t.ownerId),
    tenantPolicy(t.organizationId),
    rolePolicy(sql`${t.menteeId} = any (${visibleMenteeIds})`),
  ],
);

/** Who sees a lead sees what happened to it. */
export const withVisibleLead = (leadId: unknown) =>
  rolePolicy(sql`exists (select 1 from leads where leads.id = ${leadId})`);

/** Every move of a lead, its creation included (`from_status` is null): the funnel and the time in each stage come from here. */
export const leadStatusChanges = pgTable(
  "lead_status_changes",
  {
    id: id(),
    organizationId: organizationId(),
    leadId: uuid("lead_id").notNull(),
    fromStatus: leadStatus("from_status"),
    toStatus: leadStatus("to_status").notNull(),
    changedAt: instant("changed_at").notNull(),
    /** Null where an import or a job did it. */
    changedBy: uuid("changed_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      name: "lead_status_changes_lead_fk",
      columns: [t.organizationId, t.leadId],
      foreignColumns: [leads.organizationId, leads.id],
    }).onDelete("cascade"),
    index().on(t.organizationId, t.leadId, t.changedAt),
    index().on(t.changedBy),
    tenantPolicy(t.organizationId),
    withVisibleLead(t.leadId),
  ],
);

export const interactionKind = pgEnum("interaction_kind", ["call", "email", "meeting", "message", "note"]);

export const interactions = pgTable(
  "interactions",
  {
    id: id(),
    organizationId: organizationId(),
    leadId: uuid("lead_id").notNull(),
    kind: interactionKind("kind").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    userId: uuid("user_id").references(() => users.id, { onDelete: "set null" }),
    body: text("body").notNull().default(""),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    foreignKey({
      name: "interactions_lead_fk",
      columns: [t.organizationId, t.leadId],
      foreignColumns: [leads.organizationId, leads.id],
    }).onDelete("cascade"),
    index().on(t.organizationId, t.leadId, t.occurredAt),
    index().on(t.userId),
    tenantPolicy(t.organizationId),
    withVisibleLead(t.leadId),
  ],
);

export type LeadStatus = (typeof leadStatus.enumValues)[number];
export type Lead = typeof leads.$inferSelect;
export type NewLead = typeof leads.$inferInsert;
export type LeadStatusChange = typeof leadStatusChanges.$inferSelect;
export type NewLeadStatusChange = typeof leadStatusChanges.$inferInsert;
export type InteractionKind = (typeof interactionKind.enumValues)[number];
export type Interaction = typeof interactions.$inferSelect;
export type NewInteraction = typeof interactions.$inferInsert;
