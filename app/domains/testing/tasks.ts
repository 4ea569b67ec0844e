import { newId } from "#app/db/new-id.ts";
import { callerFor } from "../caller.ts";
import { browseTasks, getTask, listLeadTasks, type TaskListArgs } from "../tasks/queries.server.ts";
import type { TaskFacts } from "../tasks/task-facts.ts";
import type { Draw } from "./draw.ts";
import { cursorSecret, type Generator } from "./generator.ts";
import { type Agency, dates, names, someMember, systemIn, type World } from "./world.ts";

/** Arguments for the queries of follow-ups. */
export const taskArguments: Readonly<Record<string, Generator>> = {
  "tasks.ofLead": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { leadId: draw.one(agency.leadIds) } };
  },
  "tasks.get": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: await someTask(draw, world, agency) };
  },
  "tasks.browse": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const first: TaskListArgs = {
      assignee: draw.maybe(agency.members.map(({ userId }) => userId)),
      pageSize: draw.one([1, 50]),
      cursorSecret,
    };
    const { next } = await browseTasks.recompute(callerFor(world.data, scope), first);
    return { scope, input: next !== null && draw.oneIn(2) ? { ...first, after: next } : first };
  },
  "tasks.due": (draw, world) => ({
    ...someMember(draw, world),
    input: { until: draw.one(dates), most: draw.one([1, 8]) },
  }),
};

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

/** A follow-up of a lead as its owner sees it, or one that is not there. */
async function someTask(draw: Draw, { data }: World, agency: Agency) {
  const owner = agency.members.find(({ role }) => role === "owner");
  const there = await Promise.all(
    agency.leadIds.map(async (leadId) => {
      const tasks = owner ? await listLeadTasks.recompute(callerFor(data, owner), { leadId }) : [];
      return tasks.map(({ id: taskId }) => ({ leadId, taskId }));
    }),
  );
  return draw.one([{ leadId: draw.one(agency.leadIds), taskId: newId() }, ...there.flat()]);
}
