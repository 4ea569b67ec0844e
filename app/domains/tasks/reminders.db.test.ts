import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { newId } from "#app/db/new-id.ts";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import type { AnyJob } from "#app/jobs/define-job.ts";
import { runDueJobs } from "#app/jobs/run-due.server.ts";
import { startWorkers } from "#app/jobs/start-workers.server.ts";
import { spawnRunner } from "#app/jobs/testing/spawn-runner.ts";
import { type Mail, openMail } from "#app/mail/open-mail.server.ts";
import { type MailServer, type Received, startMailServer } from "#app/mail/testing/mail-server.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import type { Role } from "#schema";
import { chooseLocale } from "../accounts/commands.server.ts";
import { removeMember } from "../people/commands.server.ts";
import { today } from "../period.ts";
import { remindMembers } from "./commands.server.ts";
import { mailReminderJob, remindJob } from "./jobs.server.ts";

let db: TestDatabase;
let here: DataLayer;
let there: DataLayer;
let server: MailServer;
let mail: Mail;

beforeAll(async () => {
  db = await openTestDatabase();
  here = await openDataLayer({ database: db.database, sweepSeconds: 0 });
  there = await openDataLayer({ database: await db.openAgain(), sweepSeconds: 0 });
  server = await startMailServer();
  const from = "no-reply@placar.example";
  mail = openMail({ smtpUrl: server.url, from, origin: "https://placar.example", secret: "a secret" });
});
beforeEach(async () => {
  server.received.splice(0);
  // What the tests before arranged rests.
  await db.sql("update organization_settings set time_zone = $1", [zoneWhereItIs(3)]);
});
afterAll(async () => {
  mail?.close();
  await server?.stop();
  await db?.close();
});

/** A zone whose clocks show this hour now, and soon the next. */
function zoneWhereItIs(hour: number): string {
  const ahead = (hour - new Date().getUTCHours() + 24) % 24;
  // Named against their sign: Etc/GMT-3 is three hours ahead.
  return ahead <= 14 ? `Etc/GMT-${ahead}` : `Etc/GMT+${24 - ahead}`;
}

/** An organization where it is nine in the morning, that reminded last on another day, its people's addresses confirmed. */
async function arrange(hour = 9): Promise<ArrangedOrganization> {
  const agency = await arrangeOrganization(db.sql, `agency-${newId()}`, zoneWhereItIs(hour));
  await db.sql("update users set email_verified = true where id = any ($1)", [Object.values(agency.users)]);
  return agency;
}

const dayIn = ({ timeZone }: ArrangedOrganization, days = 0) => {
  const date = new Date(`${today(timeZone)}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
};

interface Written {
  title: string;
  lead: 0 | 1;
  assignee: string | null;
  /** From today. */
  days: number;
  done?: boolean;
}

let titles = 0;
const someTitle = () => `Follow-up ${titles++}.`;

async function write(agency: ArrangedOrganization, some: Partial<Written>): Promise<string> {
  const { title = someTitle(), lead = 0, assignee = agency.users.mentor, days = 0, done = false } = some;
  await db.sql(
    `insert into tasks (id, organization_id, lead_id, title, due_on, assignee_id, done_at)
     values ($1, $2, $3, $4, $5, $6, case when $7::boolean then now() end)`,
    [newId(), agency.id, agency.leadIds[lead], title, dayIn(agency, days), assignee, done],
  );
  return title;
}

const context = (data: DataLayer) => ({ data, mail, signal: new AbortController().signal });

/** Everybody looks whom to remind and sends what is to be sent, at the same time. */
async function runEverywhere(): Promise<void> {
  await Promise.all([here, there, here].map((data) => remindJob.run(context(data), null)));
  const failed: unknown[] = [];
  const run = (data: DataLayer, jobs: readonly AnyJob[]) =>
    runDueJobs(data, jobs, { ...context(data), onFailure: (one) => void failed.push(one) });
  await Promise.all([run(here, [mailReminderJob]), run(there, [mailReminderJob])]);
  expect(failed).toEqual([]);
}

const emailOf = ({ slug }: ArrangedOrganization, role: Role) => `${role}@${slug}.example`;

/** What e-mails to an address name, each as often as it is named. */
const namedTo = (email: string) =>
  server.received
    .filter(({ to }) => to.includes(email))
    .flatMap(({ text }) => [...text.matchAll(/^- (Follow-up \d+\.)/gm)].map(([, title]) => title));

test("every open follow-up that is due, of a lead that its person sees, comes in one e-mail to them, however many send", async () => {
  const agencies = await Promise.all([arrange(), arrange(7), arrange(18)]);
  const expected = new Map<string, string[]>();
  for (const agency of agencies) {
    const { users } = agency;
    const roles = Object.keys(users) as Role[];
    for (const role of roles)
      for (const lead of [0, 1] as const)
        for (const days of [-400, -1, 0, 1])
          for (const done of [false, true]) {
            const title = await write(agency, { lead, days, done, assignee: users[role] });
            // The mentor has the first lead's cohort, the mentee its business.
            const isSeen = lead === 0 || role === "owner" || role === "admin";
            const email = emailOf(agency, role);
            if (isSeen && days <= 0 && !done) expected.set(email, [...(expected.get(email) ?? []), title]);
          }
    await write(agency, { assignee: null });
  }
  await runEverywhere();
  // Who looked before the others had sent theirs, and comes late.
  for (const { id: organizationId, timeZone } of agencies) {
    const caller = callerFor(there, { kind: "system", organizationId });
    expect(await remindMembers(caller, { organizationId, today: today(timeZone) })).toBe(0);
  }
  await runEverywhere();
  expect(server.received).toHaveLength(12);
  for (const [email, due] of expected) expect.soft(namedTo(email).toSorted(), email).toEqual(due.toSorted());
  expect(new Set(server.received.map(({ id }) => id)).size).toBe(12);
});

test("it says in the recipient's language what is overdue and what is due, with the way to the lead and out of it", async () => {
  const agency = await arrange();
  const [overdue, now] = [await write(agency, { days: -1 }), await write(agency, {})];
  await write(agency, { assignee: agency.users.owner });
  await chooseLocale(callerFor(here, { kind: "account", userId: agency.users.owner }), { locale: "en" });
  await runEverywhere();
  const [received] = server.received.filter(({ to }) => to.includes(emailOf(agency, "mentor")));
  const { text = "", html = "", subject } = received ?? ({} as Partial<Received>);
  expect(subject).toBe(`2 tarefas a fazer: Agency ${agency.slug}`);
  const lead = `https://placar.example/o/${agency.slug}/leads/${agency.leadIds[0]}`;
  expect(text).toMatch(new RegExp(`Atrasadas\n- ${overdue} \\(Lead in .*, o prazo era .*\\)\n  ${lead}`));
  expect(text).toMatch(new RegExp(`Para hoje\n- ${now} \\(Lead in .*\\)\n  ${lead}`));
  for (const href of [
    lead,
    `https://placar.example/o/${agency.slug}/tasks`,
    "https://placar.example/account#reminders",
  ]) {
    expect(text).toContain(href);
    expect(html).toContain(`href="${href}"`);
  }
  const [toOwner] = server.received.filter(({ to }) => to.includes(emailOf(agency, "owner")));
  expect(toOwner?.subject).toBe(`1 follow-up due: Agency ${agency.slug}`);
});

test("none comes to who is removed, turned them off or has no confirmed address, for a lead in the bin, or at night", async () => {
  const agency = await arrange();
  const nights = [await arrange(5), await arrange(21)];
  for (const { users, ...rest } of [agency, ...nights])
    for (const assignee of Object.values(users)) await write({ users, ...rest }, { assignee });
  const { admin, mentor, mentee, owner } = agency.users;
  await db.sql("update users set reminders = false where id = $1", [admin]);
  await db.sql("update users set email_verified = false where id = $1", [mentee]);
  await db.sql("update tasks set lead_id = $1 where assignee_id = $2", [agency.leadIds[1], owner]);
  await db.sql("update leads set deleted_at = now() where id = $1", [agency.leadIds[1]]);
  // Removed between the morning's look and the e-mail; the follow-up was put back by somebody around the application.
  await remindJob.run(context(here), null);
  await removeMember(callerFor(here, { kind: "system", organizationId: agency.id }), { userId: mentor });
  await db.sql("update tasks set assignee_id = $1 where organization_id = $2", [mentor, agency.id]);
  await runEverywhere();
  expect(server.received).toEqual([]);
});

test("what is written down in the course of the day waits for the next morning", async () => {
  const agency = await arrange();
  await runEverywhere();
  const title = await write(agency, {});
  await runEverywhere();
  expect(server.received).toEqual([]);
  await db.sql("update reminder_days set reminded_on = reminded_on - 1 where organization_id = $1", [
    agency.id,
  ]);
  await runEverywhere();
  expect(namedTo(emailOf(agency, "mentor"))).toEqual([title]);
});

test("one that could not be sent on its day is not sent on another", async () => {
  const agency = await arrange();
  await write(agency, {});
  await remindJob.run(context(here), null);
  // Further on by two days, as the calendar there has it.
  await db.sql("update pgboss.job set data = data || jsonb_build_object('today', $1::text) where name = $2", [
    dayIn(agency, -2),
    mailReminderJob.name,
  ]);
  await runEverywhere();
  expect(server.received).toEqual([]);
});

// One process alone can have an embedded database open.
if (inject("testStack").kind !== "pglite")
  test("one whose runner is killed while the mail server has it is sent by another, once", async () => {
    const agency = await arrange();
    const title = await write(agency, {});
    await remindJob.run(context(here), null);
    const { reached, goOn } = server.hold();
    const script = join(import.meta.dirname, "testing", "reminder-runner.ts");
    const runner = await spawnRunner(script, db, { smtpUrl: server.url });
    try {
      await reached;
    } finally {
      runner.kill("SIGKILL");
    }
    await once(runner, "close");
    goOn();
    await runEverywhere();
    expect(server.received).toEqual([]);
    await db.sql("update pgboss.job set heartbeat_on = now() - interval '31 seconds' where state = 'active'");
    const workers = await startWorkers(there, [mailReminderJob], {
      mail,
      pollSeconds: 0.5,
      superviseSeconds: 1,
    });
    try {
      const sentOnce = () => expect(namedTo(emailOf(agency, "mentor"))).toEqual([title]);
      await vi.waitFor(
        async () => {
          await db.sql("update pgboss.job set start_after = now() where state = 'retry'");
          sentOnce();
        },
        { timeout: 30_000, interval: 200 },
      );
      await runEverywhere();
      sentOnce();
    } finally {
      await workers.stop();
    }
  });
