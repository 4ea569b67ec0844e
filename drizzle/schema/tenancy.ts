import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, pgPolicy, pgRole, uuid } from "drizzle-orm/pg-core";
import { organizations } from "./organizations.ts";

/** The role every read and write of the application runs as. It owns nothing and never bypasses row-level security. */
export const placarApp = pgRole("placar_app").existing();

// A setting of a pooled connection reads '' once it was set in an earlier transaction; the sub-select makes it evaluated once, not per row.
export const currentOrganizationId = sql`(select nullif(current_setting('app.organization_id', true), '')::uuid)`;
export const currentUserId = sql`(select nullif(current_setting('app.user_id', true), '')::uuid)`;
export const currentRole = sql`(select current_setting('app.role', true))`;

/**
 * Owners, admins and the operator see the whole organization; mentors and mentees see what is theirs. One sub-select around all of it:
 * the planner takes a bare boolean to hold for half of the rows, a comparison for one in a hundred, and then sorts what it could read in
 * order.
 */
const seesEverything = sql`(select current_setting('app.role', true) in ('owner', 'admin', 'system'))`;

export const organizationId = () =>
  uuid("organization_id")
    .notNull()
    .references(() => organizations.id, { onDelete: "cascade" });

/** Rows of the current organization only; without a scope, none. */
export function tenantPolicy(column: AnyPgColumn) {
  const own = sql`${column} = ${currentOrganizationId}`;
  return pgPolicy("tenant", { to: placarApp, using: own, withCheck: own });
}

/** Narrows the tenant policy for mentors and mentees to the rows that `visible` admits. */
export function rolePolicy(visible: SQL) {
  const admitted = sql`${seesEverything} or ${visible}`;
  return pgPolicy("role_scope", { as: "restrictive", to: placarApp, using: admitted, withCheck: admitted });
}

/** Members of a mentor's cohorts, or the mentee themself (see `placar_visible_mentee_ids` in the first migration). */
export const visibleMenteeIds = sql`(select placar_visible_mentee_ids())::uuid[]`;
export const visibleCohortIds = sql`(select placar_visible_cohort_ids())::uuid[]`;
