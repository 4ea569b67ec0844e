import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { leads, members } from "#schema";
import { declareCommand } from "../declare-command.server.ts";
import { FieldError } from "../errors.ts";
import {
  type BulkInput,
  type BulkResult,
  changeMany,
  settingColumns,
  touchedByMany,
} from "./change-many.server.ts";
import { menteesSeenBy, seesLeadsOf } from "./list-owners.server.ts";

export interface BulkAssignInput extends BulkInput {
  /** A member; null for nobody. */
  ownerId: string | null;
}

/**
 * Gives many leads to one who works them from now on, or to nobody. Leads that are theirs already stay as they are, and so do those
 * that they may not see.
 * @throws ConflictError where their number has changed, FieldError for one who sees no lead here at all
 */
export const bulkAssign = declareCommand({
  name: "leads.bulkAssign",
  scope: "organization",
  permission: "leads.assign",
  touches: (scope, _input: BulkAssignInput, result: BulkResult) => touchedByMany(scope, result),
  run: (tx, input: BulkAssignInput, scope): Promise<BulkResult> =>
    changeMany(tx, scope, input, "leads.bulkAssign", async () => {
      const { ownerId } = input;
      if (ownerId !== null) await requireWorker(tx, scope, ownerId);
      const owner = sql`${ownerId}::uuid`;
      return {
        // A lead's history tells of it as of a form that was filled in.
        ...{ action: "leads.edit", meta: { fields: ["ownerId"] } },
        applies: sql`${leads.ownerId} is distinct from ${owner}`,
        ...(ownerId !== null && {
          allowed: inArray(leads.menteeId, menteesSeenBy(tx, scope.organizationId, ownerId)),
        }),
        write: settingColumns({ owner_id: owner }),
      };
    }),
});

async function requireWorker(tx: Transaction, { organizationId }: OrganizationScope, ownerId: string) {
  const [worker] = await tx
    .select({ id: members.id })
    .from(members)
    .where(
      and(eq(members.organizationId, organizationId), eq(members.userId, ownerId), seesLeadsOf(undefined)),
    );
  if (!worker) throw new FieldError("ownerId", "choice");
}
