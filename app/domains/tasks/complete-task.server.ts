import { eq, sql } from "drizzle-orm";
import { tasks } from "#schema";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { noteActivity } from "../note-activity.server.ts";
import { lockTask, type TaskInput, touchedTask } from "./write-task.server.ts";

export interface CompleteTaskInput extends TaskInput {
  /** False takes it back. */
  done: boolean;
}

/**
 * Ticks off what was to be done for a lead, or takes that back. Nothing happens where it is so already.
 * @returns whether anything changed
 * @throws NotFoundError
 */
export const completeTask = declareCommand({
  name: "tasks.complete",
  scope: "organization",
  permission: "leads.write",
  touches: (scope, { leadId }: CompleteTaskInput, changed: boolean) =>
    changed ? touchedTask(scope, leadId) : touchesNothing,
  run: async (tx, input: CompleteTaskInput, scope): Promise<boolean> => {
    const { taskId, done } = input;
    const { doneAt } = await lockTask(tx, input);
    if (done === (doneAt !== null)) return false;
    await tx
      .update(tasks)
      .set({ doneAt: done ? sql`now()` : null })
      .where(eq(tasks.id, taskId));
    const action = done ? "tasks.complete" : "tasks.reopen";
    await noteActivity(tx, scope, { action, recordType: "task", recordId: taskId });
    return true;
  },
});
