import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { isoInstant } from "#app/db/local-time.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { leads, members, tasks } from "#schema";
import type { Touched } from "../declare-command.server.ts";
import { FieldError, NotFoundError } from "../errors.ts";
import { seesLeadsOf } from "../leads/queries.server.ts";
import { tags } from "../tags.server.ts";

export interface TaskInput {
  leadId: string;
  taskId: string;
}

/** A follow-up is shown in lists of its own and, once done, in the history of its lead. */
export const touchedTask = ({ organizationId }: OrganizationScope, leadId: string): Touched => [
  tags.tasks(organizationId),
  tags.lead(organizationId, leadId),
];

/**
 * The lead of a follow-up, held until the transaction ends, so that it is neither deleted nor given to another mentee meanwhile.
 * @throws NotFoundError
 */
export async function holdLead(tx: Transaction, leadId: string): Promise<{ menteeId: string }> {
  const [lead] = await tx
    .select({ menteeId: leads.menteeId })
    .from(leads)
    .where(and(eq(leads.id, leadId), isNull(leads.deletedAt)))
    .for("update");
  if (!lead) throw new NotFoundError(`There is no lead ${leadId}.`);
  return lead;
}

/**
 * The lead and its follow-up, held until the transaction ends, in this order everywhere.
 * @throws NotFoundError
 */
export async function lockTask(tx: Transaction, { leadId, taskId }: TaskInput) {
  const { menteeId } = await holdLead(tx, leadId);
  const [task] = await tx
    .select({
      title: tasks.title,
      dueOn: tasks.dueOn,
      assigneeId: tasks.assigneeId,
      doneAt: tasks.doneAt,
      version: isoInstant(tasks.updatedAt),
    })
    .from(tasks)
    .where(and(eq(tasks.id, taskId), eq(tasks.leadId, leadId)))
    .for("update");
  if (!task) throw new NotFoundError(`There is no follow-up ${taskId}.`);
  return { ...task, menteeId };
}

/** @throws FieldError unless somebody sees the leads of the mentee. */
export async function requireAssignee(
  tx: Transaction,
  { organizationId }: OrganizationScope,
  assigneeId: string,
  menteeId: string,
): Promise<void> {
  const [assignee] = await tx
    .select({ id: members.id })
    .from(members)
    .where(
      and(eq(members.organizationId, organizationId), eq(members.userId, assigneeId), seesLeadsOf(menteeId)),
    );
  if (!assignee) throw new FieldError("assigneeId", "leadOwner");
}
