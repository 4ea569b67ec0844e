import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import { interactions, leadStatusChanges, leads, leadTags, tasks } from "#schema";
import { declareCommand, type Touched, touchesNothing } from "../declare-command.server.ts";
import { ConflictError, NotFoundError } from "../errors.ts";
import { tags } from "../tags.server.ts";
import { type MergedField, type MergeSide, mergedFields, olderFirst } from "./merge-sides.ts";
import { logActivity, redate, refusingDuplicates, requireMentee, requireOwner } from "./write-lead.server.ts";

export interface MergeLeadsInput {
  /** Of the two leads, in any order, as they were when they stood side by side. */
  leads: readonly [MergedVersion, MergedVersion];
  /** Which one's value each field takes; where the older's is blank, the other's is the one that fills it. */
  choices: Partial<Record<MergedField, MergeSide>>;
}

export interface MergedVersion {
  leadId: string;
  rowVersion: number;
}

export interface MergedLeads {
  /** The lead that stays: the older one. */
  survivorId: string;
  /** False where the same form had merged them already. */
  merged: boolean;
}

/**
 * Makes two leads one. The older stays, takes the values that were chosen, and everything that was done about the other; the other goes
 * into the bin for good and points at it.
 * @throws NotFoundError, ConflictError where one of them changed meanwhile, FieldError for a mentee out of reach, or an owner who does not
 * see the lead
 */
export const mergeLeads = declareCommand({
  name: "leads.merge",
  scope: "organization",
  permission: "leads.write",
  touches: ({ organizationId }, input: MergeLeadsInput, { merged }: MergedLeads): Touched =>
    merged
      ? [tags.leads(organizationId), ...input.leads.map(({ leadId }) => tags.lead(organizationId, leadId))]
      : touchesNothing,
  run: async (tx, { leads: given, choices }: MergeLeadsInput, scope): Promise<MergedLeads> => {
    // Locked first: the same form sent twice at once waits here, and is then told what became of it.
    const locked = await lockThose(
      tx,
      given.map(({ leadId }) => leadId),
    );
    const done = await alreadyMerged(tx, given);
    if (done) return { survivorId: done, merged: false };
    const [survivor, other] = olderFirst(requireBoth(locked, given));
    const wanted = choose(survivor, other, choices);
    const takesOutcome = sideOf(survivor, other, choices, "status") === "newer";
    const menteeChanges = wanted.menteeId !== survivor.menteeId;
    if (menteeChanges) await requireMentee(tx, wanted.menteeId);
    if (wanted.ownerId && (menteeChanges || wanted.ownerId !== survivor.ownerId))
      await requireOwner(tx, scope, wanted.ownerId, wanted.menteeId);
    // First the other, whose external id may be taken over.
    await tx
      .update(leads)
      .set({
        deletedAt: sql`now()`,
        mergedIntoId: survivor.id,
        rowVersion: sql`${leads.rowVersion} + 1`,
        ...(wanted.externalId === other.externalId && { externalId: null }),
      })
      .where(eq(leads.id, other.id));
    await tx.update(leads).set({ mergedIntoId: survivor.id }).where(eq(leads.mergedIntoId, other.id));
    await moveWhatWasDone(tx, survivor.id, other.id);
    await refusingDuplicates(() =>
      tx
        .update(leads)
        .set({
          ...wanted,
          // Copied where it stands: what passes through here would lose its microseconds.
          ...(takesOutcome && { wonAt: wonAtOf(other.id) }),
          // The furthest stage that either passed; a trigger keeps it within the stage's bounds.
          reachedRank: Math.max(survivor.reachedRank, other.reachedRank),
          lastInteractionAt: sql`(select max(i.occurred_at) from ${interactions} i where i.lead_id = ${survivor.id})`,
          rowVersion: sql`${leads.rowVersion} + 1`,
        })
        .where(eq(leads.id, survivor.id)),
    );
    if (takesOutcome && wanted.status === survivor.status) {
      if (wanted.status === "won")
        await redate(tx, survivor.id, eq(leadStatusChanges.toStatus, "won"), wonAtOf(other.id));
    } else if (takesOutcome) {
      await tx.insert(leadStatusChanges).values({
        id: newId(),
        organizationId: scope.organizationId,
        leadId: survivor.id,
        fromStatus: survivor.status,
        toStatus: wanted.status,
        changedAt: wanted.status === "won" ? wonAtOf(other.id) : sql`now()`,
        changedBy: scope.userId,
      });
    }
    const fields = mergedFields.filter((field) => sideOf(survivor, other, choices, field) === "newer");
    await logActivity(tx, scope, {
      action: "leads.merge",
      leadId: survivor.id,
      meta: { other: other.id, fields },
    });
    return { survivorId: survivor.id, merged: true };
  },
});

const columns = {
  id: leads.id,
  rowVersion: leads.rowVersion,
  name: leads.name,
  menteeId: leads.menteeId,
  ownerId: leads.ownerId,
  email: leads.email,
  phone: leads.phone,
  source: leads.source,
  value: leads.value,
  externalId: leads.externalId,
  status: leads.status,
  lostReason: leads.lostReason,
  reachedRank: leads.reachedRank,
  enteredAt: leads.enteredAt,
};

const wonAtOf = (leadId: string) => sql<Date>`(select o.won_at from ${leads} o where o.id = ${leadId})`;

async function lockThose(tx: Transaction, ids: readonly string[]) {
  // In one order everywhere, lest two that merge wait for each other.
  return tx
    .select(columns)
    .from(leads)
    .where(and(inArray(leads.id, [...ids]), isNull(leads.deletedAt)))
    .orderBy(leads.id)
    .for("update");
}

type Stored = Awaited<ReturnType<typeof lockThose>>[number];

function requireBoth([one, other]: readonly Stored[], given: MergeLeadsInput["leads"]): [Stored, Stored] {
  if (!one || !other) throw new NotFoundError("There are no two leads to be merged.");
  for (const { leadId, rowVersion } of given) {
    const stored = one.id === leadId ? one : other;
    if (stored.rowVersion !== rowVersion) throw new ConflictError(`Lead ${leadId} changed meanwhile.`);
  }
  return [one, other];
}

/** The lead that stayed, where the very two have been merged. */
async function alreadyMerged(
  tx: Transaction,
  [one, other]: MergeLeadsInput["leads"],
): Promise<string | undefined> {
  const [merged] = await tx
    .select({ into: leads.mergedIntoId })
    .from(leads)
    .where(and(inArray(leads.id, [one.leadId, other.leadId]), isNotNull(leads.mergedIntoId)));
  return [one.leadId, other.leadId].find((leadId) => leadId === merged?.into);
}

function sideOf(
  older: Stored,
  newer: Stored,
  choices: MergeLeadsInput["choices"],
  field: MergedField,
): MergeSide {
  return choices[field] ?? (older[field] === null && newer[field] !== null ? "newer" : "older");
}

/** What the lead that stays is to say. */
function choose(older: Stored, newer: Stored, choices: MergeLeadsInput["choices"]) {
  const of = (field: MergedField) => (sideOf(older, newer, choices, field) === "newer" ? newer : older);
  const { status, lostReason } = of("status");
  return {
    name: of("name").name,
    menteeId: of("menteeId").menteeId,
    ownerId: of("ownerId").ownerId,
    email: of("email").email,
    phone: of("phone").phone,
    source: of("source").source,
    value: of("value").value,
    externalId: of("externalId").externalId,
    status,
    lostReason,
  };
}

/** Interactions, tasks and tags go over; the moves stay with the lead that made them, whose history the other's page tells too. */
async function moveWhatWasDone(tx: Transaction, survivorId: string, otherId: string): Promise<void> {
  await tx.update(interactions).set({ leadId: survivorId }).where(eq(interactions.leadId, otherId));
  await tx.update(tasks).set({ leadId: survivorId }).where(eq(tasks.leadId, otherId));
  await tx.execute(sql`
    insert into ${leadTags} (organization_id, lead_id, tag_id)
    select organization_id, ${survivorId}::uuid, tag_id from ${leadTags} where lead_id = ${otherId}
    on conflict do nothing`);
}
