import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { FieldError } from "#app/domains/errors.ts";
import { menteesSeenBy } from "#app/domains/leads/queries.server.ts";
import { ofOpenLead } from "#app/domains/tasks/queries.server.ts";
import { leads, members, tasks } from "#schema";

/** What somebody had who is no member any more. */
export interface ReleasedWork {
  leads: number;
  /** Still to be done, for leads that are not in the bin. */
  tasks: number;
}

/**
 * Gives the leads that somebody works and what they are still to do to another member, as far as that one sees them; the rest, and
 * all of it without an heir, is nobody's. Leads in the bin are among them: whoever restores one finds it with a member, or free.
 * @throws FieldError for an heir who is no other member
 */
export async function releaseWork(
  tx: Transaction,
  { organizationId, userId }: { organizationId: string; userId: string },
  heirId: string | null,
): Promise<ReleasedWork> {
  if (heirId !== null) {
    const [heir] = await tx
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.organizationId, organizationId), eq(members.userId, heirId)));
    if (!heir || heirId === userId) throw new FieldError("heirId", "leadOwner");
  }
  const taker =
    heirId === null
      ? sql`null::uuid`
      : sql`case when ${inArray(leads.menteeId, menteesSeenBy(tx, organizationId, heirId))} then ${heirId}::uuid end`;
  // One after the other in one order, as everybody does who takes several.
  const worked = tx
    .select({ id: leads.id })
    .from(leads)
    .where(and(eq(leads.organizationId, organizationId), eq(leads.ownerId, userId)))
    .orderBy(asc(leads.id))
    .for("update");
  const released = await tx
    .update(leads)
    .set({ ownerId: taker, rowVersion: sql`${leads.rowVersion} + 1` })
    .where(inArray(leads.id, worked))
    .returning({ deletedAt: leads.deletedAt });
  const left = await tx
    .update(tasks)
    .set({ assigneeId: sql`(select ${taker} from ${leads} where ${leads.id} = ${tasks.leadId})` })
    .where(and(eq(tasks.organizationId, organizationId), eq(tasks.assigneeId, userId), isNull(tasks.doneAt)))
    .returning({ open: sql<boolean>`exists (select 1 from ${leads} where ${ofOpenLead})` });
  return {
    leads: released.filter(({ deletedAt }) => deletedAt === null).length,
    tasks: left.filter(({ open }) => open).length,
  };
}
