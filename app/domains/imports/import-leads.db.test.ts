import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { getLead, listLeads } from "#app/domains/leads/queries.server.ts";
import { imports } from "#app/i18n/en/imports.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import { importLeads, type LeadsImport } from "./commands.server.ts";
import type { Rejection } from "./lead-row.ts";
import { parseMapping } from "./mapping.ts";
import { readCsv } from "./read-csv.server.ts";
import { sayReason } from "./reason.ts";

const olist = join(import.meta.dirname, "../../../ops/olist");
const fileOf = (name: string) => readFileSync(join(olist, "test-data", name), "utf8");
const mapOf = (name: string) => JSON.parse(readFileSync(join(olist, name), "utf8"));
const timeZone = "America/Sao_Paulo";

let db: TestDatabase;
let data: DataLayer;
let agency: ArrangedOrganization;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
});
beforeEach(async () => {
  agency = await arrangeOrganization(db.sql, `agency-${newId()}`, timeZone);
});
afterAll(async () => {
  await data?.invalidations.idle();
  await db?.close();
});

async function run(text: string, mapping: unknown, options: Partial<LeadsImport> = {}, of = agency) {
  const rejections: (Omit<Rejection, "reason"> & { reason: string })[] = [];
  const bytes = (async function* () {
    yield Buffer.from(text);
  })();
  const summary = await importLeads(callerFor(data, { kind: "system", organizationId: of.id }), {
    organization: { id: of.id, timeZone, currency: "BRL" },
    mapping: parseMapping(JSON.stringify(mapping), "map"),
    csv: await readCsv(bytes, "leads.csv"),
    file: "leads.csv",
    now: "2026-12-31T12:00:00Z",
    onRejected: ({ reason, ...of }) => rejections.push({ ...of, reason: sayReason({ imports }, reason) }),
    ...options,
  });
  return { summary, rejections };
}

/** Everything that an import could have written, as it is. */
async function dump() {
  await data.invalidations.idle();
  const tables = [
    "leads",
    "lead_status_changes",
    "mentees",
    "cohorts",
    "activity_log",
    "pending_invalidations",
  ];
  const contents: Record<string, unknown> = {};
  for (const table of tables) contents[table] = await db.sql(`select * from ${table} order by id`);
  return contents;
}

const leadsOf = (of = agency) =>
  db.sql<{ external_id: string } & Record<string, unknown>>(
    `select l.*, l.entered_at::text as entered, m.business_name from leads l join mentees m on m.id = l.mentee_id
     where l.organization_id = $1 and external_id is not null order by external_id`,
    [of.id],
  );

const movesOf = (externalId: string) =>
  db.sql(
    `select from_status, to_status, changed_at from lead_status_changes c join leads l on l.id = c.lead_id
     where l.organization_id = $1 and external_id = $2 order by from_status nulls first, changed_at`,
    [agency.id, externalId],
  );

const id = (n: number) => `a000000000000000000000000000000${n}`;

describe("files as Olist's", () => {
  beforeEach(async () => {
    const { summary } = await run(fileOf("leads.csv"), mapOf("leads.map.json"));
    expect(summary).toEqual({ rows: 8, created: 8, updated: 0, unchanged: 0, rejected: 0, duplicates: 0 });
  });

  test("leads enter at local midnight, or when the day begins where it has none", async () => {
    const entered = Object.fromEntries((await leadsOf()).map((lead) => [lead.external_id, lead.entered_at]));
    expect(entered).toMatchObject({
      [id(1)]: new Date("2018-01-05T02:00:00Z"),
      [id(4)]: new Date("2018-02-17T02:00:00Z"),
      [id(5)]: new Date("2018-02-18T03:00:00Z"),
      // Clocks went from 23:59:59 to 01:00.
      [id(6)]: new Date("2018-11-04T03:00:00Z"),
      [id(7)]: new Date("2018-11-05T02:00:00Z"),
    });
  });

  test("a blank or unknown source is no source; names and the mentee come from the mapping", async () => {
    const leads = await leadsOf();
    expect(leads.map((lead) => lead.source)).toEqual([
      ...["social", "paid_search", "organic_search", null, null, "social", "other, not named", "email"],
    ]);
    expect(leads[0]).toMatchObject({
      name: `Lead ${id(1)}`,
      business_name: "Olist",
      status: "new",
      row_version: 1,
    });
    expect(
      await db.sql("select name, starts_on from cohorts where organization_id = $1 and name like 'Mark%'", [
        agency.id,
      ]),
    ).toEqual([{ name: "Marketing funnel", starts_on: "2017-06-01" }]);
    expect(await movesOf(id(1))).toEqual([
      { from_status: null, to_status: "new", changed_at: new Date("2018-01-05T02:00:00Z") },
    ]);
  });

  test("deals make them won, passing every stage, at their date; a revenue of nothing is not declared", async () => {
    const { summary, rejections } = await run(fileOf("deals.csv"), mapOf("deals.map.json"));
    expect(rejections).toEqual([]);
    expect(summary).toEqual({ rows: 3, created: 0, updated: 3, unchanged: 0, rejected: 0, duplicates: 0 });
    const won = (await leadsOf()).filter((lead) => lead.status === "won");
    expect(won).toMatchObject([
      {
        external_id: id(1),
        won_at: new Date("2018-01-15T21:58:54Z"),
        value: null,
        reached_rank: 5,
        row_version: 2,
      },
      { external_id: id(3), won_at: new Date("2018-01-31T01:59:59Z"), value: 1_250_050, reached_rank: 5 },
      { external_id: id(6), won_at: new Date("2018-11-10T02:30:00Z"), value: 3_000_000, reached_rank: 5 },
    ]);
    expect(await movesOf(id(1))).toEqual([
      { from_status: null, to_status: "new", changed_at: new Date("2018-01-05T02:00:00Z") },
      { from_status: "new", to_status: "won", changed_at: new Date("2018-01-15T21:58:54Z") },
    ]);
  });

  test("importing either again, in any order, changes nothing at all", async () => {
    await run(fileOf("deals.csv"), mapOf("deals.map.json"));
    const before = await dump();
    for (const [file, map, rows] of [
      ["leads.csv", "leads.map.json", 8],
      ["deals.csv", "deals.map.json", 3],
      ["leads.csv", "leads.map.json", 8],
    ] as const) {
      const { summary } = await run(fileOf(file), mapOf(map));
      expect(summary).toEqual({ rows, created: 0, updated: 0, unchanged: rows, rejected: 0, duplicates: 0 });
      expect(await dump()).toEqual(before);
    }
  });

  test("a deal whose lead is not there is left out", async () => {
    const { summary, rejections } = await run(
      "mql_id,won_date,declared_monthly_revenue\nnobody,2018-01-15 10:00:00,1\n",
      mapOf("deals.map.json"),
    );
    expect(summary).toMatchObject({ rows: 1, updated: 0, rejected: 1 });
    expect(rejections).toEqual([{ line: 2, column: "mql_id", reason: "there is no lead with this id" }]);
  });

  test("a corrected won date corrects the move; a corrected entry the beginning", async () => {
    await run(fileOf("deals.csv"), mapOf("deals.map.json"));
    await run(
      fileOf("deals.csv").replace("2018-01-15 19:58:54", "2018-01-16 08:00:00"),
      mapOf("deals.map.json"),
    );
    await run(fileOf("leads.csv").replace("1,2018-01-05,p1", "1,2018-01-02,p1"), mapOf("leads.map.json"));
    expect(await movesOf(id(1))).toEqual([
      { from_status: null, to_status: "new", changed_at: new Date("2018-01-02T02:00:00Z") },
      { from_status: "new", to_status: "won", changed_at: new Date("2018-01-16T10:00:00Z") },
    ]);
    expect((await leadsOf())[0]).toMatchObject({ row_version: 4, status: "won" });
    expect((await leadsOf())[1]).toMatchObject({ row_version: 1 });
  });

  test("another organization's leads of the same ids are their own", async () => {
    const other = await arrangeOrganization(db.sql, `other-${newId()}`, timeZone);
    const before = await leadsOf();
    const { summary } = await run(fileOf("leads.csv"), mapOf("leads.map.json"), {}, other);
    expect(summary).toMatchObject({ created: 8 });
    expect(await leadsOf()).toEqual(before);
    const deals = await run(fileOf("deals.csv"), mapOf("deals.map.json"), {}, other);
    expect(deals.summary).toMatchObject({ updated: 3 });
    expect(await leadsOf()).toEqual(before);
  });

  test("one entry in the activity log for each import that changed something, naming no person", async () => {
    await run(fileOf("leads.csv"), mapOf("leads.map.json"));
    expect(
      await db.sql(
        "select action, actor_id, record_type, record_id, meta from activity_log where organization_id = $1 and action = 'imports.leads'",
        [agency.id],
      ),
    ).toEqual([
      {
        action: "imports.leads",
        actor_id: null,
        record_type: "import",
        record_id: expect.any(String),
        meta: {
          file: "leads.csv",
          rows: 8,
          created: 8,
          updated: 0,
          unchanged: 0,
          rejected: 0,
          duplicates: 0,
        },
      },
    ]);
  });
});

const mapping = (fields: object = {}, rest: object = {}) => ({
  fields: {
    externalId: { column: "id" },
    name: { column: "name" },
    source: { column: "source" },
    enteredAt: { column: "entered", pattern: "DD/MM/YYYY" },
    mentee: { constant: "Business in Cohort 1" },
    ...fields,
  },
  mentees: { createIn: { cohort: "New ones", startsOn: "2026-01-01" } },
  ...rest,
});

const csv = (...rows: string[]) =>
  ["id;name;source;entered;status;won;reason;mentee;value", ...rows, ""].join("\r\n");
const many = (n: number, row: (i: number) => string = (i) => `x${i};Lead ${i};Fair;01/02/2026;;;;;`) =>
  csv(...Array.from({ length: n }, (_, i) => row(i + 1)));

test("updates what the file says and leaves the rest alone", async () => {
  await run(csv("1;Ana;Fair;01/02/2026;;;;;"), mapping());
  await db.sql(
    "update leads set email = 'ana@example.com', value = 500, status = 'proposal' where external_id = '1' and organization_id = $1",
    [agency.id],
  );
  const { summary } = await run(
    csv("1;Ana Souza;;01/02/2026;;;;;"),
    mapping({ mentee: { constant: "Somebody else" } }),
  );
  expect(summary).toMatchObject({ updated: 1 });
  expect(await leadsOf()).toMatchObject([
    {
      ...{
        name: "Ana Souza",
        source: null,
        email: "ana@example.com",
        value: 500,
        status: "proposal",
        row_version: 2,
      },
      business_name: expect.stringMatching(/^Business in Cohort 1/),
    },
  ]);
});

test("a status is a move; one that comes in as won was new before", async () => {
  const map = mapping({
    status: { column: "status" },
    wonAt: { column: "won", pattern: "DD/MM/YYYY" },
    lostReason: { column: "reason" },
  });
  await run(
    csv(
      "1;Ana;;01/02/2026;won;05/02/2026;;;",
      "2;Bia;;01/02/2026;lost;;too dear;;",
      "3;Cid;;01/02/2026;qualified;;;;",
    ),
    map,
  );
  expect(await leadsOf()).toMatchObject([
    { status: "won", won_at: new Date("2026-02-05T03:00:00Z") },
    { status: "lost", lost_reason: "too dear", reached_rank: 0 },
    { status: "qualified", reached_rank: 2 },
  ]);
  expect(await movesOf("1")).toMatchObject([
    { from_status: null, to_status: "new", changed_at: new Date("2026-02-01T03:00:00Z") },
    { from_status: "new", to_status: "won", changed_at: new Date("2026-02-05T03:00:00Z") },
  ]);
  // Reopened, won after all, lost after all.
  const { summary } = await run(
    csv(
      "1;Ana;;01/02/2026;negotiation;;;;",
      "2;Bia;;01/02/2026;won;09/02/2026;;;",
      "3;Cid;;01/02/2026;lost;;no money;;",
    ),
    map,
  );
  expect(summary).toMatchObject({ updated: 3 });
  expect(await leadsOf()).toMatchObject([
    { status: "negotiation", won_at: null, reached_rank: 4 },
    { status: "won", lost_reason: null, reached_rank: 5 },
    { status: "lost", lost_reason: "no money", reached_rank: 2 },
  ]);
  expect(await movesOf("2")).toMatchObject([
    { from_status: null, to_status: "lost" },
    { from_status: "lost", to_status: "won", changed_at: new Date("2026-02-09T03:00:00Z") },
  ]);
});

test("bad rows are named and left out, the others written", async () => {
  const { summary, rejections } = await run(
    csv(
      "1;Ana;;01/02/2026;;;;;",
      ";Bia;;01/02/2026;;;;;",
      "3;;;31/02/2026;;;;;",
      "4;Cid",
      "5;Dia;;01/02/2026;;;;;",
    ),
    mapping(),
  );
  expect(summary).toEqual({ rows: 5, created: 2, updated: 0, unchanged: 0, rejected: 3, duplicates: 0 });
  expect(rejections).toEqual([
    { line: 3, column: "id", reason: "is blank" },
    { line: 4, column: "name", reason: "is blank" },
    { line: 4, column: "entered", reason: 'expected a date as DD/MM/YYYY, got "31/02/2026"' },
    { line: 5, reason: "has 2 columns, the first line has 9" },
  ]);
});

test("the first of two rows with one id is taken, also when they lie far apart", async () => {
  const text = many(
    2_100,
    (i) => `${i === 2_050 ? "x7" : i === 20 ? "x19" : `x${i}`};Lead ${i};;01/02/2026;;;;;`,
  );
  const { summary, rejections } = await run(text, mapping());
  expect(summary).toMatchObject({ created: 2_098, rejected: 2 });
  expect(rejections).toEqual([
    { line: 21, column: "id", reason: "is the same as in line 20" },
    { line: 2_051, column: "id", reason: "is the same as in line 8" },
  ]);
  expect((await run(text, mapping())).summary).toMatchObject({ updated: 0, unchanged: 2_098, rejected: 2 });
});

describe("mentees", () => {
  const byColumn = mapping({ mentee: { column: "mentee" } });

  test("are found by name, and created in their cohort where the mapping says so", async () => {
    await run(csv("1;Ana;;01/02/2026;;;;Bakery;", "2;Bia;;01/02/2026;;;;Bakery;"), byColumn);
    await run(csv("3;Cid;;01/02/2026;;;;Bakery;", "4;Dia;;01/02/2026;;;;Florist;"), byColumn);
    expect((await leadsOf()).map((lead) => lead.business_name)).toEqual([
      "Bakery",
      "Bakery",
      "Bakery",
      "Florist",
    ]);
    expect(
      await db.sql(
        "select business_name, c.name, joined_on from mentees m join cohorts c on c.id = m.cohort_id where c.organization_id = $1 and c.name = 'New ones' order by 1",
        [agency.id],
      ),
    ).toEqual([
      { business_name: "Bakery", name: "New ones", joined_on: "2026-01-01" },
      { business_name: "Florist", name: "New ones", joined_on: "2026-01-01" },
    ]);
  });

  test("that are not there, or there twice, are named", async () => {
    await db.sql("update mentees set business_name = 'Twins' where organization_id = $1", [agency.id]);
    const { summary, rejections } = await run(
      csv("1;Ana;;01/02/2026;;;;Nobody;", "2;Bia;;01/02/2026;;;;Twins;"),
      { ...byColumn, mentees: undefined },
    );
    expect(summary).toMatchObject({ created: 0, rejected: 2 });
    expect(rejections).toEqual([
      { line: 2, column: "mentee", reason: 'there is no mentee called "Nobody"' },
      { line: 3, column: "mentee", reason: 'several mentees are called "Twins"' },
    ]);
  });

  test("that are in the archive take no leads, nor does a cohort there take mentees", async () => {
    const { menteeIds } = agency;
    await db.sql("update mentees set deleted_at = now(), business_name = 'Old Bakery' where id = $1", [
      menteeIds[0],
    ]);
    await db.sql(
      "insert into cohorts (id, organization_id, name, starts_on, archived_at) values ($1, $2, 'Past', '2020-01-01', now())",
      [newId(), agency.id],
    );
    const before = await dump();
    const { summary, rejections } = await run(
      csv("1;Ana;;01/02/2026;;;;Old Bakery;", "2;Bia;;01/02/2026;;;;Nobody;"),
      { ...byColumn, mentees: { createIn: { cohort: "Past", startsOn: "2026-01-01" } } },
    );
    expect(summary).toMatchObject({ created: 0, rejected: 2 });
    expect(rejections).toEqual([
      { line: 2, column: "mentee", reason: 'the mentee "Old Bakery" is in the archive and takes no leads' },
      {
        line: 3,
        column: "mentee",
        reason: 'there is no mentee called "Nobody", and the cohort "Past" is in the archive and takes none',
      },
    ]);
    expect(await dump()).toEqual(before);
    // One that is in use goes before it.
    await db.sql("update mentees set business_name = 'Old Bakery' where id = $1", [menteeIds[1]]);
    expect((await run(csv("1;Ana;;01/02/2026;;;;Old Bakery;"), byColumn)).summary).toMatchObject({
      created: 1,
    });
  });
});

test("a lead that was deleted stays deleted", async () => {
  await run(csv("1;Ana;;01/02/2026;;;;;"), mapping());
  await db.sql("update leads set deleted_at = now() where external_id = '1' and organization_id = $1", [
    agency.id,
  ]);
  const { rejections } = await run(csv("1;Ana Souza;;01/02/2026;;;;;"), mapping());
  expect(rejections).toEqual([{ line: 2, column: "id", reason: "the lead with this id was deleted" }]);
});

describe("rows that only the database refuses", () => {
  afterAll(() => db.sql("alter table leads drop constraint if exists no_mallory"));

  test("are found among thousands, the others written", async () => {
    await db.sql("alter table leads add constraint no_mallory check (name <> 'Mallory')");
    const bad = [1, 999, 1_000, 1_001, 1_500];
    const { summary, rejections } = await run(
      many(1_600, (i) => `x${i};${bad.includes(i) ? "Mallory" : `Lead ${i}`};;01/02/2026;;;;;`),
      mapping(),
    );
    expect(summary).toMatchObject({ rows: 1_600, created: 1_595, rejected: 5 });
    expect(rejections.map(({ line }) => line)).toEqual(bad.map((i) => i + 1));
    expect(rejections[0]?.reason).toMatch(/^the database refuses it: .*no_mallory/);
    expect(await leadsOf()).toHaveLength(1_595);
  });
});

describe("leaves everything as it was", () => {
  const unchangedBy = async (attempt: () => Promise<unknown>) => {
    await run(many(10), mapping());
    const before = await dump();
    await attempt();
    expect(await dump()).toEqual(before);
  };
  const renamed = many(2_500, (i) => `x${i};Renamed ${i};;01/02/2026;;;;Brand new;`);
  const map = mapping({ mentee: { column: "mentee" } });

  test("on a dry run, which says what would change", () =>
    unchangedBy(async () => {
      const { summary, rejections } = await run(`${renamed};bad\r\n`, map, { dryRun: true });
      expect(summary).toEqual({
        rows: 2_501,
        created: 2_490,
        updated: 10,
        unchanged: 0,
        rejected: 1,
        duplicates: 0,
      });
      expect(rejections).toHaveLength(1);
    }));

  test("when the file breaks off in the middle", () =>
    unchangedBy(async () => {
      const broken = `${renamed.split("\r\n").slice(0, 2_200).join("\r\n")}\r\nx2300;"Never closed`;
      await expect(run(broken, map)).rejects.toThrow("a quoted value is never closed");
    }));

  test("when whoever asked goes away", () =>
    unchangedBy(async () => {
      const gone = new AbortController();
      const onProgress = (rows: number) => {
        if (rows === 2_000) gone.abort();
      };
      await expect(run(renamed, map, { signal: gone.signal, onProgress })).rejects.toThrow(/abort/i);
    }));

  test("when the database fails for a reason that lies in no row", async () => {
    await db.sql(
      "create function fail_late() returns trigger language plpgsql as $$ begin if new.name = 'Renamed 1700' then raise 'out of order'; end if; return new; end $$",
    );
    await db.sql("create trigger fail_late before insert on leads for each row execute function fail_late()");
    try {
      await unchangedBy(() =>
        expect(run(renamed, map)).rejects.toMatchObject({ cause: { message: "out of order" } }),
      );
    } finally {
      await db.sql("drop trigger fail_late on leads");
      await db.sql("drop function fail_late()");
    }
  });
});

test.each([5, 150])("what was cached of leads is fresh after %d of them were updated", async (n) => {
  const owner = memberCaller(data, agency, "owner");
  await run(many(n), mapping());
  const list = () =>
    listLeads(owner, {
      filter: {},
      sort: { by: "entered", direction: "desc" },
      timeZone,
      pageSize: 20,
      cursorSecret: "x".repeat(32),
    });
  const [first] = await leadsOf();
  const one = () => getLead(owner, { leadId: String(first?.id), timeZone });
  expect(JSON.stringify([await list(), await one()])).not.toContain("Changed");
  await run(
    many(n, (i) => `x${i};Changed ${i};Fair;01/02/2026;;;;;`),
    mapping(),
  );
  expect(JSON.stringify(await list())).toContain("Changed");
  expect(JSON.stringify(await one())).toContain("Changed");
});

test("the second row of a lead is left out also where the database refuses the first", async () => {
  const map = mapping({ status: { column: "status" }, lostReason: { column: "reason" } });
  const text = csv("1;Bia;Fair;04/11/2018;;;too dear;Florist;", "1;Ana;Fair;01/02/2026;;;;Florist;");
  const first = await run(text, map);
  expect(first.summary).toMatchObject({ created: 0, rejected: 2 });
  expect(await run(text, map)).toEqual(first);
});

test("whatever is in a file, its second import changes nothing", async () => {
  const name = fc.constantFrom("Ana", "Bia", "Ana  Souza", "", "Mãe d'Água; Ltda");
  const row = fc.record({
    id: fc.constantFrom("1", "2", "3", "4", "5", ""),
    name,
    source: fc.constantFrom("Fair", "", "unknown", "Site"),
    entered: fc.constantFrom("01/02/2026", "04/11/2018", "31/02/2026"),
    status: fc.constantFrom("", "new", "proposal", "lost", "won", "nonsense"),
    won: fc.constantFrom("", "03/02/2026", "17/02/2018"),
    reason: fc.constantFrom("", "too dear"),
    mentee: fc.constantFrom("Bakery", "Florist", ""),
    value: fc.constantFrom("", "0", "12,5", "1.000,00", "x"),
  });
  const quoted = (text: string) => `"${text}"`;
  const map = mapping({
    ...{
      status: { column: "status" },
      wonAt: { column: "won", pattern: "DD/MM/YYYY" },
      lostReason: { column: "reason" },
    },
    ...{ mentee: { column: "mentee" }, value: { column: "value", decimal: ",", zeroMeans: "undeclared" } },
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
      const text = csv(...rows.map((each) => Object.values(each).map(quoted).join(";")));
      const first = await run(text, map);
      const before = await dump();
      const second = await run(text, map);
      const taken = first.summary.rows - first.summary.rejected;
      expect(second.rejections).toEqual(first.rejections);
      expect(second.summary).toEqual({ ...first.summary, created: 0, updated: 0, unchanged: taken });
      expect(await dump()).toEqual(before);
    }),
    { numRuns: 30 },
  );
});
