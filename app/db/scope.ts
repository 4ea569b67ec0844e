import { type SQL, sql } from "drizzle-orm";
import type { Role } from "#schema";

/** A member of an organization, acting in it. */
export interface OrganizationScope {
  readonly kind: "organization";
  readonly organizationId: string;
  readonly userId: string;
  readonly role: Role;
}

/** A signed-in person, before an organization is chosen. */
export interface AccountScope {
  readonly kind: "account";
  readonly userId: string;
}

/** Jobs, sweeps and operator's commands; within an organization where one is named, else outside of all. */
export interface SystemScope {
  readonly kind: "system";
  readonly organizationId?: string;
}

/** The holder of a share link. */
export interface ShareScope {
  readonly kind: "share";
  readonly organizationId: string;
  readonly linkId: string;
}

/** On whose behalf a statement runs. Row-level security reads it; without one, every tenant table is empty. */
export type Scope = OrganizationScope | AccountScope | SystemScope | ShareScope;

/** The first statement of every transaction: become the application's role and say on whose behalf. Undone with the transaction. */
export function scopeSettings(scope: Scope, command = ""): SQL {
  const organizationId = "organizationId" in scope ? (scope.organizationId ?? "") : "";
  const userId = "userId" in scope ? scope.userId : "";
  const role = scope.kind === "organization" ? scope.role : scope.kind;
  return sql`select set_config('role', 'placar_app', true), set_config('app.organization_id', ${organizationId}, true),
    set_config('app.user_id', ${userId}, true), set_config('app.role', ${role}, true), set_config('app.command', ${command}, true)`;
}
