import { eq, sql } from "drizzle-orm";
import { instantOn } from "#app/db/local-time.ts";
import { newId } from "#app/db/new-id.ts";
import { type LeadStatus, leadStatusChanges, leads } from "#schema";
import { changedFacts } from "../changed-facts.ts";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { ConflictError } from "../errors.ts";
import { today } from "../period.ts";
import { tags } from "../tags.server.ts";
import {
  type Fact,
  lockLead,
  logActivity,
  requireOrder,
  type Wanted,
  writeFacts,
} from "./write-lead.server.ts";

export interface MoveLeadInput {
  leadId: string;
  /** As it was when the move was offered. */
  rowVersion: number;
  to: LeadStatus;
  /** For a win: the local date, today unless given. */
  wonOn?: string | undefined;
  /** The win really was on a day before the lead entered. */
  wonEarlier?: boolean;
  /** For a win: minor units; the value that the lead has stays where none is given. */
  value?: number | undefined;
  /** For a loss. */
  lostReason?: string | null | undefined;
  /** IANA; the organization's. */
  timeZone: string;
}

export interface MovedLead {
  from: LeadStatus;
  /** False where all that was asked for was there already. */
  moved: boolean;
}

/**
 * Moves a lead to another stage, wins it or gives it up. Where it is at that stage already, with the date, the value or the reason that are
 * asked for, nothing happens, so the same move may be sent twice; a date, a value or a reason that differ are put right.
 * @throws NotFoundError, ConflictError where the lead changed meanwhile, FieldError for a win before the lead entered that nobody confirmed
 */
export const moveLead = declareCommand({
  name: "leads.move",
  scope: "organization",
  permission: "leads.write",
  touches: ({ organizationId }, { leadId }: MoveLeadInput, { moved }: MovedLead) =>
    moved ? [tags.leads(organizationId), tags.lead(organizationId, leadId)] : touchesNothing,
  run: async (tx, input: MoveLeadInput, scope): Promise<MovedLead> => {
    const { leadId, to, value, lostReason, timeZone } = input;
    const lead = await lockLead(tx, leadId, timeZone);
    const { status: from } = lead;
    const outcome = outcomeOf(input);
    const changed = changedFacts<Fact>(lead, outcome);
    if (from === to && changed.length === 0) return { from, moved: false };
    if (lead.rowVersion !== input.rowVersion) throw new ConflictError(`Lead ${leadId} changed meanwhile.`);
    requireOrder({ enteredOn: lead.enteredOn, ...outcome }, input.wonEarlier ?? false);
    if (from === to) {
      await writeFacts(tx, leadId, changed, outcome, timeZone);
      await logActivity(tx, scope, { action: "leads.edit", leadId, meta: { fields: changed } });
      return { from, moved: true };
    }
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

/** What a move asks for beside the stage. */
function outcomeOf({ to, wonOn, value, lostReason, timeZone }: MoveLeadInput): Partial<Wanted> {
  if (to === "won") return { wonOn: wonOn ?? today(timeZone), ...(value !== undefined && { value }) };
  return to === "lost" && lostReason !== undefined ? { lostReason } : {};
}
