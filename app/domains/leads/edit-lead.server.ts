import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { instantOn } from "#app/db/local-time.ts";
import { leadStatusChanges, leads } from "#schema";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { ConflictError } from "../errors.ts";
import { tags } from "../tags.server.ts";
import type { LeadFacts } from "./lead-facts.ts";
import {
  changedFacts,
  lockLead,
  logActivity,
  refusingDuplicates,
  requireMentee,
} from "./write-lead.server.ts";

/** What may be corrected once a lead is won or lost; passed over for a lead that is not. */
export interface OutcomeFacts {
  /** Local date. */
  wonOn?: string | undefined;
  lostReason?: string | null | undefined;
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
 * @throws NotFoundError, ConflictError where the lead changed meanwhile, FieldError for a mentee out of reach or an external id that is
 * taken
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
    const wanted: Wanted = {
      ...facts,
      ...(lead.status === "won" && outcome.wonOn !== undefined && { wonOn: outcome.wonOn }),
      ...(lead.status === "lost" && outcome.lostReason !== undefined && { lostReason: outcome.lostReason }),
    };
    const changed = changedFacts<Fact>(lead, wanted);
    if (changed.length === 0) return [];
    if (lead.rowVersion !== input.rowVersion) throw new ConflictError(`Lead ${leadId} changed meanwhile.`);
    if (changed.includes("menteeId")) await requireMentee(tx, facts.menteeId);
    await refusingDuplicates(() => write(tx, leadId, changed, wanted, timeZone));
    await logActivity(tx, scope, { action: "leads.edit", leadId, meta: { fields: changed } });
    return changed;
  },
});

type Wanted = LeadFacts & { wonOn?: string; lostReason?: string | null };
type Fact = keyof Wanted;

/** Only what changed: a date that stays keeps its time of day. */
async function write(
  tx: Transaction,
  leadId: string,
  changed: readonly Fact[],
  { enteredOn, wonOn, ...plain }: Wanted,
  timeZone: string,
): Promise<void> {
  const set: Record<string, unknown> = Object.fromEntries(
    Object.entries(plain).filter(([fact]) => changed.includes(fact as Fact)),
  );
  const enteredAt = changed.includes("enteredOn") ? instantOn(enteredOn, timeZone) : undefined;
  const wonAt = wonOn !== undefined && changed.includes("wonOn") ? instantOn(wonOn, timeZone) : undefined;
  await tx
    .update(leads)
    .set({
      ...set,
      ...(enteredAt && { enteredAt }),
      ...(wonAt && { wonAt }),
      rowVersion: sql`${leads.rowVersion} + 1`,
    })
    .where(eq(leads.id, leadId));
  if (enteredAt) await redate(tx, leadId, isNull(leadStatusChanges.fromStatus), enteredAt);
  if (wonAt) await redate(tx, leadId, eq(leadStatusChanges.toStatus, "won"), wonAt);
}

/** The history tells the same date as the lead: the latest change of a kind takes it over. */
async function redate(tx: Transaction, leadId: string, kind: SQL, at: SQL): Promise<void> {
  const latest = tx
    .select({ id: leadStatusChanges.id })
    .from(leadStatusChanges)
    .where(and(eq(leadStatusChanges.leadId, leadId), kind))
    .orderBy(desc(leadStatusChanges.createdAt), desc(leadStatusChanges.id))
    .limit(1);
  await tx.update(leadStatusChanges).set({ changedAt: at }).where(eq(leadStatusChanges.id, latest));
}
