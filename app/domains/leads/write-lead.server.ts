import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { localDate } from "#app/db/local-time.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { brokenUniqueConstraint } from "#app/db/unique-violation.ts";
import { type ActivityMeta, activityLog, leads, mentees } from "#schema";
import { FieldError, NotFoundError } from "../errors.ts";

/** What commands compare with what a person sent; dates in the organization's zone. */
const storedFacts = (timeZone: string) => ({
  menteeId: leads.menteeId,
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

/** Which of the facts that somebody wants differ from what is stored. */
export function changedFacts<Fact extends string>(
  stored: { readonly [fact in Fact]?: unknown },
  wanted: { readonly [fact in Fact]?: unknown },
): Fact[] {
  return (Object.keys(wanted) as Fact[]).filter((fact) => stored[fact] !== wanted[fact]);
}

/** @throws FieldError unless this person may give leads to the mentee. */
export async function requireMentee(tx: Transaction, menteeId: string): Promise<void> {
  const [mentee] = await tx
    .select({ id: mentees.id })
    .from(mentees)
    .where(and(eq(mentees.id, menteeId), isNull(mentees.deletedAt)));
  if (!mentee) throw new FieldError("menteeId", "choice");
}

/** Runs a write; two leads with one external id are an error of that field. */
export async function refusingDuplicates<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (brokenUniqueConstraint(error) === "leads_external_id_unique") {
      throw new FieldError("externalId", "taken");
    }
    throw error;
  }
}

/** Notes who did what to a lead. The meta holds no person's data: names of fields, stages. */
export async function logActivity(
  tx: Transaction,
  scope: OrganizationScope,
  entry: { action: string; leadId: string; meta?: ActivityMeta },
): Promise<void> {
  const { action, leadId, meta = {} } = entry;
  await tx.insert(activityLog).values({
    organizationId: scope.organizationId,
    actorId: scope.userId,
    action,
    recordType: "lead",
    recordId: leadId,
    meta,
  });
}
