import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import type { Caller, DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { ConflictError, FieldError, ForbiddenError, NotFoundError } from "#app/domains/errors.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import type { Role } from "#schema";
import { countLeads } from "../leads/queries.server.ts";
import { rowsOf } from "../reports/overview/rows.ts";
import type { CohortFacts } from "./cohort-facts.ts";
import { archiveCohort, assignMentor, createCohort, editCohort } from "./commands.server.ts";
import {
  browseCohorts,
  type CohortDetails,
  type CohortListArgs,
  getCohort,
  listCohorts,
  loadCohortFigures,
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

const facts = (some: Partial<CohortFacts> = {}): CohortFacts => ({
  name: "Spring",
  startsOn: "2026-03-01",
  endsOn: null,
  ...some,
});

async function create(some: Partial<CohortFacts> = {}): Promise<string> {
  return (await createCohort(as("owner"), { cohortId: newId(), facts: facts(some) })).cohortId;
}

async function read(cohortId: string, caller = as("owner")): Promise<CohortDetails> {
  const cohort = await getCohort(caller, { cohortId });
  if (!cohort) throw new Error(`There is no cohort ${cohortId}.`);
  return cohort;
}

const browse = async (caller = as("owner"), some: Partial<CohortListArgs> = {}) =>
  browseCohorts(caller, {
    filter: { state: "active" },
    sort: { by: "name", direction: "asc" },
    pageSize: 50,
    cursorSecret: "a secret of sixteen or more",
    ...some,
  });

const namesIn = async (...args: Parameters<typeof browse>) =>
  (await browse(...args)).rows.map(({ name }) => name);

const activities = (cohortId: string) =>
  db.sql<{ action: string; actor_id: string; meta: unknown }>(
    "select action, actor_id, meta from activity_log where record_id = $1 order by id",
    [cohortId],
  );

describe("create", () => {
  test("is seen at once by what was cached before, and once however often it is sent", async () => {
    const before = await namesIn();
    const input = { cohortId: newId(), facts: facts({ endsOn: "2026-06-30" }) };
    expect(await createCohort(as("owner"), input)).toEqual({ cohortId: input.cohortId, created: true });
    expect(await createCohort(as("owner"), input)).toEqual({ cohortId: input.cohortId, created: false });
    expect(await namesIn()).toEqual([...before, "Spring"]);
    expect(await read(input.cohortId)).toMatchObject({ ...input.facts, archived: false, mentors: [] });
    expect(await activities(input.cohortId)).toEqual([
      { action: "cohorts.create", actor_id: agency.users.owner, meta: {} },
    ]);
  });

  test("another cohort written into a form that was sent is another cohort", async () => {
    const cohortId = await create();
    const anew = await createCohort(as("owner"), { cohortId, facts: facts({ name: "Autumn" }) });
    expect(anew).toEqual({ cohortId: expect.not.stringMatching(cohortId), created: true });
    expect((await read(cohortId)).name).toBe("Spring");
    // Nor does an id of another organization's say that it is taken there.
    const theirs = await createCohort(as("owner"), {
      cohortId: other.cohortIds[0],
      facts: facts({ name: "Winter" }),
    });
    expect(theirs.cohortId).not.toBe(other.cohortIds[0]);
  });

  test("a name is taken once in an organization", async () => {
    await create();
    await expect(create()).rejects.toMatchObject({ field: "name", messageKey: "taken" });
    await createCohort(as("owner", other), { cohortId: newId(), facts: facts() });
  });
});

describe("edit", () => {
  test("changes what is other, and says what it was", async () => {
    const cohortId = await create();
    const { version } = await read(cohortId);
    const changed = facts({ name: "Summer", endsOn: "2026-09-30" });
    expect(await editCohort(as("admin"), { cohortId, version, facts: changed })).toEqual(["name", "endsOn"]);
    expect(await read(cohortId)).toMatchObject(changed);
    // The same once more.
    expect(await editCohort(as("admin"), { cohortId, version, facts: changed })).toEqual([]);
    expect(await activities(cohortId)).toMatchObject([
      { action: "cohorts.create" },
      { action: "cohorts.edit", actor_id: agency.users.admin, meta: { fields: ["name", "endsOn"] } },
    ]);
  });

  test("of an older version it is refused, as is a name that is taken", async () => {
    const cohortId = await create();
    const { version } = await read(cohortId);
    await editCohort(as("owner"), { cohortId, version, facts: facts({ name: "Summer" }) });
    const again = { cohortId, version, facts: facts({ name: "Autumn" }) };
    await expect(editCohort(as("owner"), again)).rejects.toThrow(ConflictError);
    await create();
    const { version: current } = await read(cohortId);
    await expect(
      editCohort(as("owner"), { cohortId, version: current, facts: facts() }),
    ).rejects.toMatchObject({ field: "name", messageKey: "taken" });
  });
});

test("the archive takes a cohort out of the choices and the list, not its figures, and gives it back", async () => {
  const [cohortId] = agency.cohortIds;
  const period = { from: "2026-01-01", to: "2026-12-31" };
  const figures = () => loadCohortFigures(as("owner"), { cohortId, period, timeZone });
  const choices = async (including?: string) =>
    (await listCohorts(as("owner"), { including })).map(({ id }) => id).sort();
  const before = await figures();
  expect(await choices()).toEqual([...agency.cohortIds].sort());

  expect(await archiveCohort(as("owner"), { cohortId, to: "archived" })).toBe(true);
  expect(await archiveCohort(as("owner"), { cohortId, to: "archived" })).toBe(false);
  expect(await choices()).toEqual([agency.cohortIds[1]]);
  expect(await choices(cohortId)).toEqual([...agency.cohortIds].sort());
  expect(await namesIn()).toHaveLength(1);
  expect(await namesIn(as("owner"), { filter: { state: "archived" } })).toHaveLength(1);
  expect((await read(cohortId)).archived).toBe(true);
  expect(await figures()).toEqual(before);

  expect(await archiveCohort(as("owner"), { cohortId, to: "active" })).toBe(true);
  expect(await choices()).toEqual([...agency.cohortIds].sort());
  expect((await activities(cohortId)).map(({ meta }) => meta)).toEqual([
    { to: "archived" },
    { to: "active" },
  ]);
});

describe("a mentor", () => {
  test("sees a cohort and its leads from when they are assigned to when they are not", async () => {
    const [, cohortId] = agency.cohortIds;
    const userId = agency.users.mentor;
    const leads = () => countLeads(as("mentor"), { filter: { cohort: cohortId }, timeZone });
    expect(await getCohort(as("mentor"), { cohortId })).toBeNull();
    expect(await leads()).toBe(0);

    expect(await assignMentor(as("admin"), { cohortId, userId, mentors: true })).toBe(true);
    expect(await assignMentor(as("admin"), { cohortId, userId, mentors: true })).toBe(false);
    const mentors = [{ userId, name: `mentor of ${agency.slug}` }];
    expect(await getCohort(as("mentor"), { cohortId })).toMatchObject({ mentors });
    expect(await leads()).toBe(1);
    expect(await namesIn(as("mentor"))).toHaveLength(2);

    expect(await assignMentor(as("admin"), { cohortId, userId, mentors: false })).toBe(true);
    expect(await getCohort(as("mentor"), { cohortId })).toBeNull();
    expect(await leads()).toBe(0);
    expect(await activities(cohortId)).toMatchObject([
      { action: "cohorts.assignMentor", meta: { userId, mentors: true } },
      { action: "cohorts.assignMentor", meta: { userId, mentors: false } },
    ]);
  });

  test("is a member of this organization with that role", async () => {
    const [cohortId] = agency.cohortIds;
    for (const userId of [agency.users.admin, agency.users.mentee, other.users.mentor, newId()]) {
      const assigning = assignMentor(as("owner"), { cohortId, userId, mentors: true });
      await expect(assigning).rejects.toThrow(FieldError);
    }
  });

  test("who was given another role mentors nobody", async () => {
    const [cohortId] = agency.cohortIds;
    await db.sql("update members set role = 'admin' where user_id = $1", [agency.users.mentor]);
    await data.invalidations.sweep();
    expect((await read(cohortId)).mentors).toEqual([]);
    expect((await browse()).rows.map(({ mentors }) => mentors)).toEqual([null, null]);
  });
});

test("the list tells mentors and mentees, sorted and page by page", async () => {
  await create({ name: "Autumn", startsOn: "2026-09-01" });
  const all = (await browse()).rows;
  expect(all.map(({ name, mentees, mentors }) => [name, mentees, mentors])).toEqual([
    ["Autumn", 0, null],
    [`Cohort 1 of ${agency.slug}`, 1, `mentor of ${agency.slug}`],
    [`Cohort 2 of ${agency.slug}`, 1, null],
  ]);
  for (const by of ["name", "starts"] as const) {
    for (const direction of ["asc", "desc"] as const) {
      const sort = { by, direction };
      const whole = await namesIn(as("owner"), { sort });
      const paged: string[] = [];
      let after: string | undefined;
      do {
        const { rows, next } = await browse(as("owner"), { sort, pageSize: 1, after });
        paged.push(...rows.map(({ name }) => name));
        after = next ?? undefined;
      } while (after);
      expect(paged).toEqual(whole);
    }
  }
});

test("figures are those of the leads that they link to, of every mentee and in all", async () => {
  const [cohortId] = agency.cohortIds;
  const [menteeId] = agency.menteeIds;
  const second = newId();
  await db.sql(
    "insert into mentees (id, organization_id, cohort_id, business_name, joined_on, deleted_at) values ($1, $2, $3, 'Zebra', '2026-01-01', now())",
    [second, agency.id, cohortId],
  );
  const won = (mentee: string, wonAt: string, value: number | null, deleted = false) =>
    db.sql(
      `insert into leads (id, organization_id, mentee_id, name, status, entered_at, won_at, value, deleted_at)
       values ($1, $2, $3, 'lead', 'won', '2026-01-01', $4, $5, case when $6 then now() end)`,
      [newId(), agency.id, mentee, wonAt, value, deleted],
    );
  // 2 a.m. in UTC is the day before in São Paulo.
  await won(menteeId, "2026-03-01T02:00:00Z", 1);
  await won(menteeId, "2026-03-01T03:00:00Z", 20);
  await won(menteeId, "2026-04-01T02:00:00Z", 300);
  await won(menteeId, "2026-03-10T12:00:00Z", 5_000, true);
  await won(second, "2026-03-10T12:00:00Z", null);

  const period = { from: "2026-03-01", to: "2026-03-31" };
  const figures = await loadCohortFigures(as("owner"), { cohortId, period, timeZone });
  expect(figures).toEqual({
    mentees: [
      expect.objectContaining({ id: menteeId, archived: false, leads: 4, wonValue: 320 }),
      expect.objectContaining({ id: second, archived: true, leads: 1, wonValue: null }),
    ],
    more: false,
    total: { leads: 5, wonValue: 320 },
  });
  const count = (filter: Parameters<typeof countLeads>[1]["filter"]) =>
    countLeads(as("owner"), { filter, timeZone });
  expect(await count({ mentee: menteeId })).toBe(4);
  expect(await count({ cohort: cohortId })).toBe(5);
  expect(await count({ ...rowsOf("wonValue", period), cohort: cohortId })).toBe(2);

  const nobody = await loadCohortFigures(as("mentee"), { cohortId: agency.cohortIds[1], period, timeZone });
  expect(nobody).toEqual({ mentees: [], more: false, total: { leads: 0, wonValue: 0 } });
});

describe("who may", () => {
  const acts = (caller: Caller<OrganizationScope>, cohortId: string) => [
    () => createCohort(caller, { cohortId: newId(), facts: facts() }),
    () => editCohort(caller, { cohortId, version: "", facts: facts() }),
    () => archiveCohort(caller, { cohortId, to: "archived" }),
    () => assignMentor(caller, { cohortId, userId: agency.users.mentor, mentors: false }),
  ];

  test("mentors and mentees manage nothing", async () => {
    for (const role of ["mentor", "mentee"] as const)
      for (const act of acts(as(role), agency.cohortIds[0]))
        await expect(act()).rejects.toThrow(ForbiddenError);
  });

  test("another organization's cohort is not there", async () => {
    const [cohortId] = other.cohortIds;
    expect(await getCohort(as("owner"), { cohortId })).toBeNull();
    for (const act of acts(as("owner"), cohortId).slice(1))
      await expect(act()).rejects.toThrow(NotFoundError);
  });

  test("a mentor sees the cohorts they are assigned to, a mentee their own", async () => {
    for (const role of ["mentor", "mentee"] as const) {
      expect(await namesIn(as(role))).toEqual([`Cohort 1 of ${agency.slug}`]);
      expect(await getCohort(as(role), { cohortId: agency.cohortIds[1] })).toBeNull();
    }
  });
});
