import { eq } from "drizzle-orm";
import { tasks } from "#schema";
import { changedFacts } from "../changed-facts.ts";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { ConflictError } from "../errors.ts";
import { noteActivity } from "../note-activity.server.ts";
import type { TaskFacts } from "./task-facts.ts";
import { lockTask, requireAssignee, type TaskInput, touchedTask } from "./write-task.server.ts";

export interface EditTaskInput extends TaskInput {
  /** As it was when the form was made. */
  version: string;
  facts: TaskFacts;
}

type Fact = keyof TaskFacts;

/**
 * Changes what is to be done for a lead. Nothing happens where it says so already. A mentee gives it to nobody else.
 * @returns the names of the facts that changed
 * @throws NotFoundError, ConflictError where it changed meanwhile, FieldError for somebody who does not see the lead
 */
export const editTask = declareCommand({
  name: "tasks.edit",
  scope: "organization",
  permission: "leads.write",
  touches: (scope, { leadId }: EditTaskInput, changed: Fact[]) =>
    changed.length > 0 ? touchedTask(scope, leadId) : touchesNothing,
  run: async (tx, input: EditTaskInput, scope): Promise<Fact[]> => {
    const { taskId, version, facts } = input;
    const { menteeId, ...stored } = await lockTask(tx, input);
    const wanted = scope.role === "mentee" ? { ...facts, assigneeId: stored.assigneeId } : facts;
    const changed = changedFacts<Fact>(stored, wanted);
    if (changed.length === 0) return [];
    if (stored.version !== version) throw new ConflictError(`Follow-up ${taskId} changed meanwhile.`);
    if (changed.includes("assigneeId") && wanted.assigneeId !== null)
      await requireAssignee(tx, scope, wanted.assigneeId, menteeId);
    await tx.update(tasks).set(wanted).where(eq(tasks.id, taskId));
    await noteActivity(tx, scope, {
      action: "tasks.edit",
      recordType: "task",
      recordId: taskId,
      meta: { fields: changed },
    });
    return changed;
  },
});
