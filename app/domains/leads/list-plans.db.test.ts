import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Read } from "#app/db/database.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { explain, type PlanNode, touched } from "#app/domains/testing/explain.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberScope } from "#dev/test/member-caller.ts";
import type { Role } from "#schema";
import { type LeadFilter, type LeadSort, leadSorts } from "./lead-filter.ts";
import { listLeads, listSources } from "./queries.server.ts";

let db: TestDatabase;
let data: DataLayer;
let agency: ArrangedOrganization;
let large: ArrangedOrganization;
const leadCount = 20_000;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
  agency = await arrangeOrganization(db.sql, "agency");
  large = await arrangeOrganization(db.sql, "large");
  const other = await arrangeOrganization(db.sql, "other");
  for (const { id, menteeIds } of [agency, other]) {
    await db.sql(
      `insert into leads (id, organization_id, mentee_id, name, email, phone, status, won_at, source, value, entered_at, last_interaction_at)
       select gen_random_uuid(), $1, case when n % 2 = 0 then $2::uuid else $3::uuid end,
         'lead ' || n || case when n % 1000 = 0 then ' Zwanziger' else '' end, 'person' || n || '@example.com', '+5511' || 900000000 + n,
         case when n % 10 = 0 then 'won' when n % 10 = 1 then 'lost' else 'new' end::lead_status,
         case when n % 10 = 0 then timestamptz '2026-03-01' end, 'source ' || n % 10,
         case when n % 3 = 0 then null else n % 5000 end, timestamptz '2024-01-01' + n * interval '1 hour',
         case when n % 4 > 0 then timestamptz '2024-01-01' + n * interval '1 hour' + n % 50 * interval '1 day' end
       from generate_series(1, ${leadCount}) n`,
      [id, ...menteeIds],
    );
  }
  // Here the mentor's only mentee is one of two hundred.
  await db.sql(
    `insert into mentees (id, organization_id, cohort_id, business_name, joined_on)
     select gen_random_uuid(), $1, $2, 'business ' || n, '2026-01-01' from generate_series(1, 200) n`,
    [large.id, large.cohortIds[1]],
  );
  await db.sql(
    `insert into leads (id, organization_id, mentee_id, name, source, entered_at)
     select gen_random_uuid(), $1, m.id, 'lead ' || n, 'source ' || n % 10, timestamptz '2024-01-01' + n * interval '1 hour'
     from mentees m, generate_series(1, 50) n where m.organization_id = $1`,
    [large.id],
  );
  // What was written last is in the indexes too then, and not beside them.
  await db.sql("vacuum analyze");
});
afterAll(() => db?.close());

const planOf = (
  role: Role,
  run: (read: Read, scope: OrganizationScope) => Promise<unknown>,
  of = agency,
): Promise<PlanNode[]> => explain(data, memberScope(of, role), run);

interface Shape {
  sorts: string[];
  indexes: string[];
  mostRows: number;
  /** Of 8 kB. */
  mostBlocks: number;
}

function shapeOf(nodes: readonly PlanNode[]): Shape {
  const names = (of: readonly PlanNode[], name: "Node Type" | "Index Name") =>
    [...new Set(of.map((node) => node[name] ?? ""))].sort();
  return {
    sorts: names(
      nodes.filter((node) => /Sort|Seq Scan|Hash/.test(node["Node Type"]) && touched(node) > 200),
      "Node Type",
    ),
    indexes: names(
      // By its id, who sees a lead is asked of each row's tags, and the leads of a page of few are read.
      nodes.filter(
        ({ "Index Name": name }) =>
          name?.startsWith("leads_") && !/^leads_(pkey|organization_id_id)/.test(name),
      ),
      "Index Name",
    ),
    mostRows: Math.max(...nodes.map(touched)),
    mostBlocks: Math.max(...nodes.map((node) => node["Shared Hit Blocks"] + node["Shared Read Blocks"])),
  };
}

const args = (sort: LeadSort, filter: LeadFilter = {}) => ({
  filter,
  sort,
  pageSize: 50,
  timeZone: "America/Sao_Paulo",
  cursorSecret: "a secret of sixteen or more",
});

async function shapesOfTwoPages(role: Role, sort: LeadSort, filter?: LeadFilter): Promise<Shape[]> {
  const scope = memberScope(agency, role);
  const asked = args(sort, filter);
  const { next } = await listLeads.recompute(callerFor(data, scope), asked);
  const explain = (after: string | undefined) =>
    planOf(role, (read, as) => listLeads.declaration.load(read, { ...asked, after }, as));
  return [shapeOf(await explain(undefined)), shapeOf(await explain(next ?? undefined))];
}

describe.each([
  ["entered", "leads_entered"],
  ["value", "leads_value"],
  ["stage", "leads_stage"],
  ["interaction", "leads_last_interaction"],
] as const)("sorted by %s", (by, index) => {
  test.each(["asc", "desc"] as const)("%s: no sort, no scan, a page's worth of rows", async (direction) => {
    for (const shape of await shapesOfTwoPages("owner", { by, direction })) {
      expect(shape).toMatchObject({ sorts: [], indexes: [index] });
      expect(shape.mostRows).toBeLessThan(200);
    }
  });
});

test("one status or one source is read in order of entry from an index of its own", async () => {
  const sort = { by: "entered", direction: "desc" } as const;
  for (const [filter, index] of [
    [{ status: ["lost"] }, "leads_stage"],
    [{ source: ["source 3"] }, "leads_source"],
  ] as const) {
    for (const shape of await shapesOfTwoPages("owner", sort, filter)) {
      expect(shape).toMatchObject({ sorts: [], indexes: [index] });
      expect(shape.mostRows).toBeLessThan(200);
    }
  }
});

test("a filter that admits most leads is read in order, not gathered and sorted", async () => {
  const sort = { by: "entered", direction: "desc" } as const;
  const [firstPage] = await shapesOfTwoPages("owner", sort, { status: ["new", "won"] });
  expect(firstPage).toMatchObject({ sorts: [], indexes: ["leads_entered"] });
});

test("a mentor's list reads past what others work on, in order", async () => {
  for (const shape of await shapesOfTwoPages("mentor", { by: "entered", direction: "desc" })) {
    expect(shape.sorts).toEqual([]);
    expect(shape.mostRows).toBeLessThan(400);
  }
});

test("sources are skipped through, not read", async () => {
  const shape = shapeOf(await planOf("owner", (read, as) => listSources.declaration.load(read, {}, as)));
  expect(shape).toMatchObject({ sorts: [], indexes: ["leads_source"] });
  expect(shape.mostRows).toBeLessThan(50);
});

test("the leads of a mentee, and of a cohort, are read without the others", async () => {
  const sort = { by: "entered", direction: "desc" } as const;
  const [menteeId, cohortId] = [large.menteeIds[0], large.cohortIds[0]];
  for (const filter of [{ mentee: menteeId }, { cohort: cohortId }]) {
    const load = (read: Read, as: OrganizationScope) =>
      listLeads.declaration.load(read, args(sort, filter), as);
    const shape = shapeOf(await planOf("owner", load, large));
    expect(shape.indexes).toEqual(["leads_mentee"]);
    expect(shape.mostRows).toBeLessThan(250);
  }
});

test("of a mentee, or a cohort, with half of the leads a page's worth is read", async () => {
  const sort = { by: "entered", direction: "desc" } as const;
  for (const filter of [{ mentee: agency.menteeIds[0] }, { cohort: agency.cohortIds[0] }]) {
    for (const shape of await shapesOfTwoPages("owner", sort, filter)) {
      expect(shape.mostRows).toBeLessThanOrEqual(200);
    }
  }
});

describe("a search", () => {
  const sorts = leadSorts.map((by) => ({ by, direction: "desc" }) as const);

  test.each(["lead 4567", "person4567@example.com", "+55 11 90000-4567", "zw", "nobody of this name"])(
    "for what few have reads these alone, in any order: %s",
    async (q) => {
      for (const sort of sorts) {
        // A connection that is new reads the catalogue first: what it takes is what the best of three takes.
        const firstPages = [];
        for (let n = 0; n < 3; n++) firstPages.push((await shapesOfTwoPages("owner", sort, { q }))[0]);
        for (const shape of firstPages) expect(shape?.mostRows).toBeLessThan(50);
        // What the planner looks at included; the table has several times as many.
        expect(Math.min(...firstPages.map((shape) => shape?.mostBlocks ?? Infinity))).toBeLessThan(500);
      }
    },
  );

  test.each(["lead", "l", "example.com", "lead person"])(
    "for what most have reads a page's worth in order, in any order: %s",
    async (q) => {
      for (const sort of sorts) {
        for (const shape of await shapesOfTwoPages("owner", sort, { q })) {
          expect(shape.sorts).toEqual([]);
          expect(shape.mostRows).toBeLessThan(250);
        }
      }
    },
  );
});

test("a member's have an index of their own", async () => {
  const sort = { by: "entered", direction: "desc" } as const;
  const [shape] = await shapesOfTwoPages("owner", sort, { owner: agency.users.mentor });
  expect(shape).toMatchObject({ sorts: [], indexes: ["leads_owner"] });
  expect(shape?.mostRows).toBeLessThan(50);
});

test("those that were won before they came in are gathered from an index of their own, in any order", async () => {
  for (const by of leadSorts) {
    const [shape] = await shapesOfTwoPages("owner", { by, direction: "desc" }, { daysToWin: "negative" });
    expect(shape?.indexes).toContain("leads_won_early");
    expect(shape?.mostRows).toBeLessThan(200);
  }
});

test("what is won in a period is gathered and sorted from its index alone, in any order; leads are read for the page", async () => {
  // An index alone can tell as soon as no transaction is left that might not see the leads.
  const vacuumed = async () => {
    await db.sql("vacuum leads");
    return db.sql("select relallvisible = relpages as whole from pg_class where oid = 'leads'::regclass");
  };
  await expect.poll(vacuumed, { timeout: 20_000 }).toEqual([{ whole: true }]);
  const filter: LeadFilter = { wonFrom: "2026-02-20", wonTo: "2026-03-10", status: ["won"] };
  for (const by of leadSorts) {
    const asked = args({ by, direction: "desc" }, filter);
    const nodes = await planOf("owner", (read, as) => listLeads.declaration.load(read, asked, as));
    const read = nodes.filter((node) => node["Index Name"] === "leads_won");
    expect(read.map((node) => node["Node Type"])).toEqual(["Index Only Scan", "Index Only Scan"]);
    // A tenth of all; of the leads themselves, a page.
    expect(shapeOf(nodes).mostRows).toBeLessThanOrEqual(leadCount / 10);
    const looked = nodes.filter((node) => node["Index Name"] === "leads_pkey");
    for (const node of looked) expect(touched(node)).toBeLessThanOrEqual(51);
  }
});

test("what carries a tag is gathered where it is little, and met in order where it is much", async () => {
  const sort = { by: "entered", direction: "desc" } as const;
  const [tag] = await db.sql<{ id: string }>("select id from tags where organization_id = $1", [agency.id]);
  const tagged = { tag: tag?.id ?? "" };
  const [few] = await shapesOfTwoPages("owner", sort, tagged);
  expect(few?.mostRows).toBeLessThan(20);
  await db.sql(
    "insert into lead_tags (organization_id, lead_id, tag_id) select organization_id, id, $2 from leads where organization_id = $1 on conflict do nothing",
    [agency.id, tagged.tag],
  );
  await db.sql("analyze lead_tags");
  for (const shape of await shapesOfTwoPages("owner", sort, tagged)) {
    expect(shape.sorts).toEqual([]);
  }
});

test("leads without an interaction for some days, and those of a range of values, are read in order", async () => {
  for (const filter of [{ quiet: 30 }, { valueFrom: 1 }, { valueTo: 4_999 }]) {
    for (const by of ["entered", "value"] as const) {
      for (const shape of await shapesOfTwoPages("owner", { by, direction: "desc" }, filter)) {
        expect(shape.sorts).toEqual([]);
        expect(shape.mostRows).toBeLessThan(250);
      }
    }
  }
});

test("a mentor's sources are found in the leads of their mentees", async () => {
  const load = (read: Read, as: OrganizationScope) => listSources.declaration.load(read, {}, as);
  const shape = shapeOf(await planOf("mentor", load, large));
  expect(shape.indexes).toEqual(["leads_mentee"]);
  expect(shape.mostRows).toBeLessThan(250);
});
