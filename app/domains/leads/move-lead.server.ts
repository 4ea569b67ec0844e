import { eq, sql } from "drizzle-orm";
import { instantOn } from "#app/db/local-time.ts";
import { newId } from "#app/db/new-id.ts";
import { type LeadStatus, leadStatusChanges, leads } from "#schema";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { ConflictError } from "../errors.ts";
import { tags } from "../tags.server.ts";
import { lockLead, logActivity } from "./write-lead.server.ts";

export interface MoveLeadInput {
  leadId: string;
  /** As it was when the move was offered. */
  rowVersion: number;
  to: LeadStatus;
  /** For a win: the local date, today unless given. */
  wonOn?: string | undefined;
  /** For a win: minor units; the value that the lead has stays where none is given. */
  value?: number | undefined;
  /** For a loss. */
  lostReason?: string | null | undefined;
  /** IANA; the organization's. */
  timeZone: string;
}

export interface MovedLead {
  from: LeadStatus;
  /** False where the lead was there already. */
  moved: boolean;
}

/**
 * Moves a lead to another stage, wins it or gives it up. To the stage where it is: nothing happens, so the same move may be sent twice.
 * @throws NotFoundError, ConflictError where the lead changed meanwhile
 */
export const moveLead = declareCommand({
  name: "leads.move",
  scope: "organization",
  permission: "leads.write",
  touches: ({ organizationId }, { leadId }: MoveLeadInput, { moved }: MovedLead) =>
    moved ? [tags.leads(organizationId), tags.lead(organizationId, leadId)] : touchesNothing,
  run: async (tx, input: MoveLeadInput, scope): Promise<MovedLead> => {
    const { leadId, to, value, lostReason, timeZone } = input;
    const { status: from, rowVersion } = await lockLead(tx, leadId, timeZone);
    if (from === to) return { from, moved: false };
    if (rowVersion !== input.rowVersion) throw new ConflictError(`Lead ${leadId} changed meanwhile.`);
    const won = to === "won";
    const wonAt = input.wonOn === undefined ? sql`now()` : instantOn(input.wonOn, timeZone);
    await tx
      .update(leads)
      .set({
        status: to,
        wonAt: won ? wonAt : null,
        lostReason: to === "lost" ? (lostReason ?? null) : null,
        ...(won && value !== undefined && { value }),
        rowVersion: sql`${leads.rowVersion} + 1`,
      })
      .where(eq(leads.id, leadId));
    await tx.insert(leadStatusChanges).values({
      id: newId(),
      organizationId: scope.organizationId,
      leadId,
      fromStatus: from,
      toStatus: to,
      // A win entered later happened when it was won.
      changedAt: won ? wonAt : sql`now()`,
      changedBy: scope.userId,
    });
    await logActivity(tx, scope, { action: "leads.move", leadId, meta: { from, to } });
    return { from, moved: true };
  },
});
