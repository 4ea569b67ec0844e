import { hashPassword } from "better-auth/crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import { codeOf } from "#app/domains/accounts/testing/authenticator.ts";
import { beginSession, sessionCookie, testSecret } from "#app/domains/accounts/testing/browser.ts";
import { openSetUp } from "#app/domains/accounts/two-factor-set-up.server.ts";
import { type BuiltApp, openBuiltApp } from "#app/server/pages/testing/built-app.ts";
import { arrangeTenant, oracleOf, type Tenant } from "#app/server/pages/testing/people.ts";
import type { Oracle } from "#dev/test/database.ts";
import { actionPatterns, fill, firstOf, routePatterns } from "#dev/test/routes.ts";
import {
  type Answers,
  answerFor,
  everybody,
  here,
  managers,
  members,
  notSignedIn,
  sent,
  signedIn,
  type Visitor,
  visitors,
} from "#dev/test/visitors.ts";
import type { Role } from "#schema";

// Every action is sent a form that is in order by everybody, as a browser without scripts sends it and as one with scripts does.
// Whoever adds an action says here who may; where the answer is no, every row of the database stays as it was.

/** The answer to a form that was carried out; another page follows. */
const done = 303;
const sentFile = 200;
/** How a script is told where to go. */
const toldToScript = 202;

const password = "correct horse battery";

type Case = "of their own cohort" | "of another cohort" | "of another organization";

/** What a form can be about. */
interface Subject {
  leadId: string;
  /** With the lead, nobody's. */
  interactionId: string;
  tagId: string;
  otherTagId: string;
  /** A lead of another cohort. */
  otherId: string;
  taskId: string;
  menteeId: string;
  cohortId: string;
  /** The owner's. */
  viewId: string;
  mentorId: string;
  /** The member whom it is about. */
  userId: string;
  /** Of the mentee in the organization that is asked. */
  email: string;
}

interface Action {
  pattern: string;
  /** Whose lead or mentee it is about, "their own" being that of mentor and mentee. */
  about?: Case;
  /** Which member it is about, unless the mentor. */
  person?: Role;
  /** Of the address that it is sent to. */
  search?: (of: Subject) => string;
  form: (of: Subject) => Promise<Record<string, string>> | Record<string, string>;
  answers: Answers;
  /** A table that it writes; without one what it keeps is a cookie. */
  writes?: string;
  /** The answer is a file, which is refused to scripts. */
  file?: true;
  /** The answer is a page that shows what was made, which no other address does. */
  shows?: true;
}

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

const facts = ({ menteeId }: Subject) => ({ name: `Changed ${newId()}`, menteeId, enteredOn: "2026-02-01" });

async function rowVersionOf({ leadId }: Pick<Subject, "leadId">): Promise<string> {
  const [found] = await sql<{ version: string }>(
    "select row_version::text as version from leads where id = $1",
    [leadId],
  );
  return found?.version ?? "";
}

/** The tag that several leads were marked with, where this one was among them. */
async function tagTogether({ leadId }: Subject): Promise<string | undefined> {
  const [found] = await sql<{ id: string }>(
    "select t.id from tags t join lead_tags l on l.tag_id = t.id where l.lead_id = $1 and t.name = 'Together'",
    [leadId],
  );
  return found?.id;
}

/** What is out of a member's reach is answered as if it were not there. */
const reach: Record<Case, (refusal: number, within?: number) => Answers> = {
  "of their own cohort": (_, within = done) => members(within),
  "of another cohort": (refusal, within = done) => ({
    ...members(within),
    ...{ mentor: refusal, mentee: refusal },
  }),
  "of another organization": (refusal) => members(refusal),
};

const lead = "/o/:organization/leads/:leadId";
const onLeads = (Object.keys(reach) as Case[]).flatMap((about): Action[] => [
  {
    pattern: "/o/:organization/leads/new",
    about,
    form: (of) => ({ ...facts(of), leadId: newId(), status: "new" }),
    // The form is theirs to send; the list of mentees in it does not offer this one.
    answers: sent(reach[about](400)),
    writes: "leads",
  },
  {
    pattern: "/o/:organization/leads/board",
    about,
    form: async (of) => ({ leadId: of.leadId, to: "first_contact", rowVersion: await rowVersionOf(of) }),
    answers: sent(reach[about](404)),
    writes: "lead_status_changes",
  },
  {
    pattern: "/o/:organization/leads/bulk",
    about,
    search: ({ leadId }) => `?do=proposal&id=${leadId}`,
    form: () => ({ bulkId: newId(), count: "1" }),
    // A lead that is not theirs is not among those they select: there is one fewer.
    answers: sent(reach[about](409)),
    writes: "lead_status_changes",
  },
  {
    pattern: "/o/:organization/leads/bulk",
    about,
    search: ({ leadId }) => `?do=tag&id=${leadId}`,
    form: () => ({ bulkId: newId(), count: "1", tag: "Together" }),
    answers: sent(reach[about](409)),
    writes: "lead_tags",
  },
  {
    pattern: "/o/:organization/leads/bulk",
    about,
    search: ({ leadId }) => `?do=untag&id=${leadId}`,
    form: async (of) => ({ bulkId: newId(), count: "1", tagId: (await tagTogether(of)) ?? of.tagId }),
    // A tag of another organization is none of those to choose from.
    answers: sent(reach[about](about === "of another organization" ? 400 : 409)),
    writes: "lead_tags",
  },
  {
    pattern: "/o/:organization/leads/bulk",
    about,
    person: "owner",
    search: ({ leadId }) => `?do=assign&id=${leadId}`,
    form: ({ userId }) => ({ bulkId: newId(), count: "1", ownerId: userId }),
    answers: sent({ ...reach[about](about === "of another organization" ? 400 : 409), mentee: 403 }),
    writes: "leads",
  },
  {
    pattern: `${lead}/edit`,
    about,
    form: async (of) => ({ ...facts(of), rowVersion: await rowVersionOf(of) }),
    answers: sent(reach[about](404)),
    writes: "leads",
  },
  {
    pattern: `${lead}/status`,
    about,
    form: async (of) => ({ to: "qualified", rowVersion: await rowVersionOf(of) }),
    answers: sent(reach[about](404)),
    writes: "lead_status_changes",
  },
  {
    pattern: `${lead}/delete`,
    about,
    form: async (of) => ({ rowVersion: await rowVersionOf(of) }),
    answers: sent(reach[about](404)),
    writes: "leads",
  },
  {
    pattern: `${lead}/restore`,
    about,
    form: () => ({}),
    answers: sent(reach[about](404)),
    writes: "leads",
  },
  {
    pattern: `${lead}/interactions`,
    about,
    form: () => ({ kind: "call", body: `Call ${newId()}` }),
    answers: sent(reach[about](404)),
    writes: "interactions",
  },
  {
    pattern: `${lead}/tags`,
    about,
    form: () => ({ tag: `Tag ${newId()}`.slice(0, 40) }),
    answers: sent(reach[about](404)),
    writes: "lead_tags",
  },
  {
    pattern: `${lead}/tags/remove`,
    about,
    form: ({ tagId }) => ({ tagId }),
    answers: sent(reach[about](404)),
    writes: "lead_tags",
  },
  {
    pattern: `${lead}/interactions/:interactionId`,
    about,
    form: () => ({ kind: "call", body: `Call ${newId()}` }),
    answers: sent(reach[about](404, 403)),
  },
  {
    pattern: `${lead}/interactions/:interactionId/delete`,
    about,
    form: () => ({}),
    answers: sent(reach[about](404, 403)),
  },
]);

const task = `${lead}/tasks/:taskId`;
const taskFacts = () => ({ title: `Call ${newId()}`, dueOn: "2026-02-01" });
const onTasks = (Object.keys(reach) as Case[]).flatMap((about): Action[] => [
  {
    pattern: `${lead}/tasks`,
    about,
    form: taskFacts,
    answers: sent(reach[about](404)),
    writes: "tasks",
  },
  {
    pattern: task,
    about,
    form: async ({ taskId }) => ({ ...taskFacts(), seen: await versionOf("tasks", taskId) }),
    answers: sent(reach[about](404)),
    writes: "tasks",
  },
  {
    pattern: `${task}/done`,
    about,
    form: () => ({ done: "yes" }),
    answers: sent(reach[about](404)),
    writes: "tasks",
  },
  {
    pattern: `${task}/delete`,
    about,
    form: () => ({}),
    answers: sent(reach[about](404)),
    writes: "tasks",
  },
]);

/** Managed by owners and administrators; others are refused whatever is there. */
const managed = (answer: number): Answers => sent({ ...members(403), owner: answer, admin: answer });

async function versionOf(
  table: "cohorts" | "mentees" | "saved_views" | "tags" | "tasks",
  id: string,
): Promise<string> {
  const [found] = await sql<{ version: string }>(
    `select to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as version from ${table} where id = $1`,
    [id],
  );
  return found?.version ?? "";
}

const cohort = "/o/:organization/cohorts/:cohortId";
const cohortFacts = () => ({ name: `Changed ${newId()}`, startsOn: "2026-02-01" });
const onCohorts = (
  [
    ["of their own cohort", done],
    ["of another organization", 404],
  ] as const
).flatMap(([about, answer]): Action[] => [
  {
    pattern: `${cohort}/edit`,
    about,
    form: async ({ cohortId }) => ({ ...cohortFacts(), version: await versionOf("cohorts", cohortId) }),
    answers: managed(answer),
    writes: "cohorts",
  },
  {
    pattern: `${cohort}/mentors`,
    about,
    form: ({ mentorId }) => ({ userId: mentorId, mentors: "no" }),
    answers: managed(answer),
    writes: "cohort_mentors",
  },
  {
    pattern: `${cohort}/archive`,
    about,
    form: () => ({ to: "archived" }),
    answers: managed(answer),
    writes: "cohorts",
  },
]);

const mentee = "/o/:organization/mentees/:menteeId";
const menteeFacts = ({ cohortId }: Subject) => ({
  businessName: `Changed ${newId()}`,
  cohortId,
  joinedOn: "2026-02-01",
});
const onMentees = (
  [
    ["of their own cohort", done],
    ["of another organization", 404],
  ] as const
).flatMap(([about, answer]): Action[] => [
  {
    pattern: `${mentee}/edit`,
    about,
    form: async (of) => ({ ...menteeFacts(of), version: await versionOf("mentees", of.menteeId) }),
    answers: managed(answer),
    writes: "mentees",
  },
  // After it nobody signs in for the mentee: the last that is done to it.
  {
    pattern: `${mentee}/archive`,
    about,
    form: () => ({ to: "archived" }),
    answers: managed(answer),
    writes: "mentees",
  },
]);

const member = "/o/:organization/people/:userId";
async function seenOf({ userId }: Subject): Promise<{ seen: string }> {
  const [found] = await sql<{ role: string }>("select role from members where user_id = $1", [userId]);
  return { seen: found?.role ?? "" };
}

const onPeople = (
  [
    ["of another organization", 404],
    ["of their own cohort", done],
  ] as const
).flatMap(([about, answer]): Action[] => [
  {
    pattern: `${member}/cohorts`,
    about,
    form: ({ cohortId }) => ({ cohortId, mentors: "yes" }),
    answers: managed(answer),
    writes: "cohort_mentors",
  },
  {
    pattern: `${member}/role`,
    about,
    form: async (of) => ({ ...(await seenOf(of)), role: "mentee" }),
    answers: managed(answer),
    writes: "members",
  },
  { pattern: `${member}/remove`, about, form: seenOf, answers: managed(answer), writes: "members" },
  {
    pattern: `${member}/ownership`,
    about,
    person: "admin",
    form: seenOf,
    answers: sent({ ...members(403), owner: answer, ...(answer === 404 && { admin: 404 }) }),
    writes: "members",
  },
]);

const tag = "/o/:organization/settings/tags/:tagId";
const onTags = (
  [
    ["of another organization", 404],
    ["of their own cohort", done],
  ] as const
).flatMap(([about, answer]): Action[] => [
  {
    pattern: tag,
    about,
    form: async ({ tagId }) => ({
      name: `Changed ${newId()}`.slice(0, 40),
      version: await versionOf("tags", tagId),
    }),
    answers: managed(answer),
    writes: "tags",
  },
  {
    pattern: `${tag}/merge`,
    about,
    form: ({ otherTagId }) => ({ into: otherTagId }),
    answers: managed(answer),
    writes: "tags",
  },
]);

const actions: Action[] = [
  ...onTasks,
  ...onLeads,
  ...["csv", "xlsx"].map(
    (ending): Action => ({
      pattern: `/o/:organization/leads/export.${ending}`,
      form: () => ({}),
      answers: sent(members(200)),
      writes: "activity_log",
      file: true,
    }),
  ),
  {
    pattern: "/o/:organization/leads/views/new",
    form: () => ({ viewId: newId(), name: `View ${newId()}`, search: "status=won" }),
    answers: sent({ ...members(done), mentee: 403 }),
    writes: "saved_views",
  },
  {
    pattern: "/o/:organization/leads/views/:viewId",
    form: async ({ viewId }) => ({
      name: `View ${newId()}`,
      version: await versionOf("saved_views", viewId),
    }),
    answers: sent(managers(done)),
    writes: "saved_views",
  },
  {
    pattern: "/o/:organization/leads/views/:viewId/delete",
    form: () => ({}),
    answers: sent(managers(done)),
    writes: "saved_views",
  },
  {
    pattern: "/o/:organization/cohorts/new",
    form: () => ({ ...cohortFacts(), cohortId: newId() }),
    answers: managed(done),
    writes: "cohorts",
  },
  {
    pattern: "/o/:organization/mentees/new",
    form: (of) => ({ ...menteeFacts(of), menteeId: newId() }),
    answers: managed(done),
    writes: "mentees",
  },
  ...onMentees,
  ...onCohorts,
  // A file comes as a form of another kind: imports.http.test.ts.
  { pattern: "/o/:organization/imports/new", form: () => ({}), answers: managed(400) },
  // Done already: its page says so.
  { pattern: "/o/:organization/imports/:importId", form: () => ({}), answers: managed(done) },
  { pattern: "/o/:organization/imports/:importId/mapping", form: () => ({}), answers: managed(done) },
  {
    pattern: "/o/:organization/imports/:importId/revert",
    form: () => ({}),
    answers: managed(done),
    writes: "imports",
  },
  {
    pattern: "/o/:organization/people/invite",
    form: () => ({ email: `${newId()}@placar.example`, role: "mentor" }),
    answers: sent(managers(done)),
    writes: "invitations",
  },
  {
    pattern: "/o/:organization/people/invitations/:invitationId",
    form: () => ({}),
    answers: sent(managers(done)),
    writes: "invitations",
  },
  // No e-mails are sent here.
  {
    pattern: "/o/:organization/people/invitations/:invitationId/mail",
    form: () => ({}),
    answers: sent(managers(404)),
  },
  {
    pattern: "/o/:organization/people/invitations/:invitationId/revoke",
    form: () => ({}),
    answers: sent(managers(done)),
    writes: "invitations",
  },
  ...onPeople,
  // No e-mails are sent here, and the tokens are none: the page says so.
  { pattern: "/forgot-password", form: ({ email }) => ({ email }), answers: everybody(404) },
  {
    pattern: "/reset-password/:token",
    form: () => ({ newPassword: `${password} staple` }),
    answers: everybody(200),
  },
  { pattern: "/confirm-email/:token", form: () => ({}), answers: everybody(200) },
  {
    pattern: "/account/email",
    form: () => ({ email: `${newId()}@placar.example`, currentPassword: password }),
    answers: sent(signedIn(404)),
  },
  { pattern: "/account/reminders", form: () => ({ reminders: "off" }), answers: sent(signedIn(404)) },
  { pattern: "/account/email/confirmation", form: () => ({}), answers: sent(signedIn(404)) },
  // Of no invitation: the page says so.
  { pattern: "/invitations/:token", form: () => ({}), answers: sent(signedIn(here)) },
  // Who is signed in already is led on like who has just signed in.
  ...onTags,
  {
    pattern: `${tag}/delete`,
    about: "of another cohort",
    form: () => ({}),
    answers: managed(done),
    writes: "tags",
  },
  // The last that is done about the lead of another cohort, which is gone then.
  {
    pattern: `${lead}/merge/:otherId`,
    form: async ({ leadId, otherId }) => ({
      older: leadId,
      olderVersion: await rowVersionOf({ leadId }),
      newerVersion: await rowVersionOf({ leadId: otherId }),
    }),
    answers: sent({ ...members(404), owner: done, admin: done }),
    writes: "leads",
  },
  {
    pattern: "/sign-in",
    form: ({ email }) => ({ email, password }),
    answers: everybody(done),
    writes: "sessions",
  },
  {
    pattern: "/sign-up",
    form: () => ({ name: "Ada", email: `${newId()}@placar.example`, password }),
    answers: everybody(done),
    writes: "users",
  },
  { pattern: "/preferences", form: () => ({ theme: "dark" }), answers: everybody(done) },
  {
    pattern: "/account",
    form: () => ({ name: `Somebody ${newId()}` }),
    answers: sent(signedIn(done)),
    writes: "users",
  },
  // Nobody has given a password: the page says so.
  { pattern: "/sign-in/code", form: () => ({ code: "123456" }), answers: notSignedIn(200) },
  { pattern: "/sign-in/recovery-code", form: () => ({ code: "abcde-fghjk" }), answers: notSignedIn(200) },
  {
    pattern: "/account/two-factor",
    form: () => ({ currentPassword: password }),
    answers: sent(signedIn(done)),
    writes: "two_factors",
  },
  {
    pattern: "/account/two-factor/confirmation",
    form: async () => ({ code: await newestCode() }),
    answers: sent(signedIn(200)),
    writes: "two_factors",
    shows: true,
  },
  {
    pattern: "/account/two-factor/recovery-codes",
    form: () => ({ currentPassword: password }),
    answers: sent(signedIn(200)),
    writes: "two_factors",
    shows: true,
  },
  {
    pattern: "/account/two-factor/off",
    form: () => ({ currentPassword: password }),
    answers: sent(signedIn(done)),
    writes: "two_factors",
  },
  {
    pattern: "/account/password",
    form: () => ({ currentPassword: password, newPassword: `${password} staple` }),
    answers: sent(signedIn(done)),
    writes: "accounts",
  },
  // They have begun another one.
  {
    pattern: "/account/sessions",
    form: () => ({ session: "others" }),
    answers: sent(signedIn(done)),
    writes: "sessions",
  },
  {
    pattern: "/organizations/new",
    form: () => ({
      ...{ name: "Aurora", slug: `aurora-${newId()}` },
      ...{ currency: "BRL", timeZone: "America/Sao_Paulo", locale: "en" },
    }),
    answers: sent(signedIn(done)),
    writes: "organizations",
  },
  {
    pattern: "/operator/jobs",
    form: () => ({ job: "accounts.forgetExpired", id: newId(), to: "retry" }),
    answers: sent(signedIn(404)),
  },
  // The last in their organization, since it ends that.
  {
    pattern: "/o/:organization/leave",
    form: () => ({ seen: "mentee" }),
    answers: sent(members(done)),
    writes: "members",
  },
  {
    pattern: "/sign-out",
    form: () => ({}),
    answers: { ...everybody(done), nobody: "/sign-in" },
    writes: "sessions",
  },
];

test("the table names every action, and no other", () => {
  const named = new Set(actions.map(({ pattern }) => pattern));
  const unnamed = actionPatterns.filter((pattern) => !named.has(pattern));
  const gone = [...named].filter((pattern) => !actionPatterns.includes(pattern));
  expect(
    unnamed,
    `Add to \`actions\` here, for each: a form in order, who is answered what, the table it writes.`,
  ).toEqual([]);
  expect(gone, "Take these out of `actions`: they are no longer on the map.").toEqual([]);
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
      const subject = {
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
        email: emailOf(tenant),
      };
      const path = fill(pattern, { ...firstOf(tenant), ...subject });
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

/** What the app shows that was begun to be set up last. */
async function newestCode(): Promise<string> {
  const [row] = await sql<{ secret: string }>(
    "select secret from two_factors where not verified order by updated_at desc limit 1",
  );
  const started = row && { encryptedSecret: row.secret, startedAt: new Date() };
  const opened = started && (await openSetUp(started, "", testSecret));
  return opened ? codeOf(opened.key) : "000000";
}

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
