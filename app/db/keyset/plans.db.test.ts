import { and, eq, sql } from "drizzle-orm";
import { bigint, pgTable, smallint, timestamp, uuid } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { by, type Direction, type Keyset, keyset, type PageRequest, type SortTerm } from "./index.ts";

const deals = pgTable("keyset_deals", {
  id: uuid("id").primaryKey(),
  organizationId: uuid("organization_id").notNull(),
  stage: smallint("stage").notNull(),
  value: bigint("value", { mode: "number" }),
  enteredAt: timestamp("entered_at", { withTimezone: true }).notNull(),
});

const organization = "00000000-0000-7000-8000-000000000001";
const rowCount = 20_000;
const scope = { kind: "system", organizationId: organization } as const;

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  for (const statement of [
    `create table keyset_deals (id uuid primary key, organization_id uuid not null, stage smallint not null, value bigint,
      entered_at timestamptz not null)`,
    `insert into keyset_deals select gen_random_uuid(), case when n % 10 = 0 then gen_random_uuid() else '${organization}'::uuid end,
      n % 7, case when n % 3 > 0 then n % 500 end, timestamptz '2026-01-01' + n % 9000 * interval '1 minute'
      from generate_series(1, ${rowCount}) n`,
    "create index on keyset_deals (organization_id, entered_at, id)",
    "create index on keyset_deals (organization_id, value, id)",
    "create index on keyset_deals (organization_id, stage, entered_at, id)",
    // Only a change of direction needs an index that changes direction too.
    "create index on keyset_deals (organization_id, stage, entered_at desc, id desc)",
    "alter table keyset_deals enable row level security",
    `create policy tenant on keyset_deals to placar_app
      using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid))`,
    "grant select on keyset_deals to placar_app",
    "analyze keyset_deals",
  ]) {
    await db.sql(statement);
  }
}, 120_000);
afterAll(() => db.close());

interface PlanNode {
  "Node Type": string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Shared Hit Blocks"?: number;
  "Shared Read Blocks"?: number;
  Plans?: PlanNode[];
}

const size = 20;
const request = { size, secret: "a secret of the application", boundTo: organization };

function statementOf(list: Keyset, cursors: Partial<PageRequest>) {
  const page = list.page({ ...request, ...cursors });
  return (db: Parameters<Parameters<TestDatabase["database"]["readBatch"]>[1]>[0]) =>
    page.select(({ where, cursorColumns }) =>
      db
        .select({ id: deals.id, value: deals.value, ...cursorColumns })
        .from(deals)
        .where(and(eq(deals.organizationId, organization), where)),
    );
}

/** The plan of a page as it ran, as the application's role under row-level security. */
async function planOf(list: Keyset, cursors: Partial<PageRequest>): Promise<PlanNode> {
  const build = statementOf(list, cursors);
  const [{ rows }] = await db.database.readBatch(scope, (q) => [
    q.execute<Record<string, unknown>>(
      sql`explain (analyze, buffers, costs off, timing off, format json) ${build(q).getSQL()}`,
    ),
  ]);
  const json = rows[0]?.["QUERY PLAN"];
  const [{ Plan }] = (typeof json === "string" ? JSON.parse(json) : json) as [{ Plan: PlanNode }];
  return Plan;
}

const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)];

/** A cursor behind the row at `depth`, and one before it, found by OFFSET. */
async function cursorsAt(list: Keyset, depth: number): Promise<Partial<PageRequest>[]> {
  const page = list.page(request);
  const [rows] = await db.database.readBatch(scope, (q) => [
    q
      .select(page.cursorColumns)
      .from(deals)
      .orderBy(...page.orderBy)
      .offset(depth)
      .limit(1),
  ]);
  const [row] = rows;
  if (!row) throw new RangeError(`No row at ${depth}`);
  const next = list.page({ ...request, size: 1 }).result([row, row]).next;
  return [{ after: next }, { before: next }];
}

const directions: Direction[] = ["asc", "desc"];
const sorts: [string, SortTerm[]][] = directions.flatMap((direction): [string, SortTerm[]][] => [
  [`entered ${direction}`, [by(deals.enteredAt, direction)]],
  [`stage desc, entered ${direction}`, [by(deals.stage, "desc"), by(deals.enteredAt, direction)]],
  [`stage asc, entered ${direction}`, [by(deals.stage, "asc"), by(deals.enteredAt, direction)]],
  [`value ${direction} nulls first`, [by(deals.value, direction, { nulls: "first" })]],
  [`value ${direction} nulls last`, [by(deals.value, direction, { nulls: "last" })]],
]);

const oneRange = /^entered|asc, .* asc|desc, .* desc/;

describe("a page, however deep, reads one page of index entries under row-level security", () => {
  it.each(sorts)("sorted by %s", async (name, columns) => {
    const list = keyset({ name, columns, unique: deals.id });
    const requests = [{}];
    for (const depth of [0, 1000, 9000, 17_000]) requests.push(...(await cursorsAt(list, depth)));
    for (const cursors of requests) {
      const all = nodes(await planOf(list, cursors));
      const kinds = all.map((node) => node["Node Type"]);
      const scans = all.filter((node) => /(?<!CTE|Subquery) Scan$/.test(node["Node Type"]));
      const index = scans.filter((node) => /^Index (Only )?Scan$/.test(node["Node Type"]));
      expect(scans.filter((node) => !index.includes(node))).toEqual([]);
      // Values and NULLs are two ranges, and so are two directions; a sort of the page's rows says so.
      const ranges = index.length;
      expect(ranges).toBeLessThanOrEqual(oneRange.test(name) ? 1 : 2);
      if (ranges === 1) expect(kinds.filter((kind) => kind.includes("Sort"))).toEqual([]);
      for (const scan of index) {
        expect(scan["Rows Removed by Filter"] ?? 0).toBe(0);
      }
      // One range is read only for what is missing from those before it.
      const read = index.map((scan) => scan["Actual Rows"] * scan["Actual Loops"]);
      expect(read.reduce((sum, rows) => sum + rows)).toBeLessThanOrEqual(size + 1);
      const [top] = all;
      expect((top?.["Shared Hit Blocks"] ?? 0) + (top?.["Shared Read Blocks"] ?? 0)).toBeLessThan(
        ranges * (size + 20),
      );
    }
  });
});
