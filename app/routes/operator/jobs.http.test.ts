import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { newId } from "#app/db/new-id.ts";
import { beginSession, sessionCookie } from "#app/domains/accounts/testing/browser.ts";
import { defineJob } from "#app/jobs/define-job.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import { type BuiltApp, openBuiltApp, operatorEmail } from "#app/server/pages/testing/built-app.ts";
import { oracleOf } from "#app/server/pages/testing/people.ts";
import type { Oracle } from "#dev/test/database.ts";

const job = defineJob({ name: "test.steered", data: z.null(), run: async () => {} });

let app: BuiltApp;
let sql: Oracle;
let operator: string;
let stranger: string;
let id: string;

beforeAll(async () => {
  app = await openBuiltApp();
  sql = oracleOf(app.services.data);
  operator = await somebody(operatorEmail);
  stranger = await somebody(`not.${operatorEmail}`);
});
beforeEach(async () => {
  await sql("delete from pgboss.job");
  const added = await app.services.data.database.inTransaction({ kind: "system" }, (tx) =>
    enqueue(tx, job, null),
  );
  id = String(added);
});
afterAll(() => app?.close());

async function somebody(email: string): Promise<string> {
  const userId = newId();
  await sql("insert into users (id, name, email) values ($1, 'Ada', $2)", [userId, email]);
  return sessionCookie(await beginSession(sql, userId));
}

const path = "/operator/jobs";

const steer = (cookie: string, to: string, more: Record<string, string> = {}) =>
  fetch(`${app.origin}${path}`, {
    ...{ method: "POST", redirect: "manual" },
    body: new URLSearchParams({ job: job.name, id, to, ...more }),
    headers: { Accept: "text/html", Cookie: cookie, Origin: app.origin },
  });

async function page(cookie: string): Promise<{ status: number; html: string }> {
  const { status, body } = await app.get(path, { cookie, accept: "text/html" });
  return { status, html: body.toString("utf8") };
}

async function shown(answer: Response): Promise<string> {
  expect([answer.status, answer.headers.get("location")]).toEqual([303, path]);
  const flash = answer.headers.getSetCookie().map((each) => each.split(";")[0]);
  return (await page([operator, ...flash].join("; "))).html;
}

const state = async () =>
  (await sql<{ state: string }>("select state::text as state from pgboss.job"))[0]?.state;

const fail = (message: string) =>
  sql(
    "update pgboss.job set state = 'failed', completed_on = now(), retry_count = retry_limit, output = $1",
    [JSON.stringify({ name: "JobError", message })],
  );

test("an operator sees why a job failed, and has it tried again", async () => {
  await fail("Error (23505 leads_external_id): <b>twice</b>");
  const { status, html } = await page(operator);
  expect(status).toBe(200);
  expect(html).toContain("Error (23505 leads_external_id): &lt;b&gt;twice");
  expect(html).toMatch(/6 of 6/);
  expect(await shown(await steer(operator, "retry"))).toContain("The job will be tried again.");
  expect(await state()).toBe("retry");
  expect(await shown(await steer(operator, "retry"))).toContain("has changed meanwhile");
});

test("an operator discards one that failed, but none that still waits", async () => {
  expect(await shown(await steer(operator, "discard"))).toContain("has changed meanwhile");
  expect(await state()).toBe("created");
  await fail("Error");
  expect(await shown(await steer(operator, "discard"))).toContain("The job is discarded");
  expect(await state()).toBeUndefined();
});

test("an operator cancels one that waits, and sees it at once", async () => {
  const listed = async () => (await page(operator)).html.includes(`value="${id}"`);
  // What was enqueued is told to no cache: it is seen within a second.
  await vi.waitFor(async () => expect(await listed()).toBe(true), { timeout: 10_000 });
  const html = await shown(await steer(operator, "cancel"));
  expect(html).toContain("The job is cancelled.");
  expect(html).not.toContain(`value="${id}"`);
  expect(await state()).toBe("cancelled");
});

test("what is no such job, and what is no such form, is refused", async () => {
  expect(await shown(await steer(operator, "cancel", { id: newId() }))).toContain("has changed meanwhile");
  expect(await shown(await steer(operator, "cancel", { job: "no.such" }))).toContain("has changed meanwhile");
  for (const [field, wrong] of [
    ["to", "complete"],
    ["id", "1"],
    ["job", "'; drop"],
  ] as const)
    expect((await steer(operator, "cancel", { [field]: wrong })).status, field).toBe(400);
  expect(await state()).toBe("created");
});

test("to whoever is no operator there is nothing there", async () => {
  await fail("Error");
  expect((await page(stranger)).status).toBe(404);
  expect((await steer(stranger, "retry")).status).toBe(404);
  expect(await state()).toBe("failed");
  const account = async (cookie: string) => (await app.get("/account", { cookie })).body.toString("utf8");
  expect(await account(operator)).toContain(`href="${path}"`);
  expect(await account(stranger)).not.toContain(path);
});
