import { sql } from "drizzle-orm";
import { index, jsonb, pgPolicy, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns.ts";
import { organizations } from "./organizations.ts";
import { currentOrganizationId, currentRole, placarApp } from "./tenancy.ts";

/**
 * Tags that a committed transaction touched, written in that transaction and bumped in the cache after it. A row goes away only
 * after a later look found its versions still in place, so neither a crash nor a cache restored to an older state loses one.
 */
export const pendingInvalidations = pgTable(
  "pending_invalidations",
  {
    id: id(),
    /** Null where the tags belong to accounts, not to an organization. */
    organizationId: uuid("organization_id").references(() => organizations.id, { onDelete: "cascade" }),
    tags: text("tags").array().notNull(),
    /** Tag to the version it was bumped to; null until the bump is through. */
    versions: jsonb("versions").$type<Record<string, string>>(),
    bumpedAt: instant("bumped_at"),
    claimedUntil: instant("claimed_until"),
    createdAt: createdAt(),
  },
  (t) => [
    index().on(t.organizationId),
    index().on(t.createdAt),
    pgPolicy("announce", {
      for: "insert",
      to: placarApp,
      withCheck: sql`${t.organizationId} is null or ${t.organizationId} = ${currentOrganizationId} or ${currentRole} = 'system'`,
    }),
    pgPolicy("sweep", {
      to: placarApp,
      using: sql`${currentRole} = 'system'`,
      withCheck: sql`${currentRole} = 'system'`,
    }),
  ],
);

export type PendingInvalidation = typeof pendingInvalidations.$inferSelect;
export type NewPendingInvalidation = typeof pendingInvalidations.$inferInsert;
