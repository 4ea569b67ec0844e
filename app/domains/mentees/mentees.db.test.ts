import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import type { Caller, DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { ConflictError, ForbiddenError, NotFoundError } from "#app/domains/errors.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import type { Role } from "#schema";
import { archiveCohort } from "../cohorts/commands.server.ts";
import { createLead } from "../leads/commands.server.ts";
import { countLeads } from "../leads/queries.server.ts";
import { listFreeMentees } from "../people/queries.server.ts";
import { rowsOf } from "../reports/pipeline/rows.ts";
import { archiveMentee, createMentee, editMentee } from "./commands.server.ts";
import type { MenteeFacts } from "./mentee-facts.ts";
import {
  browseMentees,
  getMentee,
  listMentees,
  loadMenteeFigures,
  type MenteeDetails,
} from "./queries.server.ts";

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

const as = (role: Role, of = agency) => memberCaller(data, of, role);

const facts = (some: Partial<MenteeFacts> = {}): MenteeFacts => ({
  businessName: "Padaria Aurora",
  cohortId: agency.cohortIds[0],
  joinedOn: "2026-03-01",
  userId: null,
  ...some,
});

async function create(some: Partial<MenteeFacts> = {}): Promise<string> {
  return (await createMentee(as("owner"), { menteeId: newId(), facts: facts(some) })).menteeId;
}

async function read(menteeId: string, caller = as("owner")): Promise<MenteeDetails> {
  const mentee = await getMentee(caller, { menteeId, timeZone });
  if (!mentee) throw new Error(`There is no mentee ${menteeId}.`);
  return mentee;
}

/** Changes some of what is stored. */
async function edit(menteeId: string, some: Partial<MenteeFacts>) {
  const { version, businessName, cohortId, joinedOn, userId } = await read(menteeId);
  return editMentee(as("owner"), {
    menteeId,
    version,
    facts: { businessName, cohortId, joinedOn, userId, ...some },
  });
}

const namesIn = async (caller = as("owner"), state: "active" | "archived" = "active") => {
  const page = await browseMentees(caller, {
    filter: { state },
    sort: { by: "name", direction: "asc" },
    pageSize: 50,
    cursorSecret: "a secret of sixteen or more",
  });
  return page.rows.map(({ businessName }) => businessName);
};

const choices = async (caller = as("owner")) => (await listMentees(caller, {})).map(({ id }) => id);

const addLead = (menteeId: string, caller = as("owner")) =>
  createLead(caller, {
    leadId: newId(),
    facts: {
      ...{ menteeId, name: "Clara", email: null, phone: null, source: null },
      ...{ value: null, externalId: null, enteredOn: "2026-03-02" },
    },
    status: "new",
    timeZone,
  });

describe("create", () => {
  test("is seen at once by what was cached before, and once however often it is sent", async () => {
    const before = await namesIn();
    const input = { menteeId: newId(), facts: facts() };
    expect(await createMentee(as("owner"), input)).toEqual({ menteeId: input.menteeId, created: true });
    expect(await createMentee(as("owner"), input)).toEqual({ menteeId: input.menteeId, created: false });
    expect(await namesIn()).toEqual([...before, "Padaria Aurora"]);
    expect(await choices()).toContain(input.menteeId);
    expect(await read(input.menteeId)).toMatchObject({
      ...input.facts,
      archived: false,
      stays: [{ cohortId: agency.cohortIds[0], cohortName: `Cohort 1 of ${agency.slug}`, since: null }],
    });
    const noted = await db.sql("select action, actor_id, meta from activity_log where record_id = $1", [
      input.menteeId,
    ]);
    expect(noted).toEqual([{ action: "mentees.create", actor_id: agency.users.owner, meta: {} }]);
  });

  test("another mentee written into a form that was sent is another mentee", async () => {
    const menteeId = await create();
    const anew = await createMentee(as("owner"), { menteeId, facts: facts({ businessName: "Oficina" }) });
    expect(anew).toEqual({ menteeId: expect.not.stringMatching(menteeId), created: true });
    const theirs = await createMentee(as("owner"), { menteeId: other.menteeIds[0], facts: facts() });
    expect(theirs.menteeId).not.toBe(other.menteeIds[0]);
  });

  test("a cohort takes mentees while it is in use, and of its own organization alone", async () => {
    const [cohortId] = agency.cohortIds;
    await archiveCohort(as("owner"), { cohortId, to: "archived" });
    for (const refused of [cohortId, other.cohortIds[0], newId()])
      await expect(create({ cohortId: refused })).rejects.toMatchObject({ field: "cohortId" });
    // Who is in it already stays, and may be corrected.
    expect(await edit(agency.menteeIds[0], { businessName: "Oficina" })).toEqual(["businessName"]);
  });
});

describe("who signs in", () => {
  test("is a mentee of the organization, for one business alone", async () => {
    const { owner, mentor, mentee } = agency.users;
    for (const userId of [owner, mentor, other.users.mentee, newId()])
      await expect(create({ userId })).rejects.toMatchObject({ field: "userId", messageKey: "choice" });
    await expect(create({ userId: mentee })).rejects.toMatchObject({ field: "userId", messageKey: "taken" });
    const free = async () => (await listFreeMentees(as("owner"), {})).map(({ userId }) => userId);
    expect(await free()).toEqual([]);

    const menteeId = await create();
    expect(await choices(as("mentee"))).toEqual([agency.menteeIds[0]]);
    await edit(agency.menteeIds[0], { userId: null });
    expect(await free()).toEqual([mentee]);
    expect(await choices(as("mentee"))).toEqual([]);
    expect(await edit(menteeId, { userId: mentee })).toEqual(["userId"]);
    expect(await choices(as("mentee"))).toEqual([menteeId]);
    expect((await read(menteeId)).userName).toBe(`mentee of ${agency.slug}`);
  });
});

describe("edit", () => {
  test("into another cohort moves it, with its leads, for who sees the cohorts, and is remembered", async () => {
    const [menteeId] = agency.menteeIds;
    const [from, to] = agency.cohortIds;
    const today = () => new Intl.DateTimeFormat("sv", { timeZone }).format();
    const before = today();
    const inCohort = (cohort: string, role: Role) => countLeads(as(role), { filter: { cohort }, timeZone });
    // At a console: that is remembered as well.
    await db.sql("update mentees set cohort_id = $1 where id = $2", [to, menteeId]);
    expect(await getMentee(as("mentor"), { menteeId, timeZone })).toBeNull();
    expect([await inCohort(from, "mentor"), await inCohort(to, "owner")]).toEqual([0, 2]);
    expect(await edit(menteeId, { cohortId: from })).toEqual(["cohortId"]);
    expect([await inCohort(from, "mentor"), await inCohort(to, "owner")]).toEqual([1, 1]);

    const since = expect.toBeOneOf([before, today()]);
    const history = (role: Role) =>
      read(menteeId, as(role)).then(({ stays }) => stays.map(({ cohortName, since }) => [cohortName, since]));
    expect(await history("owner")).toEqual([
      [`Cohort 1 of ${agency.slug}`, since],
      [`Cohort 2 of ${agency.slug}`, since],
      [`Cohort 1 of ${agency.slug}`, null],
    ]);
    // A mentor is not told the names of cohorts that they do not see.
    expect((await history("mentor")).map(([name]) => name === null)).toEqual([false, true, false]);
  });

  test("of an older version it is refused; the same once more changes nothing", async () => {
    const menteeId = await create();
    const { version } = await read(menteeId);
    const input = { menteeId, version, facts: facts({ businessName: "Oficina" }) };
    expect(await editMentee(as("admin"), input)).toEqual(["businessName"]);
    expect(await editMentee(as("admin"), input)).toEqual([]);
    const late = { menteeId, version, facts: facts({ joinedOn: "2026-04-01" }) };
    await expect(editMentee(as("owner"), late)).rejects.toThrow(ConflictError);
  });
});

test("in the archive it takes no new leads and is nobody's, its leads stay; and it comes back", async () => {
  const [menteeId] = agency.menteeIds;
  const leads = () => countLeads(as("owner"), { filter: { mentee: menteeId }, timeZone });
  expect(await archiveMentee(as("owner"), { menteeId, to: "archived" })).toBe(true);
  expect(await archiveMentee(as("owner"), { menteeId, to: "archived" })).toBe(false);
  expect(await choices()).toEqual([agency.menteeIds[1]]);
  expect(await namesIn()).toHaveLength(1);
  expect(await namesIn(as("owner"), "archived")).toHaveLength(1);
  expect(await leads()).toBe(1);
  await expect(addLead(menteeId)).rejects.toMatchObject({ field: "menteeId" });
  expect(await choices(as("mentee"))).toEqual([]);

  expect(await archiveMentee(as("owner"), { menteeId, to: "active" })).toBe(true);
  expect(await choices(as("mentee"))).toEqual([menteeId]);
  await addLead(menteeId, as("mentee"));
  expect(await leads()).toBe(2);
});

test("figures are those of the leads that they link to", async () => {
  const [menteeId] = agency.menteeIds;
  const lead = (enteredAt: string, wonAt: string | null, value: number | null, deleted = false) =>
    db.sql(
      `insert into leads (id, organization_id, mentee_id, name, status, entered_at, won_at, value, deleted_at)
       values ($1, $2, $3, 'lead', case when $5::timestamptz is null then 'new' else 'won' end::lead_status, $4, $5, $6, case when $7 then now() end)`,
      [newId(), agency.id, menteeId, enteredAt, wonAt, value, deleted],
    );
  // 2 a.m. in UTC is the day before in São Paulo.
  await lead("2026-03-01T02:00:00Z", "2026-03-10T12:00:00Z", 1);
  await lead("2026-03-01T03:00:00Z", "2026-05-10T12:00:00Z", 20);
  await lead("2026-04-01T02:00:00Z", null, 300);
  await lead("2026-03-10T12:00:00Z", "2026-03-10T12:00:00Z", 5_000, true);
  await lead("2026-05-10T12:00:00Z", "2026-05-11T12:00:00Z", null);
  const march = { from: "2026-03-01", to: "2026-03-31" };
  const may = { from: "2026-05-01", to: "2026-05-31" };
  const periods = [march, may, { from: "2026-06-01", to: "2026-06-30" }, {}];
  const figures = await loadMenteeFigures(as("mentee"), { menteeId, periods, timeZone });
  expect(figures).toEqual([
    { entered: 2, won: 1, wonValue: 20, conversion: 1 / 2 },
    { entered: 1, won: 1, wonValue: null, conversion: 1 },
    { entered: 0, won: 0, wonValue: 0, conversion: null },
    { entered: 5, won: 3, wonValue: 21, conversion: 3 / 5 },
  ]);
  for (const [index, period] of periods.entries()) {
    const count = (figure: "entered" | "won") =>
      countLeads(as("mentee"), { filter: rowsOf(figure, { mentee: menteeId, ...period }), timeZone });
    expect([await count("entered"), await count("won")]).toEqual([
      figures[index]?.entered,
      figures[index]?.won,
    ]);
  }
});

describe("who may", () => {
  const acts = (caller: Caller<OrganizationScope>, menteeId: string) => [
    () => createMentee(caller, { menteeId: newId(), facts: facts() }),
    () => editMentee(caller, { menteeId, version: "", facts: facts() }),
    () => archiveMentee(caller, { menteeId, to: "archived" }),
  ];

  test("mentors and mentees manage nothing, and see theirs", async () => {
    for (const role of ["mentor", "mentee"] as const) {
      for (const act of acts(as(role), agency.menteeIds[0]))
        await expect(act()).rejects.toThrow(ForbiddenError);
      expect(await namesIn(as(role))).toEqual([`Business in Cohort 1 of ${agency.slug}`]);
      const menteeId = agency.menteeIds[1];
      expect(await getMentee(as(role), { menteeId, timeZone })).toBeNull();
    }
  });

  test("another organization's mentee is not there", async () => {
    const [menteeId] = other.menteeIds;
    expect(await getMentee(as("owner"), { menteeId, timeZone })).toBeNull();
    const figures = await loadMenteeFigures(as("owner"), { menteeId, periods: [{}], timeZone });
    expect(figures).toMatchObject([{ entered: 0 }]);
    for (const act of acts(as("owner"), menteeId).slice(1))
      await expect(act()).rejects.toThrow(NotFoundError);
  });
});
