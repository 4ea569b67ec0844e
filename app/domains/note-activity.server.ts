import type { Transaction } from "#app/db/database.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { type ActivityMeta, activityLog } from "#schema";

export interface ActivityEntry {
  /** The command's name. */
  action: string;
  recordType: string;
  recordId: string;
  /** No person's data: names of fields, stages, ids. */
  meta?: ActivityMeta;
}

/** Notes who did what to which record. */
export async function noteActivity(
  tx: Transaction,
  { organizationId, userId }: OrganizationScope,
  { meta = {}, ...entry }: ActivityEntry,
): Promise<void> {
  await tx.insert(activityLog).values({ organizationId, actorId: userId, ...entry, meta });
}
