import { afterAll, beforeAll, expect, test } from "vitest";
import type { Read } from "#app/db/database.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { explain, touched } from "#app/domains/testing/explain.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberScope } from "#dev/test/member-caller.ts";
import { browseTasks, listDueTasks } from "./queries.server.ts";

let db: TestDatabase;
let data: DataLayer;
let agency: ArrangedOrganization;
/** Of each of the two organizations; every fifth is open, due on one of 400 days. */
const taskCount = 10_000;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
  agency = await arrangeOrganization(db.sql, "agency");
  const other = await arrangeOrganization(db.sql, "other");
  for (const { id, menteeIds, users } of [agency, other]) {
    await db.sql(
      `insert into leads (id, organization_id, mentee_id, name, entered_at)
       select gen_random_uuid(), $1, case when n % 2 = 0 then $2::uuid else $3::uuid end, 'lead ' || n, now()
       from generate_series(1, 500) n`,
      [id, ...menteeIds],
    );
    await db.sql(
      `insert into tasks (id, organization_id, lead_id, title, due_on, assignee_id, done_at)
       select gen_random_uuid(), $1, (array(select id from leads where organization_id = $1))[1 + n % 500], 'Call ' || n,
         date '2026-01-01' + (n * 7) % 400, (array[$2, $3, $4, null]::uuid[])[1 + n % 4], case when n % 5 > 0 then now() end
       from generate_series(1, ${taskCount}) n`,
      [id, users.owner, users.admin, users.mentor],
    );
  }
  await db.sql("analyze");
});
afterAll(() => db?.close());

const scope = () => memberScope(agency, "owner");

async function planOf(run: (read: Read, as: OrganizationScope) => Promise<unknown>) {
  const nodes = await explain(data, scope(), run);
  const large = nodes.filter((node) => touched(node) > 500);
  return {
    gathered: large.filter((node) => /Sort|Seq Scan|Hash|Bitmap/.test(node["Node Type"])),
    indexes: nodes.flatMap(({ "Index Name": name }) => (name?.startsWith("tasks_") ? [name] : [])),
    mostRows: Math.max(...nodes.map(touched)),
  };
}

const aPage = { pageSize: 50, cursorSecret: "a secret of sixteen or more" };

test("everybody's follow-ups come in the order of their due dates, a page's worth is read", async () => {
  const { next } = await browseTasks.recompute(callerFor(data, scope()), aPage);
  for (const after of [undefined, next ?? undefined]) {
    const plan = await planOf((read, as) => browseTasks.declaration.load(read, { ...aPage, after }, as));
    expect(plan).toMatchObject({ gathered: [], indexes: ["tasks_due"] });
    expect(plan.mostRows).toBeLessThan(500);
  }
});

test("one's own come from an index of their own", async () => {
  const own = { ...aPage, assignee: agency.users.mentor };
  const plan = await planOf((read, as) => browseTasks.declaration.load(read, own, as));
  expect(plan).toMatchObject({ gathered: [], indexes: ["tasks_open"] });
  expect(plan.mostRows).toBeLessThan(500);
});

test("the most overdue of all are found without the others", async () => {
  const due = { until: "2026-12-31", most: 8 };
  const plan = await planOf((read, as) => listDueTasks.declaration.load(read, due, as));
  expect(plan).toMatchObject({ gathered: [], indexes: ["tasks_due"] });
  expect(plan.mostRows).toBeLessThan(50);
});
