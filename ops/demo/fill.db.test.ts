import { afterAll, beforeAll, expect, test } from "vitest";
import { demoAccounts } from "#app/domains/accounts/demo-accounts.ts";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { reports } from "#app/domains/reports/registry.server.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import type { Role } from "#schema";
import { addDemo, hasDemo } from "./fill.server.ts";
import { makeHistory } from "./history.ts";

const now = new Date("2026-05-20T15:00:00Z");
const signal = new AbortController().signal;

let db: TestDatabase;
let data: DataLayer;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
});
afterAll(async () => {
  await data?.invalidations.idle();
  await db?.close();
});

test("stopped on the way, it leaves nothing behind", async () => {
  const stop = new AbortController();
  const onProgress = (done: number, total: number) => {
    if (done > total / 2) stop.abort();
  };
  await expect(addDemo(data, { now, signal: stop.signal, onProgress })).rejects.toThrow(/abort/i);
  expect(await hasDemo(data)).toBe(false);
  expect(
    await db.sql("select (select count(*) from users) as users, (select count(*) from leads) as leads"),
  ).toEqual([{ users: 0, leads: 0 }]);
});

test("fills a database with the history, as the database keeps it", async () => {
  const seen: number[] = [];
  await addDemo(data, { now, signal, onProgress: (done, total) => seen.push(done / total) });
  expect(await hasDemo(data)).toBe(true);
  expect(seen.at(-1)).toBe(1);
  const { leads, moves, contacts, mentees } = makeHistory(now);
  expect(
    await db.sql(`select (select count(*) from leads) as leads, (select count(*) from lead_status_changes) as moves,
      (select count(*) from interactions) as contacts, (select count(*) from mentees) as mentees,
      (select sum(reached_rank) from leads)::int as reached`),
  ).toEqual([
    {
      leads: leads.length,
      moves: moves.length,
      contacts: contacts.length,
      mentees: mentees.length,
      reached: leads.reduce((sum, lead) => sum + lead.reachedRank, 0),
    },
  ]);
});

test("some follow-ups are overdue, due on the day, still to come and done", async () => {
  const today = new Intl.DateTimeFormat("sv", { timeZone: "America/Sao_Paulo" }).format(now);
  const [told] = await db.sql<Record<string, number>>(
    `select count(*) filter (where done_at is null and due_on < $1)::int as overdue,
      count(*) filter (where done_at is null and due_on = $1)::int as today,
      count(*) filter (where done_at is null and due_on > $1)::int as coming,
      count(*) filter (where done_at is not null)::int as done,
      count(*) filter (where assignee_id is null)::int as nobodys
     from tasks`,
    [today],
  );
  const { nobodys, ...kinds } = told ?? {};
  expect(nobodys).toBe(0);
  expect(Object.values(kinds).every((count) => count >= 3)).toBe(true);
});

test("leads are worked by people who see them and carry tags; people joined one after the other, before now", async () => {
  const [told] = await db.sql<Record<string, number>>(
    `select count(*) filter (where owner_id is null)::int as nobodys, count(distinct owner_id)::int as owners,
      (select count(distinct lead_id) from lead_tags)::int as tagged, (select count(*) from tags)::int as tags,
      (select count(distinct created_at) from members)::int as joined, (select count(*) from members)::int as members,
      count(*) filter (where owner_id is not null and not exists (
        select 1 from members m where m.user_id = owner_id and (m.role = 'owner' or exists (
          select 1 from cohort_mentors c join mentees b on b.cohort_id = c.cohort_id where c.user_id = m.user_id and b.id = leads.mentee_id)))
      )::int as unseen
     from leads`,
  );
  expect(told).toMatchObject({ owners: 4, tags: 5, unseen: 0, joined: told?.members });
  expect(told?.nobodys).toBeGreaterThan(100);
  expect(told?.tagged).toBeGreaterThan(300);
  const joined = await db.sql("select 1 from members where created_at > $1", [now.toISOString()]);
  expect(joined).toEqual([]);
});

test("every role has something to see, mentors and mentees a part of it", async () => {
  const [organization] = await db.sql<{ id: string }>("select id from organizations where slug = 'demo'");
  const entered = async (role: Role) => {
    const email = demoAccounts.find((account) => account.role === role)?.email;
    const [user] = await db.sql<{ id: string }>("select id from users where email = $1", [email]);
    const scope = {
      kind: "organization",
      organizationId: organization?.id ?? "",
      userId: user?.id ?? "",
      role,
    } as const;
    const { load, params } = reports.pipeline;
    const zone = { timeZone: "America/Sao_Paulo", today: "2026-05-20" };
    return (await load(callerFor(data, scope), params.parse({}), zone)).entered;
  };
  const [owner, admin, mentor, mentee] = [
    await entered("owner"),
    await entered("admin"),
    await entered("mentor"),
    await entered("mentee"),
  ];
  expect(admin).toBe(owner);
  expect(mentor).toBeLessThan(owner);
  expect(mentor).toBeGreaterThan(500);
  expect(mentee).toBeLessThan(mentor);
  expect(mentee).toBeGreaterThan(50);
});
