import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { ConflictError, FieldError, NotFoundError } from "#app/domains/errors.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import type { Role } from "#schema";
import { deleteLead } from "../leads/commands.server.ts";
import { getTimeline } from "../leads/queries.server.ts";
import { completeTask, createTask, deleteTask, editTask } from "./commands.server.ts";
import { browseTasks, getTask, listDueTasks, listLeadTasks, type Task } from "./queries.server.ts";
import type { TaskFacts } from "./task-facts.ts";

let db: TestDatabase;
let data: DataLayer;
let agency: ArrangedOrganization;
let other: ArrangedOrganization;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
});
beforeEach(async () => {
  agency = await arrangeOrganization(db.sql, `agency-${newId()}`);
  other = await arrangeOrganization(db.sql, `other-${newId()}`);
});
afterAll(() => db?.close());

const timeZone = "America/Sao_Paulo";
const cursorSecret = "a secret of sixteen or more";
const as = (role: Role, of = agency) => memberCaller(data, of, role);

const facts = (some: Partial<TaskFacts> = {}): TaskFacts => ({
  title: "Send the offer",
  dueOn: "2026-03-10",
  assigneeId: agency.users.mentor,
  ...some,
});

const ofLead = (role: Role, leadId = agency.leadIds[0]) => listLeadTasks(as(role), { leadId });

/** Writes one down for the first lead, as the owner. */
async function add(some: Partial<TaskFacts> = {}): Promise<Task> {
  const [leadId] = agency.leadIds;
  const before = new Set((await ofLead("owner")).map(({ id }) => id));
  const seen = [...before].sort().at(-1);
  expect(await createTask(as("owner"), { leadId, facts: facts(some), seen })).toBe(true);
  const task = (await ofLead("owner")).find(({ id }) => !before.has(id));
  if (!task) throw new Error("It is not there.");
  return task;
}

const browse = async (role: Role, some: { assignee?: string; pageSize?: number } = {}) =>
  (await browseTasks(as(role), { pageSize: 50, cursorSecret, ...some })).rows;

test("is seen at once by what was cached before, written once however often it is sent, and kept in order", async () => {
  const [leadId] = agency.leadIds;
  const seen = (await ofLead("mentor"))
    .map(({ id }) => id)
    .sort()
    .at(-1);
  const form = { leadId, facts: facts(), seen };
  expect(await createTask(as("mentor"), form)).toBe(true);
  expect(await createTask(as("mentor"), form)).toBe(false);
  await add({ title: "Call", dueOn: "2026-03-09" });
  expect((await ofLead("mentor")).map(({ title }) => title)).toEqual(["Call back", "Call", "Send the offer"]);
  expect((await browse("mentor", { assignee: agency.users.mentor })).map(({ title }) => title)).toEqual([
    "Call",
    "Send the offer",
  ]);
});

test("who does it is one who sees the lead; a mentee does what they write down, and gives it to nobody", async () => {
  const { users } = agency;
  await expect(add({ assigneeId: other.users.owner })).rejects.toThrow(FieldError);
  const leadId = agency.leadIds[1];
  for (const assigneeId of [users.mentor, users.mentee])
    await expect(createTask(as("owner"), { leadId, facts: facts({ assigneeId }) })).rejects.toThrow(
      FieldError,
    );
  await createTask(as("owner"), { leadId, facts: facts({ assigneeId: users.admin }) });

  const own = { leadId: agency.leadIds[0], facts: facts({ title: "Mine", assigneeId: users.owner }) };
  await createTask(as("mentee"), own);
  const mine = (await ofLead("mentee")).find(({ title }) => title === "Mine");
  expect(mine?.assigneeId).toBe(users.mentee);
  const edited = { leadId: own.leadId, taskId: mine?.id ?? "", version: mine?.version ?? "" };
  expect(await editTask(as("mentee"), { ...edited, facts: { ...own.facts, title: "Ours" } })).toEqual([
    "title",
  ]);
});

test("ticked off it leaves the lists for the lead's history, and comes back", async () => {
  const [leadId] = agency.leadIds;
  const { id: taskId } = await add();
  const history = async () => {
    const page = await getTimeline(as("owner"), { leadId, timeZone, pageSize: 50, cursorSecret });
    return page.events.flatMap((event) => (event.kind === "task" ? [[event.title, event.by]] : []));
  };
  const open = async () => (await browse("owner")).some(({ id }) => id === taskId);
  expect([await open(), await history()]).toEqual([true, []]);
  expect(await completeTask(as("mentor"), { leadId, taskId, done: true })).toBe(true);
  expect(await completeTask(as("mentor"), { leadId, taskId, done: true })).toBe(false);
  expect([await open(), await history()]).toEqual([false, [["Send the offer", `mentor of ${agency.slug}`]]]);
  await completeTask(as("owner"), { leadId, taskId, done: false });
  expect([await open(), await history()]).toEqual([true, []]);
});

test("of an older version a change is refused; deleted it is gone", async () => {
  const { id: taskId, leadId, version } = await add();
  const edit = (some: Partial<TaskFacts>) =>
    editTask(as("owner"), { leadId, taskId, version, facts: facts(some) });
  expect(await edit({ dueOn: "2026-04-01" })).toEqual(["dueOn"]);
  expect(await edit({ dueOn: "2026-04-01" })).toEqual([]);
  await expect(edit({ title: "Another" })).rejects.toThrow(ConflictError);
  await deleteTask(as("mentee"), { leadId, taskId });
  expect(await getTask(as("owner"), { leadId, taskId })).toBeNull();
  await expect(deleteTask(as("owner"), { leadId, taskId })).rejects.toThrow(NotFoundError);
});

test("everybody sees those of the leads they see, page by page, and none of a lead in the bin", async () => {
  for (const dueOn of ["2026-03-12", "2026-03-11", "2026-03-11"]) await add({ dueOn, title: `On ${dueOn}` });
  const whole = (await browse("owner")).map(({ id }) => id);
  expect(whole).toHaveLength(5);
  const paged: string[] = [];
  let after: string | undefined;
  do {
    const page = await browseTasks(as("owner"), { pageSize: 2, cursorSecret, after });
    paged.push(...page.rows.map(({ id }) => id));
    after = page.next ?? undefined;
  } while (after);
  expect(paged).toEqual(whole);
  const due = async (role: Role) =>
    (await listDueTasks(as(role), { until: "2026-03-11", most: 8 })).map(({ title }) => title);
  expect(await due("owner")).toEqual(["Call back", "Call back", "On 2026-03-11", "On 2026-03-11"]);
  for (const role of ["mentor", "mentee"] as const) {
    expect(await due(role)).toEqual(["Call back", "On 2026-03-11", "On 2026-03-11"]);
    const there = { leadId: agency.leadIds[1], taskId: agency.taskIds[1] };
    expect(await getTask(as(role), there)).toBeNull();
    await expect(completeTask(as(role), { ...there, done: true })).rejects.toThrow(NotFoundError);
  }
  const theirs = { leadId: other.leadIds[0], taskId: other.taskIds[0] };
  expect(await getTask(as("owner"), theirs)).toBeNull();
  await expect(deleteTask(as("owner"), theirs)).rejects.toThrow(NotFoundError);

  await deleteLead(as("owner"), { leadId: agency.leadIds[0], rowVersion: 1 });
  expect((await browse("owner")).map(({ leadId }) => leadId)).toEqual([agency.leadIds[1]]);
});
