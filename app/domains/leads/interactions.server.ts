import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { isoInstant, localMinute } from "#app/db/local-time.ts";
import { newId } from "#app/db/new-id.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { type InteractionKind, interactions, leads } from "#schema";
import { declareCommand, type Touched, touchesNothing } from "../declare-command.server.ts";
import { ConflictError, FieldError, ForbiddenError, NotFoundError } from "../errors.ts";
import { tags } from "../tags.server.ts";
import { lockLead, logActivity } from "./write-lead.server.ts";

/** What a person writes down about a call, a meeting and the like. */
export interface InteractionFacts {
  kind: InteractionKind;
  /** Local date and time, "YYYY-MM-DDTHH:MM"; undefined is now. */
  occurredAt?: string | undefined;
  body: string;
}

export interface LogInteractionInput {
  leadId: string;
  facts: InteractionFacts;
  /** The newest interaction that the form had seen, so that the same form sent twice logs one. */
  seen?: string | undefined;
  /** IANA; the organization's. */
  timeZone: string;
}

const touched = ({ organizationId }: OrganizationScope, leadId: string, changed: boolean): Touched =>
  // The list tells, sorts and filters by the last interaction.
  changed ? [tags.leads(organizationId), tags.lead(organizationId, leadId)] : touchesNothing;

/**
 * Writes down that something passed between somebody and a lead.
 * @returns whether it was written; not where the same form had it written already
 * @throws NotFoundError, FieldError for a time that is still to come
 */
export const logInteraction = declareCommand({
  name: "leads.logInteraction",
  scope: "organization",
  permission: "leads.write",
  touches: (scope, { leadId }: LogInteractionInput, logged: boolean) => touched(scope, leadId, logged),
  run: async (tx, { leadId, facts, seen, timeZone }: LogInteractionInput, scope): Promise<boolean> => {
    await lockLead(tx, leadId, timeZone);
    if (await isLogged(tx, { leadId, facts, seen, timeZone }, scope)) return false;
    const occurredAt = await instantOf(tx, facts.occurredAt, timeZone);
    const { organizationId, userId } = scope;
    const { kind, body } = facts;
    await tx
      .insert(interactions)
      .values({ id: newId(), organizationId, leadId, kind, occurredAt, userId, body });
    await keepLastInteraction(tx, leadId);
    await logActivity(tx, scope, { action: "leads.logInteraction", leadId, meta: { kind } });
    return true;
  },
});

export interface ChangeInteractionInput {
  leadId: string;
  interactionId: string;
  /** As it was when the form was made. */
  version: string;
  facts: InteractionFacts;
  /** IANA; the organization's. */
  timeZone: string;
}

/**
 * Corrects one's own interaction. Nothing happens where it says so already.
 * @returns whether anything changed
 * @throws NotFoundError, ForbiddenError for somebody else's, ConflictError where it changed meanwhile, FieldError for a time that is still to
 * come
 */
export const changeInteraction = declareCommand({
  name: "leads.changeInteraction",
  scope: "organization",
  permission: "leads.write",
  touches: (scope, { leadId }: ChangeInteractionInput, changed: boolean) => touched(scope, leadId, changed),
  run: async (tx, input: ChangeInteractionInput, scope): Promise<boolean> => {
    const { leadId, interactionId, version, facts, timeZone } = input;
    const stored = await lockOwn(tx, input, scope);
    // A time that stays keeps its seconds.
    const newTime = facts.occurredAt === stored.occurredAt ? undefined : facts.occurredAt;
    if (facts.kind === stored.kind && facts.body === stored.body && newTime === undefined) return false;
    if (stored.version !== version)
      throw new ConflictError(`Interaction ${interactionId} changed meanwhile.`);
    const occurredAt = newTime === undefined ? undefined : await instantOf(tx, newTime, timeZone);
    await tx
      .update(interactions)
      .set({
        kind: facts.kind,
        body: facts.body,
        ...(occurredAt && { occurredAt }),
        updatedAt: sql`clock_timestamp()`,
      })
      .where(eq(interactions.id, interactionId));
    await keepLastInteraction(tx, leadId);
    await logActivity(tx, scope, { action: "leads.changeInteraction", leadId, meta: { kind: facts.kind } });
    return true;
  },
});

export interface DeleteInteractionInput {
  leadId: string;
  interactionId: string;
  /** IANA; the organization's. */
  timeZone: string;
}

/**
 * Takes one's own interaction away.
 * @throws NotFoundError, also where it is gone already, ForbiddenError for somebody else's
 */
export const deleteInteraction = declareCommand({
  name: "leads.deleteInteraction",
  scope: "organization",
  permission: "leads.write",
  touches: (scope, { leadId }: DeleteInteractionInput) => touched(scope, leadId, true),
  run: async (tx, input: DeleteInteractionInput, scope): Promise<void> => {
    const { leadId, interactionId } = input;
    const { kind } = await lockOwn(tx, input, scope);
    await tx.delete(interactions).where(eq(interactions.id, interactionId));
    await keepLastInteraction(tx, leadId);
    await logActivity(tx, scope, { action: "leads.deleteInteraction", leadId, meta: { kind } });
  },
});

/** The lead and the interaction, held until the transaction ends, in this order everywhere. */
async function lockOwn(
  tx: Transaction,
  { leadId, interactionId, timeZone }: DeleteInteractionInput,
  { userId }: OrganizationScope,
) {
  await lockLead(tx, leadId, timeZone);
  const [stored] = await tx
    .select({
      kind: interactions.kind,
      body: interactions.body,
      occurredAt: localMinute(interactions.occurredAt, timeZone),
      userId: interactions.userId,
      version: isoInstant(interactions.updatedAt),
    })
    .from(interactions)
    .where(and(eq(interactions.id, interactionId), eq(interactions.leadId, leadId)))
    .for("update");
  if (!stored) throw new NotFoundError(`There is no interaction ${interactionId}.`);
  if (stored.userId !== userId) throw new ForbiddenError(`Interaction ${interactionId} is somebody else's.`);
  return stored;
}

/** Whether this person has logged the very same since the form was made. */
async function isLogged(
  tx: Transaction,
  { leadId, facts, seen, timeZone }: LogInteractionInput,
  { userId }: OrganizationScope,
): Promise<boolean> {
  const { kind, body, occurredAt } = facts;
  const [same] = await tx
    .select({ id: interactions.id })
    .from(interactions)
    .where(
      and(
        eq(interactions.leadId, leadId),
        eq(interactions.userId, userId),
        eq(interactions.kind, kind),
        eq(interactions.body, body),
        seen === undefined ? undefined : gt(interactions.id, seen),
        occurredAt === undefined ? undefined : eq(localMinute(interactions.occurredAt, timeZone), occurredAt),
      ),
    )
    .limit(1);
  return same !== undefined;
}

/** @throws FieldError for what is still to come */
async function instantOf(tx: Transaction, local: string | undefined, timeZone: string): Promise<SQL<Date>> {
  if (local === undefined) return sql`now()`;
  const at = sql<Date>`(${local}::timestamp at time zone ${timeZone})`;
  const { rows } = await tx.execute<{ future: boolean }>(sql`select ${at} > now() as future`);
  if (rows[0]?.future) throw new FieldError("occurredAt", "future");
  return at;
}

async function keepLastInteraction(tx: Transaction, leadId: string): Promise<void> {
  await tx
    .update(leads)
    .set({
      lastInteractionAt: sql`(select max(i.occurred_at) from ${interactions} i where i.lead_id = ${leadId})`,
    })
    .where(eq(leads.id, leadId));
}
