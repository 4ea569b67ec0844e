import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { instantOn, localDate } from "#app/db/local-time.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { leadStatusChanges, leads, members, mentees } from "#schema";
import { FieldError, NotFoundError } from "../errors.ts";
import { endsBeforeItBegins } from "../local-date.ts";
import { type ActivityEntry, noteActivity } from "../note-activity.server.ts";
import { refusingTaken } from "../refuse-taken.server.ts";
import type { LeadFacts } from "./lead-facts.ts";
import { seesLeadsOf } from "./list-owners.server.ts";

/** What commands compare with what a person sent; dates in the organization's zone. */
const storedFacts = (timeZone: string) => ({
  menteeId: leads.menteeId,
  ownerId: leads.ownerId,
  name: leads.name,
  email: leads.email,
  phone: leads.phone,
  source: leads.source,
  value: leads.value,
  externalId: leads.externalId,
  enteredOn: localDate(leads.enteredAt, timeZone),
  wonOn: sql<string | null>`${localDate(leads.wonAt, timeZone)}`,
  lostReason: leads.lostReason,
  status: leads.status,
  rowVersion: leads.rowVersion,
});

/**
 * A lead as it is stored, held until the transaction ends. Row-level security hides what this person may not see.
 * @param timeZone IANA; the organization's
 * @throws NotFoundError
 */
export async function lockLead(tx: Transaction, leadId: string, timeZone: string) {
  const [lead] = await tx
    .select(storedFacts(timeZone))
    .from(leads)
    .where(and(eq(leads.id, leadId), isNull(leads.deletedAt)))
    .for("update");
  if (!lead) throw new NotFoundError(`There is no lead ${leadId}.`);
  return lead;
}

/**
 * Refuses what is to be attached to a lead that is not there, or that this person may not see. Keeps it from being deleted meanwhile.
 * @throws NotFoundError
 */
export async function requireVisibleLead(tx: Transaction, leadId: string): Promise<void> {
  const [lead] = await tx
    .select({ id: leads.id })
    .from(leads)
    .where(and(eq(leads.id, leadId), isNull(leads.deletedAt)))
    .for("share");
  if (!lead) throw new NotFoundError(`There is no lead ${leadId}.`);
}

/** What a person wants to be written down, the outcome only where it applies. */
export type Wanted = LeadFacts & { wonOn?: string; lostReason?: string | null };
export type Fact = keyof Wanted;

/** Writes what changed only: a date that stays keeps its time of day. The history takes over a date that changes. */
export async function writeFacts(
  tx: Transaction,
  leadId: string,
  changed: readonly Fact[],
  { enteredOn, wonOn, ...plain }: Partial<Wanted>,
  timeZone: string,
): Promise<void> {
  const set: Record<string, unknown> = Object.fromEntries(
    Object.entries(plain).filter(([fact]) => changed.includes(fact as Fact)),
  );
  const instant = (fact: Fact, date: string | undefined) =>
    date !== undefined && changed.includes(fact) ? instantOn(date, timeZone) : undefined;
  const enteredAt = instant("enteredOn", enteredOn);
  const wonAt = instant("wonOn", wonOn);
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
export async function redate(tx: Transaction, leadId: string, kind: SQL, at: SQL): Promise<void> {
  const latest = tx
    .select({ id: leadStatusChanges.id })
    .from(leadStatusChanges)
    .where(and(eq(leadStatusChanges.leadId, leadId), kind))
    .orderBy(desc(leadStatusChanges.createdAt), desc(leadStatusChanges.id))
    .limit(1);
  await tx.update(leadStatusChanges).set({ changedAt: at }).where(eq(leadStatusChanges.id, latest));
}

/**
 * @param confirmed whoever writes it down says that it was so
 * @throws FieldError for a win on a day before the lead entered, which is a slip of the pen more often than not
 */
export function requireOrder({ enteredOn, wonOn }: Partial<Wanted>, confirmed: boolean): void {
  if (!confirmed && endsBeforeItBegins({ from: enteredOn, to: wonOn }))
    throw new FieldError("wonOn", "wonTooEarly");
}

/** @throws FieldError unless this person may give leads to the mentee. */
export async function requireMentee(tx: Transaction, menteeId: string): Promise<void> {
  const [mentee] = await tx
    .select({ id: mentees.id })
    .from(mentees)
    .where(and(eq(mentees.id, menteeId), isNull(mentees.deletedAt)));
  if (!mentee) throw new FieldError("menteeId", "choice");
}

/** @throws FieldError unless somebody sees the leads of the mentee, and so may work them. */
export async function requireOwner(
  tx: Transaction,
  { organizationId }: OrganizationScope,
  ownerId: string,
  menteeId: string,
): Promise<void> {
  const [owner] = await tx
    .select({ id: members.id })
    .from(members)
    .where(
      and(eq(members.organizationId, organizationId), eq(members.userId, ownerId), seesLeadsOf(menteeId)),
    );
  if (!owner) throw new FieldError("ownerId", "leadOwner");
}

/** Runs a write; two leads with one external id are an error of that field. */
export const refusingDuplicates = <T>(write: () => Promise<T>): Promise<T> =>
  refusingTaken({ leads_external_id_unique: "externalId" }, write);

/** Notes who did what to a lead. */
export const logActivity = (
  tx: Transaction,
  scope: OrganizationScope,
  { leadId, ...entry }: Omit<ActivityEntry, "recordType" | "recordId"> & { leadId: string },
): Promise<void> => noteActivity(tx, scope, { ...entry, recordType: "lead", recordId: leadId });
