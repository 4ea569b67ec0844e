import { changedFacts } from "../changed-facts.ts";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { ConflictError } from "../errors.ts";
import { tags } from "../tags.server.ts";
import type { LeadFacts } from "./lead-facts.ts";
import {
  type Fact,
  lockLead,
  logActivity,
  refusingDuplicates,
  requireMentee,
  requireOrder,
  requireOwner,
  type Wanted,
  writeFacts,
} from "./write-lead.server.ts";

/** What may be corrected once a lead is won or lost; passed over for a lead that is not. */
export interface OutcomeFacts {
  /** Local date. */
  wonOn?: string | undefined;
  lostReason?: string | null | undefined;
  /** The win really was on a day before the lead entered. */
  wonEarlier?: boolean;
}

export interface EditLeadInput {
  leadId: string;
  /** As it was when the form was made. */
  rowVersion: number;
  facts: LeadFacts;
  outcome: OutcomeFacts;
  /** IANA; the organization's. */
  timeZone: string;
}

/**
 * Corrects what is written down about a lead. Nothing happens where all of it is there already, so the same form may be sent twice.
 * @returns the names of the facts that changed
 * @throws NotFoundError, ConflictError where the lead changed meanwhile, FieldError for a mentee out of reach, an owner who does not see
 * the lead, an external id that is taken, or a win before the lead entered that nobody confirmed
 */
export const editLead = declareCommand({
  name: "leads.edit",
  scope: "organization",
  permission: "leads.write",
  touches: ({ organizationId }, { leadId }: EditLeadInput, changed: string[]) =>
    changed.length > 0 ? [tags.leads(organizationId), tags.lead(organizationId, leadId)] : touchesNothing,
  run: async (tx, input: EditLeadInput, scope): Promise<string[]> => {
    const { leadId, facts, outcome, timeZone } = input;
    const lead = await lockLead(tx, leadId, timeZone);
    const { ownerId, ...plain } = facts;
    const wanted: Wanted = {
      ...plain,
      // Whom a mentee's lead was given to is not for the mentee to say.
      ...(ownerId !== undefined && scope.role !== "mentee" && { ownerId }),
      ...(lead.status === "won" && outcome.wonOn !== undefined && { wonOn: outcome.wonOn }),
      ...(lead.status === "lost" && outcome.lostReason !== undefined && { lostReason: outcome.lostReason }),
    };
    const changed = changedFacts<Fact>(lead, wanted);
    if (changed.length === 0) return [];
    if (lead.rowVersion !== input.rowVersion) throw new ConflictError(`Lead ${leadId} changed meanwhile.`);
    // Those that a file brought may stay.
    if (changed.includes("wonOn") || changed.includes("enteredOn")) {
      requireOrder(wanted, outcome.wonEarlier ?? false);
    }
    if (changed.includes("menteeId")) await requireMentee(tx, facts.menteeId);
    // One who has lost sight of it since may stay.
    if (wanted.ownerId && (changed.includes("ownerId") || changed.includes("menteeId"))) {
      await requireOwner(tx, scope, wanted.ownerId, facts.menteeId);
    }
    await refusingDuplicates(() => writeFacts(tx, leadId, changed, wanted, timeZone));
    await logActivity(tx, scope, { action: "leads.edit", leadId, meta: { fields: changed } });
    return changed;
  },
});
