import { and, eq, gt, isNull } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import { tasks } from "#schema";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { noteActivity } from "../note-activity.server.ts";
import type { TaskFacts } from "./task-facts.ts";
import { holdLead, requireAssignee, touchedTask } from "./write-task.server.ts";

export interface CreateTaskInput {
  leadId: string;
  facts: TaskFacts;
  /** The newest follow-up that the form had seen, so that the same form sent twice writes one. */
  seen?: string | undefined;
}

/**
 * Writes down what is to be done for a lead. What a mentee writes down is theirs to do.
 * @returns whether it was written; not where the same form had it written already
 * @throws NotFoundError, FieldError for somebody who does not see the lead
 */
export const createTask = declareCommand({
  name: "tasks.create",
  scope: "organization",
  permission: "leads.write",
  touches: (scope, { leadId }: CreateTaskInput, created: boolean) =>
    created ? touchedTask(scope, leadId) : touchesNothing,
  run: async (tx, { leadId, facts, seen }: CreateTaskInput, scope): Promise<boolean> => {
    const { organizationId, userId, role } = scope;
    const { menteeId } = await holdLead(tx, leadId);
    const wanted = { ...facts, ...(role === "mentee" && { assigneeId: userId }) };
    if (await isWritten(tx, leadId, wanted, userId, seen)) return false;
    if (wanted.assigneeId !== null) await requireAssignee(tx, scope, wanted.assigneeId, menteeId);
    const taskId = newId();
    await tx.insert(tasks).values({ id: taskId, organizationId, leadId, ...wanted, createdBy: userId });
    await noteActivity(tx, scope, { action: "tasks.create", recordType: "task", recordId: taskId });
    return true;
  },
});

/** Whether this person has written down the very same since the form was made. */
async function isWritten(
  tx: Transaction,
  leadId: string,
  { title, dueOn, assigneeId }: TaskFacts,
  userId: string,
  seen: string | undefined,
): Promise<boolean> {
  const [same] = await tx
    .select({ id: tasks.id })
    .from(tasks)
    .where(
      and(
        eq(tasks.leadId, leadId),
        eq(tasks.createdBy, userId),
        eq(tasks.title, title),
        eq(tasks.dueOn, dueOn),
        assigneeId === null ? isNull(tasks.assigneeId) : eq(tasks.assigneeId, assigneeId),
        isNull(tasks.doneAt),
        seen === undefined ? undefined : gt(tasks.id, seen),
      ),
    )
    .limit(1);
  return same !== undefined;
}
