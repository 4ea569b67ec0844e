import { callerFor } from "../caller.ts";
import { getTask } from "../tasks/queries.server.ts";
import type { TaskFacts } from "../tasks/task-facts.ts";
import type { Draw } from "./draw.ts";
import { type Generator, someTask } from "./query-arguments.ts";
import { type Agency, dates, names, someMember, systemIn } from "./world.ts";

/** Inputs for the commands of follow-ups. */
export const taskInputs: Readonly<Record<string, Generator>> = {
  "tasks.create": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { leadId: draw.one(agency.leadIds), facts: someTaskFacts(draw, agency) } };
  },
  "tasks.edit": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const which = await someTask(draw, world, agency);
    const task = await getTask.recompute(callerFor(world.data, scope), which);
    const facts = someTaskFacts(draw, agency);
    return { scope, input: { ...which, version: task?.version ?? "", facts } };
  },
  "tasks.complete": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { ...(await someTask(draw, world, agency)), done: draw.oneIn(2) } };
  },
  "tasks.delete": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: await someTask(draw, world, agency) };
  },
  "tasks.remind": (draw, { agencies }) => {
    const { id: organizationId } = draw.one(agencies);
    return { scope: systemIn(organizationId), input: { organizationId, today: draw.one(dates) } };
  },
};

const someTaskFacts = (draw: Draw, { members }: Agency): TaskFacts => ({
  title: draw.one(names),
  dueOn: draw.one(dates),
  assigneeId: draw.one([null, draw.one(members).userId]),
});
