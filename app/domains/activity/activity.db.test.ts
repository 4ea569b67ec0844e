import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callerFor } from "#app/domains/caller.ts";
import { deleteLead, moveLead } from "#app/domains/leads/commands.server.ts";
import { changeRole } from "#app/domains/people/commands.server.ts";
import { openTwoProcesses, type TwoProcesses } from "#app/domains/testing/two-processes.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import { type ActivityFilter, recordTypes, systemActor } from "./activity-filter.ts";
import { listActivity, listActors } from "./queries.server.ts";

let opened: TwoProcesses;
let agency: ArrangedOrganization;

beforeAll(async () => {
  opened = await openTwoProcesses();
  const { db } = opened;
  agency = await arrangeOrganization(db.sql, "agency", "Pacific/Auckland");
  await arrangeOrganization(db.sql, "other");
  const { users, id, leadIds, cohortIds } = agency;
  // Two years of it, some at the very same instant, around midnight in the organization's zone.
  await db.sql(
    `insert into activity_log (organization_id, actor_id, action, record_type, record_id, created_at)
     select $1, (array[$2, $3, null]::uuid[])[1 + n % 3], (array['leads.move', 'leads.edit', 'cohorts.edit'])[1 + n % 3 % 2 + n % 2],
       case when n % 3 % 2 + n % 2 = 2 then 'cohort' else 'lead' end, (array[$4, $5]::uuid[])[1 + n % 2],
       timestamptz '2025-01-01 11:00+00' + (n / 3) * interval '17 hours'
     from generate_series(1, 60) n`,
    [id, users.owner, users.mentor, leadIds[0], cohortIds[0]],
  );
  await opened.here.invalidations.drain();
});
afterAll(() => opened?.close());

const as = (role: "owner" | "admin" | "mentor", layer = opened.here) => memberCaller(layer, agency, role);

async function everyPage(filter: ActivityFilter, pageSize: number): Promise<string[]> {
  const ids: string[] = [];
  const args = { filter, pageSize, timeZone: agency.timeZone, cursorSecret: "a secret that signs cursors" };
  let after: string | undefined;
  do {
    const page = await listActivity(as("admin"), { ...args, after });
    ids.push(...page.rows.map(({ id }) => id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return ids;
}

/** The same entries, by plain SQL. */
async function expected({ by, record, action, from, to }: ActivityFilter): Promise<string[]> {
  const rows = await opened.db.sql<{ id: string; by: string; record: string; action: string; day: string }>(
    `select id::text, coalesce(actor_id::text, 'system') as by, record_type as record, action,
       to_char(created_at at time zone $2, 'YYYY-MM-DD') as day
     from activity_log where organization_id = $1 order by created_at desc, activity_log.id desc`,
    [agency.id, agency.timeZone],
  );
  return rows
    .filter(
      (row) =>
        (by === undefined || row.by === by) &&
        (record === undefined || row.record === record) &&
        (action === undefined || row.action === action) &&
        (from === undefined || row.day >= from) &&
        (to === undefined || row.day <= to),
    )
    .map(({ id }) => id);
}

test("every filter shows what plain SQL finds, page by page, each entry once", async () => {
  const { owner, admin, mentor } = agency.users;
  const filters: ActivityFilter[] = [
    {},
    ...[owner, admin, mentor, systemActor].map((by) => ({ by })),
    ...recordTypes.map((record) => ({ record })),
    { action: "leads.move", from: "2025-01-03", to: "2025-01-09" },
    { by: owner, record: "lead", to: "2025-01-05" },
    { by: systemActor, from: "2025-01-06" },
  ];
  let shown = 0;
  for (const filter of filters) {
    const found = await everyPage(filter, 7);
    expect(found, JSON.stringify(filter)).toEqual(await expected(filter));
    shown += found.length;
  }
  expect(shown).toBeGreaterThan(120);
});

test("what somebody does is there at once, elsewhere too, with the record it was done to, open or gone", async () => {
  const [leadId] = agency.leadIds;
  const { timeZone } = agency;
  const args = { filter: {}, pageSize: 3, timeZone, cursorSecret: "a secret that signs cursors" };
  const latest = async () => (await listActivity(as("owner", opened.there), args)).rows;
  await latest();
  await moveLead(as("mentor"), { leadId, rowVersion: 1, to: "won", timeZone });
  expect(await latest()).toMatchObject([
    {
      ...{ by: "mentor of agency", action: "leads.move", recordId: leadId, open: true },
      ...{ recordName: "Lead in Cohort 1 of agency", meta: { from: "new", to: "won" } },
    },
    {},
    {},
  ]);
  await deleteLead(as("owner"), { leadId, rowVersion: 2 });
  await changeRole(as("owner"), { userId: agency.users.mentor, role: "admin" });
  expect(await latest()).toMatchObject([
    { action: "people.changeRole", recordName: "mentor of agency", meta: { from: "mentor", to: "admin" } },
    { action: "leads.delete", recordName: "Lead in Cohort 1 of agency", open: false },
    { action: "leads.move", open: false },
  ]);
  expect((await listActors(as("owner", opened.there), {})).map(({ name }) => name)).toEqual([
    "mentor of agency",
    "owner of agency",
  ]);
});

test("it is not for mentors", async () => {
  await expect(listActors(as("mentor"), {})).rejects.toThrow("may not activity.actors");
});

describe("an entry is nobody's to", () => {
  test.each([
    ["change", "update activity_log set action = 'nothing'"],
    ["delete", "delete from activity_log"],
    ["sweep away", "truncate activity_log"],
  ])("%s", async (_, statement) => {
    const { database } = opened.here;
    const { scope } = callerFor(opened.here, { kind: "system", organizationId: agency.id } as const);
    await expect(database.inTransaction(scope, (tx) => tx.execute(statement))).rejects.toMatchObject({
      cause: { code: "42501" },
    });
  });
});
