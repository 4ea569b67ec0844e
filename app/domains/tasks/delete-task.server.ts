import { eq } from "drizzle-orm";
import { tasks } from "#schema";
import { declareCommand } from "../declare-command.server.ts";
import { noteActivity } from "../note-activity.server.ts";
import { lockTask, type TaskInput, touchedTask } from "./write-task.server.ts";

/**
 * Takes a follow-up away.
 * @throws NotFoundError, also where it is gone already
 */
export const deleteTask = declareCommand({
  name: "tasks.delete",
  scope: "organization",
  permission: "leads.write",
  touches: (scope, { leadId }: TaskInput) => touchedTask(scope, leadId),
  run: async (tx, input: TaskInput, scope): Promise<void> => {
    await lockTask(tx, input);
    await tx.delete(tasks).where(eq(tasks.id, input.taskId));
    await noteActivity(tx, scope, {
      action: "tasks.delete",
      recordType: "task",
      recordId: input.taskId,
    });
  },
});
