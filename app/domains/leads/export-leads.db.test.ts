import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import { ForbiddenError } from "../errors.ts";
import { type ExportArgs, type ExportedLead, exportLeads } from "./export-leads.server.ts";
import { type LeadSort, leadSorts } from "./lead-filter.ts";
import { listLeads } from "./queries.server.ts";

let db: TestDatabase;
let data: DataLayer;
let agency: ArrangedOrganization;
let tenants = 0;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
});
beforeEach(async () => {
  agency = await arrangeOrganization(db.sql, `exporting-${tenants++}`);
});
afterAll(() => db?.close());

const all: ExportArgs = {
  filter: {},
  sort: { by: "entered", direction: "desc" },
  timeZone: "America/Sao_Paulo",
  cursorSecret: "a secret of sixteen or more",
};

/** Of the first business: more than two pages of a file, many of them equal in what they are sorted by. */
const put = (count = 2_300) =>
  db.sql(
    `insert into leads (id, organization_id, mentee_id, name, email, source, status, value, entered_at, won_at)
     select gen_random_uuid(), $1, $2, 'lead ' || n, 'lead' || n || '@example.com', case n % 3 when 0 then 'site' end,
       case n % 4 when 0 then 'won' else 'new' end::lead_status, case when n % 5 > 0 then n % 7 end,
       timestamptz '2026-02-03 02:30Z' + n % 50 * interval '1 day', case n % 4 when 0 then timestamptz '2026-04-01 02:30Z' end
     from generate_series(1, $3::int) n`,
    [agency.id, agency.menteeIds[0], count],
  );

async function exported(args: Partial<ExportArgs> = {}, role: "owner" | "mentor" = "owner") {
  const found: ExportedLead[] = [];
  for await (const page of exportLeads(memberCaller(data, agency, role), { ...all, ...args }))
    found.push(...page);
  return found;
}

/** The list, turned page by page. */
async function listed(args: Partial<ExportArgs> = {}, role: "owner" | "mentor" = "owner") {
  const caller = memberCaller(data, agency, role);
  const found: Pick<ExportedLead, "name" | "menteeName" | "source" | "status" | "value" | "enteredOn">[] = [];
  for (let after: string | undefined, more = true; more; ) {
    const { rows, next } = await listLeads.recompute(caller, { ...all, ...args, after, pageSize: 200 });
    found.push(...rows.map(({ id: _, ...row }) => row));
    [after, more] = [next ?? undefined, next !== null];
  }
  return found;
}

test("a file holds exactly the rows of the list, in its order, however it is sorted and filtered", async () => {
  await put();
  const sorts = leadSorts.flatMap((by): LeadSort[] => [
    { by, direction: "asc" },
    { by, direction: "desc" },
  ]);
  const filters = [{}, { status: ["won" as const] }, { source: ["unknown"], from: "2026-02-10" }];
  for (const [i, sort] of sorts.entries()) {
    const args = { sort, filter: filters[i % filters.length] ?? {} };
    const [file, list] = [await exported(args), await listed(args)];
    expect(file).toMatchObject(list);
    expect(file).toHaveLength(list.length);
  }
  expect(await exported()).toHaveLength(2_302);
});

test("a lead's own fields are in it, days as the organization's clocks tell them", async () => {
  await put(4);
  const found = (await exported()).find(({ name }) => name === "lead 4");
  expect(found).toEqual({
    id: expect.any(String),
    ...{ name: "lead 4", menteeName: `Business in Cohort 1 of ${agency.slug}`, source: null, status: "won" },
    ...{ value: 4, enteredOn: "2026-02-06", wonOn: "2026-03-31", email: "lead4@example.com" },
    ...{
      phone: null,
      externalId: null,
      lostReason: null,
      lastInteractionOn: null,
      tags: [],
      ownerName: null,
    },
  });
});

test("nobody takes away what they may not see", async () => {
  await db.sql("update leads set mentee_id = $1 where organization_id = $2", [
    agency.menteeIds[1],
    agency.id,
  ]);
  await put(3);
  expect((await exported({}, "mentor")).map(({ name }) => name).sort()).toEqual([
    "lead 1",
    "lead 2",
    "lead 3",
  ]);
  expect(await exported({}, "owner")).toHaveLength(5);
  const system = callerFor(data, {
    kind: "organization",
    organizationId: agency.id,
    userId: agency.id,
    role: "nobody" as never,
  });
  await expect(exportLeads(system, all).next()).rejects.toThrow(ForbiddenError);
});

test("what stays as it is comes once, whatever else changes while the file is read", async () => {
  await put();
  const names: string[] = [];
  for await (const page of exportLeads(memberCaller(data, agency, "owner"), all)) {
    names.push(...page.map(({ name }) => name));
    // Before and behind the place that the file has come to.
    await db.sql("delete from leads where organization_id = $1 and name ~ '[37]$'", [agency.id]);
    await put(40);
  }
  const stayed = Array.from({ length: 2_300 }, (_, n) => `lead ${n + 1}`).filter(
    (name) => !/[37]$/.test(name) && Number(name.slice(5)) > 40,
  );
  const counts = Map.groupBy(names, (name) => name);
  expect(stayed.filter((name) => counts.get(name)?.length !== 1)).toEqual([]);
});
