import type { Transaction } from "#app/db/database.ts";
import { instantOn } from "#app/db/local-time.ts";
import { newId } from "#app/db/new-id.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { leadStatusChanges, leads } from "#schema";
import { changedFacts } from "../changed-facts.ts";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { NotFoundError } from "../errors.ts";
import { tags } from "../tags.server.ts";
import type { LeadFacts } from "./lead-facts.ts";
import type { OpenStatus } from "./lead-status.ts";
import {
  lockLead,
  logActivity,
  refusingDuplicates,
  requireMentee,
  requireOwner,
} from "./write-lead.server.ts";

export interface CreateLeadInput {
  /** Drawn when the form was made (UUIDv7): the same form sent twice makes one lead. */
  leadId: string;
  facts: LeadFacts;
  status: OpenStatus;
  /** IANA; the organization's. */
  timeZone: string;
}

export interface CreatedLead {
  leadId: string;
  /** False where the same form had made it already. */
  created: boolean;
}

/**
 * Takes up a new lead.
 * @returns its id, which is another than the one asked for where that one was taken by another lead
 * @throws FieldError for a mentee out of reach, an owner who does not see the lead or an external id that is taken
 */
export const createLead = declareCommand({
  name: "leads.create",
  scope: "organization",
  permission: "leads.write",
  touches: ({ organizationId }, _input: CreateLeadInput, { leadId, created }: CreatedLead) =>
    created ? [tags.leads(organizationId), tags.lead(organizationId, leadId)] : touchesNothing,
  run: async (tx, sent: CreateLeadInput, scope): Promise<CreatedLead> => {
    const input = ownedByMentee(sent, scope);
    const { menteeId, ownerId } = input.facts;
    await requireMentee(tx, menteeId);
    if (ownerId) await requireOwner(tx, scope, ownerId, menteeId);
    if (await insertLead(tx, input, scope)) return { leadId: input.leadId, created: true };
    if (await isSameLead(tx, input)) return { leadId: input.leadId, created: false };
    // Somebody went back to a form that was sent, and wrote another lead into it.
    const anew = { ...input, leadId: newId() };
    await insertLead(tx, anew, scope);
    return { leadId: anew.leadId, created: true };
  },
});

/** Mentees choose nobody: they work the leads that they write down. */
const ownedByMentee = (input: CreateLeadInput, { role, userId }: OrganizationScope): CreateLeadInput =>
  role === "mentee" ? { ...input, facts: { ...input.facts, ownerId: userId } } : input;

async function insertLead(
  tx: Transaction,
  input: CreateLeadInput,
  scope: OrganizationScope,
): Promise<boolean> {
  const { organizationId, userId } = scope;
  const { leadId, facts, status, timeZone } = input;
  const { enteredOn, ...written } = facts;
  const [lead] = await refusingDuplicates(() =>
    tx
      .insert(leads)
      .values({ id: leadId, organizationId, ...written, status, enteredAt: instantOn(enteredOn, timeZone) })
      .onConflictDoNothing({ target: leads.id })
      .returning({ id: leads.id }),
  );
  if (!lead) return false;
  await tx.insert(leadStatusChanges).values({
    id: newId(),
    organizationId,
    leadId,
    toStatus: status,
    changedAt: instantOn(enteredOn, timeZone),
    changedBy: userId,
  });
  await logActivity(tx, scope, { action: "leads.create", leadId });
  return true;
}

/** Whether the lead with this id is the very one that is to be made, and within reach. */
async function isSameLead(tx: Transaction, { leadId, facts, timeZone }: CreateLeadInput): Promise<boolean> {
  try {
    return changedFacts<keyof LeadFacts>(await lockLead(tx, leadId, timeZone), facts).length === 0;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}
