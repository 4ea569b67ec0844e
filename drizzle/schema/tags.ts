import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, updatedAt } from "./columns.ts";
import { leads, withVisibleLead } from "./leads.ts";
import { organizationId, tenantPolicy } from "./tenancy.ts";

/** The words that an organization marks its leads with. */
export const tags = pgTable(
  "tags",
  {
    id: id(),
    organizationId: organizationId(),
    name: text("name").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique().on(t.organizationId, t.id),
    // "VIP" and "vip" are one tag.
    uniqueIndex("tags_name_unique").on(t.organizationId, sql`lower(${t.name})`),
    check("tags_name_length", sql`char_length(${t.name}) between 1 and 40`),
    tenantPolicy(t.organizationId),
  ],
);

/** Which leads carry which tags (many to many). */
export const leadTags = pgTable(
  "lead_tags",
  {
    organizationId: organizationId(),
    leadId: uuid("lead_id").notNull(),
    tagId: uuid("tag_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.leadId, t.tagId] }),
    foreignKey({
      name: "lead_tags_lead_fk",
      columns: [t.organizationId, t.leadId],
      foreignColumns: [leads.organizationId, leads.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "lead_tags_tag_fk",
      columns: [t.organizationId, t.tagId],
      foreignColumns: [tags.organizationId, tags.id],
    }).onDelete("cascade"),
    index().on(t.organizationId, t.tagId, t.leadId),
    tenantPolicy(t.organizationId),
    withVisibleLead(t.leadId),
  ],
);

export type Tag = typeof tags.$inferSelect;
export type NewTag = typeof tags.$inferInsert;
export type LeadTag = typeof leadTags.$inferSelect;
export type NewLeadTag = typeof leadTags.$inferInsert;
