import type { Transaction } from "#app/db/database.ts";
import type { OrganizationScope, SystemScope } from "#app/db/scope.ts";
import { type ActivityMeta, activityLog } from "#schema";

export interface ActivityEntry {
  /** The command's name. */
  action: string;
  recordType: string;
  /** Absent where it is about many of them. */
  recordId?: string;
  /** No person's data: names of fields, stages, ids. */
  meta?: ActivityMeta;
  /** Where the scope does not tell who it was. */
  actorId?: string;
}

/** Notes who did what to which record. */
export async function noteActivity(
  tx: Transaction,
  scope: OrganizationScope | SystemScope,
  { meta = {}, actorId, ...entry }: ActivityEntry,
): Promise<void> {
  const organizationId = organizationOf(scope);
  const actor = actorId ?? (scope.kind === "organization" ? scope.userId : null);
  await tx.insert(activityLog).values({ organizationId, actorId: actor, ...entry, meta });
}

/** The organization that something is done in, by a member or by the system. */
export function organizationOf(scope: OrganizationScope | SystemScope): string {
  if (scope.organizationId === undefined) throw new Error("This command belongs in an organization.");
  return scope.organizationId;
}
