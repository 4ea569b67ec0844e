import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import type { LeadStatus, Role } from "#schema";
import { ConflictError, FieldError } from "../errors.ts";
import type { BulkSelection } from "./bulk-selection.ts";
import { bulkDelete, bulkMove, deleteLead, moveLead } from "./commands.server.ts";
import { leadStatuses } from "./lead-status.ts";
import { countLeads, countSelected, getTimeline } from "./queries.server.ts";

let db: TestDatabase;
let data: DataLayer;
let organizations = 0;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
});
afterAll(async () => {
  await data?.invalidations.idle();
  await db?.close();
});

const timeZone = "America/Sao_Paulo";
const arrange = () => arrangeOrganization(db.sql, `bulk-${organizations++}`, timeZone);

/** Of the first business, in order: all entered on the same day. */
async function put(
  { id, menteeIds }: ArrangedOrganization,
  statuses: readonly LeadStatus[],
): Promise<string[]> {
  await db.sql("delete from leads where organization_id = $1", [id]);
  const ids = statuses.map(() => newId());
  await db.sql(
    `insert into leads (id, organization_id, mentee_id, name, status, value, entered_at, won_at, lost_reason)
     select l.id, $1, $2, 'lead', l.status, 100, '2026-02-01T12:00Z', case l.status when 'won' then timestamptz '2026-02-10T12:00Z' end,
       case l.status when 'lost' then 'price' end
     from unnest($3::uuid[], $4::lead_status[]) as l(id, status)`,
    [id, menteeIds[0], ids, statuses],
  );
  await db.sql(
    `insert into lead_status_changes (id, organization_id, lead_id, to_status, changed_at)
     select gen_random_uuid(), organization_id, id, status, entered_at from leads where organization_id = $1`,
    [id],
  );
  return ids;
}

/** All that is known of some leads, without ids and to the day, or that it is as good as now: midnight may come between two changes. */
async function state({ id }: ArrangedOrganization, leadIds: readonly string[]) {
  const place = (column: string) => `array_position($2::uuid[], ${column})`;
  const day = (column: string) =>
    `case when ${column} > now() - interval '1 hour' then 'now' else (${column} at time zone '${timeZone}')::date::text end`;
  const leads = await db.sql(
    `select ${place("id")} as n, status, reached_rank, value, ${day("won_at")} as won, lost_reason, row_version, deleted_at is null as there,
       updated_at > created_at as updated from leads where organization_id = $1 order by 1`,
    [id, leadIds],
  );
  const history = await db.sql(
    `select ${place("lead_id")} as n, from_status, to_status, ${day("changed_at")} as day, changed_by is not null as known
     from lead_status_changes where organization_id = $1 order by 1, created_at, 2 nulls first`,
    [id, leadIds],
  );
  const activity = await db.sql(
    `select ${place("record_id")} as n, action, actor_id is not null as known, meta - 'bulk' as meta
     from activity_log where organization_id = $1 and record_type = 'lead' and record_id = any($2::uuid[]) order by 1, id`,
    [id, leadIds],
  );
  return { leads, history, activity };
}

async function bulkOf(agency: ArrangedOrganization, selection: BulkSelection, role: Role = "owner") {
  const { total } = await countSelected.recompute(memberCaller(data, agency, role), { selection, timeZone });
  return { bulkId: newId(), selection, count: total, timeZone };
}

const anyStatuses = fc.array(fc.constantFrom(...leadStatuses), { minLength: 1, maxLength: 8 });
const anyMove = fc.record({
  to: fc.constantFrom(...leadStatuses),
  wonOn: fc.option(fc.constantFrom("2026-02-01", "2026-03-05"), { nil: undefined }),
  value: fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: undefined }),
  lostReason: fc.option(fc.constantFrom("too dear", "no answer"), { nil: null }),
});

test("moving many leaves what moving each of them does, history and activity included", async () => {
  const [many, each] = [await arrange(), await arrange()];
  await fc.assert(
    fc.asyncProperty(
      anyStatuses,
      anyMove,
      fc.subarray([...leadStatuses]),
      fc.boolean(),
      async (statuses, move, asked, byId) => {
        const [here, there] = [await put(many, statuses), await put(each, statuses)];
        const wanted = statuses.map((status) => asked.length === 0 || asked.includes(status));
        const chosen = (ids: readonly string[]) => ids.filter((_, i) => wanted[i]);
        const selection = byId ? { ids: chosen(here) } : { filter: { status: asked } };
        const moving = chosen(there).filter((_, i) => statuses.filter((_, j) => wanted[j])[i] !== move.to);

        const result = await bulkMove(memberCaller(data, many, "admin"), {
          ...(await bulkOf(many, selection)),
          ...move,
        });
        for (const leadId of moving)
          await moveLead(memberCaller(data, each, "admin"), { leadId, rowVersion: 1, ...move, timeZone });

        expect(result).toMatchObject({
          changed: moving.length,
          skipped: chosen(there).length - moving.length,
        });
        expect(await state(many, here)).toEqual(await state(each, there));
      },
    ),
    { numRuns: 25 },
  );
});

test("deleting many leaves what deleting each of them does", async () => {
  const [many, each] = [await arrange(), await arrange()];
  const statuses = ["new", "won", "lost", "won"] as const;
  const [here, there] = [await put(many, statuses), await put(each, statuses)];
  const caller = memberCaller(data, many, "owner");
  expect(await countLeads(caller, { filter: {}, timeZone })).toBe(4);
  const bulk = await bulkOf(many, { filter: { status: ["won"] } });
  expect(await bulkDelete(caller, bulk)).toMatchObject({ changed: 2, skipped: 0 });
  for (const leadId of [there[1], there[3]])
    await deleteLead(memberCaller(data, each, "owner"), { leadId: leadId ?? "", rowVersion: 1 });
  expect(await state(many, here)).toEqual(await state(each, there));
  // Seen at once, in the figures and in the lead's own history.
  expect(await countLeads(caller, { filter: {}, timeZone })).toBe(2);
});

test("each lead's history tells of it, to whoever had read it before", async () => {
  const agency = await arrange();
  const [first = "", second = ""] = await put(agency, ["new", "new"]);
  const caller = memberCaller(data, agency, "owner");
  const place = { timeZone, pageSize: 10, cursorSecret: "a secret of sixteen or more" };
  const before = await getTimeline(caller, { leadId: first, ...place });
  await bulkMove(caller, { ...(await bulkOf(agency, { ids: [first, second] })), to: "proposal" });
  const { events } = await getTimeline(caller, { leadId: first, ...place });
  expect(events).toHaveLength(before.events.length + 1);
  expect(events[0]).toMatchObject({ kind: "moved", from: "new", to: "proposal" });
});

test("what is sent twice is done once, also at the same time", async () => {
  const agency = await arrange();
  await put(agency, ["new", "new", "qualified"]);
  const input = { ...(await bulkOf(agency, { filter: { status: ["new"] } })), to: "qualified" as const };
  const caller = memberCaller(data, agency, "owner");
  const results = await Promise.all([1, 2, 3].map(() => bulkMove(caller, input)));
  for (const result of results) expect(result).toMatchObject({ changed: 2, skipped: 0 });
  const [versions] = await db.sql(
    "select sum(row_version)::int as sum from leads where organization_id = $1",
    [agency.id],
  );
  expect(versions).toEqual({ sum: 5 });
});

test("nothing happens where the number has changed since the question", async () => {
  const agency = await arrange();
  const ids = await put(agency, ["new", "new", "qualified"]);
  const bulk = await bulkOf(agency, { filter: { status: ["new"] } });
  await db.sql("update leads set status = 'new' where id = $1", [ids[2]]);
  const before = await state(agency, ids);
  const caller = memberCaller(data, agency, "owner");
  await expect(bulkMove(caller, { ...bulk, to: "proposal" })).rejects.toThrow(ConflictError);
  await expect(bulkDelete(caller, bulk)).rejects.toThrow(ConflictError);
  expect(await state(agency, ids)).toEqual(before);
});

test("a win before one of them entered has to be confirmed", async () => {
  const agency = await arrange();
  const ids = await put(agency, ["new", "proposal"]);
  const win = { ...(await bulkOf(agency, { ids })), to: "won" as const, wonOn: "2026-01-31" };
  const caller = memberCaller(data, agency, "owner");
  await expect(bulkMove(caller, win)).rejects.toThrow(FieldError);
  expect(await bulkMove(caller, { ...win, wonEarlier: true })).toMatchObject({ changed: 2 });
});

test("nobody changes what they may not see", async () => {
  const [agency, other] = [await arrange(), await arrange()];
  const ids = [...agency.leadIds, ...other.leadIds];
  const bulk = await bulkOf(agency, { ids }, "mentor");
  expect(bulk.count).toBe(1);
  expect(await bulkMove(memberCaller(data, agency, "mentor"), { ...bulk, to: "lost" })).toMatchObject({
    changed: 1,
  });
  const lost = await db.sql<{ id: string }>(
    "select id from leads where id = any($1::uuid[]) and status = 'lost'",
    [ids],
  );
  expect(lost).toEqual([{ id: agency.leadIds[0] }]);
});

test("two changes of the same leads wait for each other, and neither fails", async () => {
  const agency = await arrange();
  const ids = await put(
    agency,
    Array.from({ length: 120 }, (_, i) => leadStatuses[i % 5] ?? "new"),
  );
  const caller = memberCaller(data, agency, "owner");
  for (let round = 0; round < 3; round++) {
    const moves = (["new", "qualified", "negotiation", "lost"] as const).map(async (to, i) => {
      // In whatever order they are named, and by a filter whose index has another order.
      const selection = i === 0 ? { filter: {} } : { ids: i % 2 === 0 ? ids.toReversed() : ids };
      return bulkMove(caller, { ...(await bulkOf(agency, selection)), to });
    });
    for (const result of await Promise.all(moves)) expect(result.changed + result.skipped).toBe(120);
  }
  // Each move is in the history, by the time it was written (that of its transaction's beginning tells nothing here): from where the lead was to where it went.
  const [broken] = await db.sql<{ count: number }>(
    `select count(*)::int as count from (
       select from_status, lag(to_status) over (partition by lead_id order by id) as before from lead_status_changes where organization_id = $1
     ) h where before is not null and from_status <> before`,
    [agency.id],
  );
  expect(broken?.count).toBe(0);
});
