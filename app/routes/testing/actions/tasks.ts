import { newId } from "#app/db/new-id.ts";
import { sent } from "#dev/test/visitors.ts";
import { type Action, cases, reach, versionOf } from "./action.ts";

const lead = "/o/:organization/leads/:leadId";
const task = `${lead}/tasks/:taskId`;
const taskFacts = () => ({ title: `Call ${newId()}`, dueOn: "2026-02-01" });
/** Of follow-ups. */
export const taskActions: Action[] = cases.flatMap((about): Action[] => [
  {
    pattern: `${lead}/tasks`,
    about,
    form: taskFacts,
    answers: sent(reach[about](404)),
    writes: "tasks",
  },
  {
    pattern: task,
    about,
    form: async ({ sql, taskId }) => ({ ...taskFacts(), seen: await versionOf(sql, "tasks", taskId) }),
    answers: sent(reach[about](404)),
    writes: "tasks",
  },
  {
    pattern: `${task}/done`,
    about,
    form: () => ({ done: "yes" }),
    answers: sent(reach[about](404)),
    writes: "tasks",
  },
  {
    pattern: `${task}/delete`,
    about,
    form: () => ({}),
    answers: sent(reach[about](404)),
    writes: "tasks",
  },
]);
