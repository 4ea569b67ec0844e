import { hashPassword } from "better-auth/crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import { beginSession, sessionCookie } from "#app/domains/accounts/testing/browser.ts";
import { type BuiltApp, openBuiltApp } from "#app/server/pages/testing/built-app.ts";
import { arrangeTenant, oracleOf, type Tenant } from "#app/server/pages/testing/people.ts";
import type { Oracle } from "#dev/test/database.ts";
import { actionPatterns, fill, firstOf, routePatterns } from "#dev/test/routes.ts";
import { answerFor, type Visitor, visitors } from "#dev/test/visitors.ts";
import { accountActions, signOutActions } from "./testing/actions/accounts.ts";
import { type Action, done, password } from "./testing/actions/action.ts";
import { cohortActions } from "./testing/actions/cohorts.ts";
import { importActions } from "./testing/actions/imports.ts";
import { leadActions, mergeActions } from "./testing/actions/leads.ts";
import { menteeActions } from "./testing/actions/mentees.ts";
import { organizationActions } from "./testing/actions/organizations.ts";
import { leaveActions, peopleActions } from "./testing/actions/people.ts";
import { tagActions } from "./testing/actions/tags.ts";
import { taskActions } from "./testing/actions/tasks.ts";
import { viewAndExportActions } from "./testing/actions/views-and-exports.ts";

// Every action is sent a form that is in order by everybody, as a browser without scripts sends it and as one with scripts does.
// Whoever adds an action says in testing/actions who may; where the answer is no, every row of the database stays as it was.

/** In an order in which none takes away what a later one is about. */
const actions: Action[] = [
  ...taskActions,
  ...leadActions,
  ...viewAndExportActions,
  ...menteeActions,
  ...cohortActions,
  ...importActions,
  ...peopleActions,
  ...tagActions,
  ...mergeActions,
  ...accountActions,
  ...organizationActions,
  ...leaveActions,
  ...signOutActions,
];

const sentFile = 200;
/** How a script is told where to go. */
const toldToScript = 202;

let app: BuiltApp;
let sql: Oracle;
let passwordHash: string;
let tenants = 0;

beforeAll(async () => {
  app = await openBuiltApp();
  sql = oracleOf(app.services.data);
  passwordHash = await hashPassword(password);
});
afterAll(async () => {
  await app?.close();
});

test("the table names every action, and no other", () => {
  const named = new Set(actions.map(({ pattern }) => pattern));
  const unnamed = actionPatterns.filter((pattern) => !named.has(pattern));
  const gone = [...named].filter((pattern) => !actionPatterns.includes(pattern));
  expect(
    unnamed,
    `Add to \`actions\` here, for each: a form in order, who is answered what, the table it writes.`,
  ).toEqual([]);
  expect(gone, "Take these out of testing/actions: they are no longer on the map.").toEqual([]);
});

describe.each([
  ["a browser without scripts", ""],
  ["a script", ".data"],
])("sent by %s", (_, ending) => {
  test.each(visitors)("every form does what it may, and nothing else, for %s", async (visitor) => {
    const [tenant, elsewhere] = [await arrange(), await arrange()];
    const home = visitor === "outsider" ? elsewhere : tenant;
    for (const {
      pattern,
      about = "of their own cohort",
      person = "mentor",
      form,
      answers,
      search,
      writes,
      file,
      shows,
    } of actions) {
      const cohort = about === "of another cohort" ? 1 : 0;
      const of = about === "of another organization" ? elsewhere : tenant;
      const ids = {
        leadId: of.leadIds[cohort],
        interactionId: of.interactionIds[cohort],
        tagId: of.tagIds[cohort],
        otherTagId: of.tagIds[1 - cohort] ?? "",
        otherId: of.leadIds[1 - cohort] ?? "",
        taskId: of.taskIds[cohort],
        menteeId: of.menteeIds[cohort],
        cohortId: of.cohortIds[cohort],
        viewId: of.viewId,
        mentorId: of.users.mentor,
        userId: of.users[person],
      };
      const subject = { ...ids, sql, email: emailOf(tenant) };
      const path = fill(pattern, { ...firstOf(tenant), ...ids });
      const body = new URLSearchParams(await form(subject));
      const cookie = await cookieOf(visitor, tenant, elsewhere);
      const before = await rowsByTable();
      const answer = await send(path + ending + (search?.(subject) ?? ""), cookie, body);
      const after = await rowsByTable();

      const what = `${visitor}: POST ${path}${ending} ${about}`;
      const answered = answerFor(visitor, answers, {
        path,
        home: `/o/${home.slug}`,
        organization: tenant.slug,
      });
      const sends = file && answered === String(sentFile);
      const expected = sends && ending !== "" ? "400" : answered;
      const leadsOn = expected === String(done) || expected.startsWith("/");
      if (ending !== "" && leadsOn) expect.soft(answer.status, what).toBe(toldToScript);
      else if (expected.startsWith("/")) expect.soft(answer.headers.get("location"), what).toBe(expected);
      else expect.soft(String(answer.status), what).toBe(expected);
      const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
      const shown = shows && expected === "200";
      if ((expected === String(done) || (sends && ending === "") || shown) && writes)
        expect.soft(changed, what).toContain(writes);
      else expect.soft(changed, what).toEqual([]);
    }
  });

  test.each(visitors)("what takes no form changes nothing, for %s", async (visitor) => {
    const [tenant, elsewhere] = [await arrange(), await arrange()];
    const cookie = await cookieOf(visitor, tenant, elsewhere);
    const before = await rowsByTable();
    for (const pattern of routePatterns.filter((each) => !actionPatterns.includes(each))) {
      const path = fill(pattern, firstOf(tenant));
      const body = new URLSearchParams({ name: "Changed" });
      const { status } = await send(path + ending, cookie, body);
      expect.soft(status, `${visitor}: POST ${path}${ending}`).toBe(405);
    }
    expect(await rowsByTable()).toEqual(before);
  });
});

const emailOf = ({ people }: Tenant) => `${people.find(({ role }) => role === "mentee")?.canary}@example.com`;

/** An organization whose people have passwords. */
async function arrange(): Promise<Tenant> {
  const tenant = await arrangeTenant(app.services, `actions${tenants++}`);
  for (const { userId } of tenant.people) {
    await sql(
      "insert into accounts (id, user_id, account_id, provider_id, password) values ($1, $2, $3, 'credential', $4)",
      [newId(), userId, userId, passwordHash],
    );
  }
  return tenant;
}

/** A session that nothing has ended yet. */
async function cookieOf(visitor: Visitor, tenant: Tenant, elsewhere: Tenant): Promise<string> {
  if (visitor === "nobody") return "";
  const userId = visitor === "outsider" ? elsewhere.users.owner : tenant.users[visitor];
  return sessionCookie(await beginSession(sql, userId));
}

const send = (path: string, cookie: string, body: URLSearchParams) =>
  fetch(`${app.origin}${path}`, {
    ...{ method: "POST", body, redirect: "manual" },
    headers: { Accept: "text/html", Cookie: cookie },
  });

/** A digest of each table's rows, but for those that the sweep adds and removes when it will. */
async function rowsByTable(): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }>(
    "select relname as name from pg_stat_user_tables where schemaname = 'public' and relname <> 'pending_invalidations'",
  );
  const digests = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as rows from ${name} t`,
  );
  const found = await sql<{ name: string; rows: string }>(digests.join(" union all "));
  return Object.fromEntries(found.map(({ name, rows }) => [name, rows]));
}
