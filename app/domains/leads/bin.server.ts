import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { leads } from "#schema";
import { declareCommand, type Touched, touchesNothing } from "../declare-command.server.ts";
import { ConflictError, NotFoundError } from "../errors.ts";
import { tags } from "../tags.server.ts";
import { logActivity } from "./write-lead.server.ts";

export interface DeleteLeadInput {
  leadId: string;
  /** As it was when the question was asked. */
  rowVersion: number;
}

const touched = ({ organizationId }: OrganizationScope, leadId: string, changed: boolean): Touched =>
  changed ? [tags.leads(organizationId), tags.lead(organizationId, leadId)] : touchesNothing;

/**
 * Puts a lead into the bin. Where it is there already nothing happens, so the same form may be sent twice.
 * @returns whether it was put there
 * @throws NotFoundError, ConflictError where the lead changed meanwhile
 */
export const deleteLead = declareCommand({
  name: "leads.delete",
  scope: "organization",
  permission: "leads.write",
  touches: (scope, { leadId }: DeleteLeadInput, deleted: boolean) => touched(scope, leadId, deleted),
  run: async (tx, { leadId, rowVersion }: DeleteLeadInput, scope): Promise<boolean> => {
    const lead = await lock(tx, leadId);
    if (lead.inBin) return false;
    if (lead.rowVersion !== rowVersion) throw new ConflictError(`Lead ${leadId} changed meanwhile.`);
    await put(tx, leadId, sql`now()`);
    await logActivity(tx, scope, { action: "leads.delete", leadId });
    return true;
  },
});

/**
 * Takes a lead out of the bin, as it was. Where it is not in the bin nothing happens.
 * @returns whether it was taken out
 * @throws NotFoundError, also for one that was merged into another
 */
export const restoreLead = declareCommand({
  name: "leads.restore",
  scope: "organization",
  permission: "leads.write",
  touches: (scope, { leadId }: { leadId: string }, restored: boolean) => touched(scope, leadId, restored),
  run: async (tx, { leadId }: { leadId: string }, scope): Promise<boolean> => {
    const lead = await lock(tx, leadId);
    if (!lead.inBin) return false;
    await put(tx, leadId, null);
    await logActivity(tx, scope, { action: "leads.restore", leadId });
    return true;
  },
});

/** The lead, in the bin or not, held until the transaction ends. */
async function lock(tx: Transaction, leadId: string) {
  const [lead] = await tx
    .select({ rowVersion: leads.rowVersion, inBin: sql<boolean>`${isNotNull(leads.deletedAt)}` })
    .from(leads)
    .where(and(eq(leads.id, leadId), isNull(leads.mergedIntoId)))
    .for("update");
  if (!lead) throw new NotFoundError(`There is no lead ${leadId}.`);
  return lead;
}

const put = (tx: Transaction, leadId: string, deletedAt: SQL | null) =>
  tx
    .update(leads)
    .set({ deletedAt, rowVersion: sql`${leads.rowVersion} + 1` })
    .where(eq(leads.id, leadId));
