import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import type { Caller, DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { ConflictError, FieldError, NotFoundError } from "#app/domains/errors.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import type { Role } from "#schema";
import { createLead, editLead, type MoveLeadInput, moveLead } from "./commands.server.ts";
import type { LeadFacts } from "./lead-facts.ts";
import {
  countLeads,
  getLead,
  getTimeline,
  type LeadDetails,
  type LeadEvent,
  listLeads,
  listSources,
} from "./queries.server.ts";

let db: TestDatabase;
let data: DataLayer;
let agency: ArrangedOrganization;
let other: ArrangedOrganization;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
  agency = await arrangeOrganization(db.sql, "agency");
  other = await arrangeOrganization(db.sql, "other");
});
beforeEach(() => db.sql("delete from leads where name not like 'Lead in%'"));
afterAll(() => db?.close());

const timeZone = "America/Sao_Paulo";

const as = (role: Role, of = agency) => memberCaller(data, of, role);

const facts = (some: Partial<LeadFacts> = {}): LeadFacts => ({
  menteeId: agency.menteeIds[0],
  name: "Ana",
  email: "ana@example.com",
  phone: "+5511912345678",
  source: "referral",
  value: 123_456,
  externalId: null,
  enteredOn: "2026-03-10",
  ...some,
});

async function create(some: Partial<LeadFacts> = {}, caller = as("owner")): Promise<string> {
  const input = { leadId: newId(), facts: facts(some), status: "new" as const, timeZone };
  return (await createLead(caller, input)).leadId;
}

/** A lead with its moves and interactions. */
async function read(leadId: string, caller = as("owner")): Promise<LeadDetails & { timeline: LeadEvent[] }> {
  const lead = await getLead(caller, { leadId, timeZone });
  if (!lead) throw new Error(`There is no lead ${leadId}.`);
  const args = { leadId, timeZone, pageSize: 50, cursorSecret: "a secret of sixteen or more" };
  const { events } = await getTimeline(caller, args);
  return { ...lead, timeline: events.filter(({ kind }) => kind !== "noted") };
}

const list = async (caller = as("owner")) =>
  (
    await listLeads(caller, {
      filter: {},
      sort: { by: "entered", direction: "desc" },
      pageSize: 50,
      timeZone,
      cursorSecret: "a secret of sixteen or more",
    })
  ).rows;

const activities = (leadId: string) =>
  db.sql<{ action: string; actor_id: string; meta: unknown }>(
    "select action, actor_id, meta from activity_log where record_id = $1 order by id",
    [leadId],
  );

/** Of the version that is stored, unless another is given. */
async function move(leadId: string, to: MoveLeadInput["to"], more: Partial<MoveLeadInput> = {}) {
  const [{ row_version: rowVersion } = { row_version: 1 }] = await db.sql<{ row_version: number }>(
    "select row_version from leads where id = $1",
    [leadId],
  );
  return moveLead(as("owner"), { leadId, rowVersion, to, timeZone, ...more });
}

describe("create", () => {
  test("is seen at once by every read that was cached before", async () => {
    const before = [
      await list(),
      await countLeads(as("owner"), { filter: {}, timeZone }),
      await listSources(as("owner"), {}),
    ] as const;
    const leadId = newId();
    expect(await getLead(as("owner"), { leadId, timeZone })).toBeNull();
    await createLead(as("owner"), { leadId, facts: facts(), status: "qualified", timeZone });
    expect(await list()).toHaveLength(before[0].length + 1);
    expect(await countLeads(as("owner"), { filter: {}, timeZone })).toBe(before[1] + 1);
    expect((await listSources(as("owner"), {})).sources).toEqual(["referral", "unknown"]);
    expect(await read(leadId)).toMatchObject({
      ...facts(),
      status: "qualified",
      reachedRank: 2,
      rowVersion: 1,
      enteredAt: "2026-03-10T03:00:00.000000Z",
      wonAt: null,
      wonOn: null,
      menteeName: "Business in Cohort 1 of agency",
      timeline: [
        {
          kind: "moved",
          from: null,
          to: "qualified",
          at: "2026-03-10T03:00:00.000000Z",
          by: "owner of agency",
        },
      ],
    });
    expect(await activities(leadId)).toEqual([
      { action: "leads.create", actor_id: agency.users.owner, meta: {} },
    ]);
  });

  test("today means now, another day its beginning, even one without a midnight", async () => {
    const today = async () =>
      (
        await db.sql<{ today: string }>(
          `select to_char(now() at time zone '${timeZone}', 'YYYY-MM-DD') as today`,
        )
      )[0]?.today ?? "";
    let day = "";
    let now = await read(agency.leadIds[0]);
    // Once more where midnight comes in between.
    do {
      day = await today();
      now = await read(await create({ enteredOn: day }));
    } while ((await today()) !== day);
    expect(now.enteredOn).toBe(day);
    expect(Date.now() - Date.parse(now.enteredAt)).toBeLessThan(600_000);
    const gap = await read(await create({ enteredOn: "2018-11-04" }));
    expect(gap).toMatchObject({ enteredOn: "2018-11-04", enteredAt: "2018-11-04T03:00:00.000000Z" });
  });

  test("sent twice makes one lead", async () => {
    const input = { leadId: newId(), facts: facts(), status: "new" as const, timeZone };
    expect(await createLead(as("owner"), input)).toEqual({ leadId: input.leadId, created: true });
    expect(await createLead(as("owner"), input)).toEqual({ leadId: input.leadId, created: false });
    expect(await activities(input.leadId)).toHaveLength(1);
  });

  test("another lead in a form that was sent is another lead", async () => {
    const input = { leadId: newId(), facts: facts(), status: "new" as const, timeZone };
    await createLead(as("owner"), input);
    const second = await createLead(as("owner"), { ...input, facts: facts({ name: "Bia" }) });
    expect(second.created).toBe(true);
    expect(second.leadId).not.toBe(input.leadId);
    expect((await read(second.leadId)).name).toBe("Bia");
    expect((await read(input.leadId)).name).toBe("Ana");
  });

  test("an id of another organization's lead says nothing about it", async () => {
    const [theirs] = other.leadIds;
    const made = await createLead(as("owner"), { leadId: theirs, facts: facts(), status: "new", timeZone });
    expect(made.leadId).not.toBe(theirs);
  });

  test("an external id is one lead's, in its organization", async () => {
    await create({ externalId: "x-1" });
    const again = create({ externalId: "x-1" });
    await expect(again).rejects.toThrow(FieldError);
    await expect(again).rejects.toMatchObject({ field: "externalId", messageKey: "taken" });
    await create({ externalId: "x-1", menteeId: other.menteeIds[0] }, as("owner", other));
  });

  test.each([
    ["of another organization", "owner", () => other.menteeIds[0]],
    ["of a cohort that is another mentor's", "mentor", () => agency.menteeIds[1]],
    ["other than themself", "mentee", () => agency.menteeIds[1]],
  ] as const)("for a mentee %s is refused to the %s", async (_what, role, menteeId) => {
    const refused = create({ menteeId: menteeId() }, as(role));
    await expect(refused).rejects.toMatchObject({ field: "menteeId", messageKey: "choice" });
  });

  test("for a mentee that is gone is refused", async () => {
    await db.sql("update mentees set deleted_at = now() where id = $1", [agency.menteeIds[1]]);
    await expect(create({ menteeId: agency.menteeIds[1] })).rejects.toThrow(FieldError);
    await db.sql("update mentees set deleted_at = null where id = $1", [agency.menteeIds[1]]);
  });
});

describe("edit", () => {
  const edit = (leadId: string, rowVersion: number, some: Partial<LeadFacts>, outcome = {}) =>
    editLead(as("admin"), { leadId, rowVersion, facts: facts(some), outcome, timeZone });

  test("is seen at once and told in the log by the names of its fields", async () => {
    const leadId = await create();
    await read(leadId);
    await list();
    await edit(leadId, 1, { name: "Ana Lima", value: null, source: null });
    expect(await read(leadId)).toMatchObject({
      name: "Ana Lima",
      value: null,
      source: null,
      rowVersion: 2,
      email: "ana@example.com",
    });
    expect(await list()).toContainEqual(expect.objectContaining({ id: leadId, name: "Ana Lima" }));
    expect((await activities(leadId)).at(-1)).toEqual({
      action: "leads.edit",
      actor_id: agency.users.admin,
      meta: { fields: ["name", "source", "value"] },
    });
  });

  test("of a version that is gone is a conflict and changes nothing", async () => {
    const leadId = await create();
    await edit(leadId, 1, { name: "Ana Lima" });
    await expect(edit(leadId, 1, { name: "Ana Souza" })).rejects.toThrow(ConflictError);
    expect(await read(leadId)).toMatchObject({ name: "Ana Lima", rowVersion: 2 });
  });

  test("is a conflict with a move, too", async () => {
    const leadId = await create();
    await move(leadId, "proposal");
    await expect(edit(leadId, 1, { name: "Ana Souza" })).rejects.toThrow(ConflictError);
  });

  test("sent twice changes once", async () => {
    const leadId = await create();
    expect(await edit(leadId, 1, { name: "Ana Lima" })).toEqual(["name"]);
    expect(await edit(leadId, 1, { name: "Ana Lima" })).toEqual([]);
    expect((await read(leadId)).rowVersion).toBe(2);
  });

  test("keeps the time of day of a date that stays, and takes the history along with one that changes", async () => {
    const leadId = await create();
    await db.sql("update leads set entered_at = '2026-03-10T15:16:17.123456Z' where id = $1", [leadId]);
    await edit(leadId, 1, { name: "Ana Lima" });
    expect((await read(leadId)).enteredAt).toBe("2026-03-10T15:16:17.123456Z");
    await edit(leadId, 2, { name: "Ana Lima", enteredOn: "2026-02-01" });
    expect(await read(leadId)).toMatchObject({
      enteredOn: "2026-02-01",
      timeline: [{ from: null, at: "2026-02-01T03:00:00.000000Z" }],
    });
  });

  test("corrects the date of a win and the reason of a loss, and passes over what does not apply", async () => {
    const leadId = await create();
    await edit(leadId, 1, { name: "Ana Lima" }, { wonOn: "2026-03-11", lostReason: "none" });
    expect(await read(leadId)).toMatchObject({ wonOn: null, lostReason: null });
    await move(leadId, "won", { wonOn: "2026-04-01" });
    await edit(leadId, 3, { name: "Ana Lima" }, { wonOn: "2026-04-02" });
    const won = await read(leadId);
    expect(won).toMatchObject({ status: "won", wonOn: "2026-04-02" });
    expect(won.timeline[0]).toMatchObject({ to: "won", at: "2026-04-02T03:00:00.000000Z" });
    await move(leadId, "lost", { lostReason: "price" });
    await edit(leadId, 5, { name: "Ana Lima" }, { lostReason: "timing" });
    expect(await read(leadId)).toMatchObject({ status: "lost", wonOn: null, lostReason: "timing" });
  });

  test("of either date that puts the win before the lead entered is refused until somebody confirms it", async () => {
    const leadId = await create({ enteredOn: "2026-03-10" });
    await move(leadId, "won", { wonOn: "2026-03-12" });
    const edit = (
      some: Partial<LeadFacts>,
      outcome: { wonOn: string; wonEarlier?: boolean },
      rowVersion = 2,
    ) => editLead(as("owner"), { leadId, rowVersion, facts: facts(some), outcome, timeZone });
    const refusal = expect.objectContaining({ field: "wonOn", messageKey: "wonTooEarly" });
    await expect(edit({}, { wonOn: "2026-03-09" })).rejects.toEqual(refusal);
    await expect(edit({ enteredOn: "2026-03-13" }, { wonOn: "2026-03-12" })).rejects.toEqual(refusal);
    expect(await read(leadId)).toMatchObject({ rowVersion: 2 });
    expect(await edit({}, { wonOn: "2026-03-09", wonEarlier: true })).toEqual(["wonOn"]);
    // What is there already is not asked about again: a file may have brought it.
    expect(await edit({ name: "Ana Lima" }, { wonOn: "2026-03-09" }, 3)).toEqual(["name"]);
  });

  test("an external id of another lead is refused", async () => {
    await create({ externalId: "x-2" });
    const leadId = await create();
    await expect(edit(leadId, 1, { externalId: "x-2" })).rejects.toMatchObject({ field: "externalId" });
  });

  test("gives a lead to another mentee only within reach", async () => {
    const leadId = await create();
    const byMentor = editLead(as("mentor"), {
      leadId,
      rowVersion: 1,
      facts: facts({ menteeId: agency.menteeIds[1] }),
      outcome: {},
      timeZone,
    });
    await expect(byMentor).rejects.toMatchObject({ field: "menteeId" });
    await edit(leadId, 1, { menteeId: agency.menteeIds[1] });
    expect((await read(leadId)).menteeId).toBe(agency.menteeIds[1]);
    expect(await getLead(as("mentor"), { leadId, timeZone })).toBeNull();
  });
});

describe("move", () => {
  test("is seen at once, with who did it", async () => {
    const leadId = await create();
    await read(leadId);
    expect(await move(leadId, "proposal")).toEqual({ from: "new", moved: true });
    const lead = await read(leadId);
    expect(lead).toMatchObject({ status: "proposal", reachedRank: 3, rowVersion: 2 });
    expect(lead.timeline[0]).toMatchObject({ from: "new", to: "proposal", by: "owner of agency" });
    expect(await list()).toContainEqual(expect.objectContaining({ id: leadId, status: "proposal" }));
    expect((await activities(leadId)).at(-1)).toMatchObject({
      action: "leads.move",
      meta: { from: "new", to: "proposal" },
    });
  });

  test("to where it is, as it is, does nothing, of whichever version", async () => {
    const won = await create();
    await move(won, "won", { wonOn: "2026-04-01", value: 100 });
    for (const asked of [{ wonOn: "2026-04-01", value: 100 }, { wonOn: "2026-04-01" }]) {
      expect(await move(won, "won", { ...asked, rowVersion: 1 })).toEqual({ from: "won", moved: false });
    }
    expect(await read(won)).toMatchObject({ wonOn: "2026-04-01", value: 100, rowVersion: 2 });
    expect(await activities(won)).toHaveLength(2);
    const lost = await create();
    await move(lost, "lost", { lostReason: "price" });
    expect(await move(lost, "lost", { lostReason: "price", rowVersion: 1 })).toEqual({
      from: "lost",
      moved: false,
    });
    const open = await create();
    await move(open, "proposal");
    expect(await move(open, "proposal", { rowVersion: 1 })).toEqual({ from: "proposal", moved: false });
  });

  test.each([
    ["date", "won", { wonOn: "2026-05-01", value: 100 }],
    ["value", "won", { wonOn: "2026-04-01", value: 200 }],
    ["reason", "lost", { lostReason: "too late" }],
    ["reason taken away", "lost", { lostReason: null }],
  ] as const)(
    "to where somebody else has brought it with another %s is a conflict, which can be decided",
    async (_, to, asked) => {
      const leadId = await create();
      await move(leadId, to, to === "won" ? { wonOn: "2026-04-01", value: 100 } : { lostReason: "price" });
      const before = await read(leadId);
      await expect(move(leadId, to, { ...asked, rowVersion: 1 })).rejects.toThrow(ConflictError);
      expect(await read(leadId)).toEqual(before);

      expect(await move(leadId, to, { ...asked, rowVersion: 2 })).toEqual({ from: to, moved: true });
      const after = await read(leadId);
      expect(after).toMatchObject({ status: to, rowVersion: 3, ...asked });
      // Corrected, not moved once more: the history tells the new date.
      expect(after.timeline).toHaveLength(2);
      if ("wonOn" in asked) expect(after.timeline.map((event) => event.at)).toContain(after.wonAt);
      expect((await activities(leadId)).at(-1)).toMatchObject({ action: "leads.edit" });
    },
  );

  test("wins now, or on a date, with a value or the one it has", async () => {
    const leadId = await create();
    await move(leadId, "won");
    const now = await read(leadId);
    expect(Date.now() - Date.parse(now.wonAt ?? "")).toBeLessThan(600_000);
    expect(now).toMatchObject({ status: "won", value: 123_456, reachedRank: 5 });
    const declared = await create({ value: null });
    await move(declared, "won", { wonOn: "2018-11-04", wonEarlier: true, value: 0 });
    expect(await read(declared)).toMatchObject({ wonAt: "2018-11-04T03:00:00.000000Z", value: 0 });
  });

  test("away from a win clears its date; a loss keeps its reason and the furthest stage", async () => {
    const leadId = await create();
    await move(leadId, "negotiation");
    await move(leadId, "won");
    await move(leadId, "qualified");
    expect(await read(leadId)).toMatchObject({ status: "qualified", wonAt: null, reachedRank: 4 });
    await move(leadId, "lost", { lostReason: "price" });
    expect(await read(leadId)).toMatchObject({ status: "lost", lostReason: "price", reachedRank: 4 });
    await move(leadId, "new");
    expect(await read(leadId)).toMatchObject({ status: "new", lostReason: null });
  });

  test("of a version that is gone is a conflict and changes nothing", async () => {
    const leadId = await create();
    await move(leadId, "qualified");
    await expect(move(leadId, "lost", { rowVersion: 1, lostReason: "price" })).rejects.toThrow(ConflictError);
    expect(await read(leadId)).toMatchObject({ status: "qualified", lostReason: null, rowVersion: 2 });
    expect(await activities(leadId)).toHaveLength(2);
  });

  test("is a conflict with an edit, too", async () => {
    const leadId = await create();
    const edited = facts({ name: "Ana Lima" });
    await editLead(as("admin"), { leadId, rowVersion: 1, facts: edited, outcome: {}, timeZone });
    await expect(move(leadId, "won", { rowVersion: 1 })).rejects.toThrow(ConflictError);
    expect(await move(leadId, "won", { rowVersion: 2 })).toEqual({ from: "new", moved: true });
  });

  test("sent twice, at once or one after the other, moves once and is no conflict", async () => {
    const leadId = await create();
    const twice = await Promise.all([1, 2].map(() => move(leadId, "won", { rowVersion: 1 })));
    expect(twice.map(({ moved }) => moved).toSorted()).toEqual([false, true]);
    expect(await move(leadId, "won", { rowVersion: 1 })).toEqual({ from: "won", moved: false });
    expect((await read(leadId)).timeline).toHaveLength(2);
  });

  test("to a win before the lead entered is refused beside its field until somebody confirms it", async () => {
    const leadId = await create({ enteredOn: "2026-03-10" });
    const refusal = expect.objectContaining({ field: "wonOn", messageKey: "wonTooEarly" });
    await expect(move(leadId, "won", { wonOn: "2026-03-09" })).rejects.toEqual(refusal);
    expect(await read(leadId)).toMatchObject({ status: "new", rowVersion: 1 });
    await move(leadId, "won", { wonOn: "2026-03-09", wonEarlier: true });
    expect(await read(leadId)).toMatchObject({ status: "won", wonOn: "2026-03-09" });
    // What was confirmed once may be sent twice.
    await move(leadId, "won", { wonOn: "2026-03-09" });
    const sameDay = await create({ enteredOn: "2026-03-10" });
    await move(sameDay, "won", { wonOn: "2026-03-10" });
  });

  test("of a lead that is deleted is not found", async () => {
    const leadId = await create();
    await db.sql("update leads set deleted_at = now() where id = $1", [leadId]);
    await expect(move(leadId, "won")).rejects.toThrow(NotFoundError);
  });
});

describe("who sees what", () => {
  test("a mentor sees the leads of their cohorts, a mentee their own, another organization none", async () => {
    const [first, second] = agency.leadIds;
    const ids = async (caller: Caller<OrganizationScope>) =>
      (await list(caller)).map(({ id }) => id).toSorted();
    expect(await ids(as("owner"))).toEqual([first, second].toSorted());
    expect(await ids(as("admin"))).toEqual([first, second].toSorted());
    expect(await ids(as("mentor"))).toEqual([first]);
    expect(await ids(as("mentee"))).toEqual([first]);
    expect(await countLeads(as("mentor"), { filter: {}, timeZone })).toBe(1);
    for (const caller of [as("mentor"), as("mentee"), as("owner", other)]) {
      expect(await getLead(caller, { leadId: second, timeZone })).toBeNull();
      const moved = moveLead(caller, { leadId: second, rowVersion: 1, to: "won", timeZone });
      await expect(moved).rejects.toThrow(NotFoundError);
      const edited = editLead(caller, {
        leadId: second,
        rowVersion: 1,
        facts: facts(),
        outcome: {},
        timeZone,
      });
      await expect(edited).rejects.toThrow(NotFoundError);
    }
  });

  test("a mentee works their own leads", async () => {
    const leadId = await create({}, as("mentee"));
    await moveLead(as("mentee"), { leadId, rowVersion: 1, to: "first_contact", timeZone });
    expect((await read(leadId, as("mentor"))).timeline[0]).toMatchObject({ by: "mentee of agency" });
  });
});

test("a history holds calls and moves, newest first", async () => {
  const [leadId] = agency.leadIds;
  const { timeline } = await read(leadId);
  expect(timeline.filter(({ kind }) => kind !== "imported")).toMatchObject([
    { kind: "interaction", as: "call", at: "2026-02-02T12:00:00.000000Z", body: "", by: null },
    { kind: "moved", from: null, to: "new", at: "2026-02-01T12:00:00.000000Z" },
  ]);
});
