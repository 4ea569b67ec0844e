import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BuiltApp, openBuiltApp } from "#app/server/pages/testing/built-app.ts";
import { arrangeTenant, oracleOf, type Tenant } from "#app/server/pages/testing/people.ts";
import type { Oracle } from "#dev/test/database.ts";

let app: BuiltApp;
let sql: Oracle;
let tenant: Tenant;

beforeAll(async () => {
  app = await openBuiltApp();
  sql = oracleOf(app.services.data);
  tenant = await arrangeTenant(app.services, "agency");
  await sql(
    `insert into leads (id, organization_id, mentee_id, name, phone, status, value, entered_at)
     select gen_random_uuid(), $1, $2, case n when 1 then '=HYPERLINK("http://evil.example")' else 'Ação ' || n end, '+5511912345678', 'qualified', n * 50, '2026-03-01T12:00Z'
     from generate_series(1, 5000) n`,
    [tenant.id, tenant.menteeIds[0]],
  );
});
afterAll(() => app?.close());

function take(format: "csv" | "xlsx", search: string, headers: Record<string, string> = {}) {
  const cookie = tenant.people[0]?.cookie ?? "";
  return fetch(`${app.origin}/o/${tenant.slug}/leads/export.${format}${search}`, {
    method: "POST",
    body: new URLSearchParams(),
    headers: { Cookie: cookie, "Accept-Language": "pt-BR", ...headers },
  });
}

test("a file is named for the organization and the day, and speaks the reader's language", async () => {
  const answer = await take("csv", "?status=qualified&sort=value&dir=asc");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toMatch(
    /^attachment; filename="agency-leads-\d{4}-\d\d-\d\d\.csv"$/,
  );
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [header, first, second, ...rest] = parse(bytes, { bom: true }) as string[][];
  expect(header?.slice(0, 5)).toEqual(["Lead", "Mentorado", "Origem", "Status", "Valor (BRL)"]);
  expect(first?.[0]).toBe(`'=HYPERLINK("http://evil.example")`);
  expect(first?.slice(3, 7)).toEqual(["Qualificado", "0.50", "", "2026-03-01"]);
  expect(second?.[0]).toBe("Ação 2");
  expect(rest).toHaveLength(4_998);
});

test("both formats hold the same rows", async () => {
  const csv = parse(Buffer.from(await (await take("csv", "?sort=value")).arrayBuffer()), { bom: true });
  const sheet = await readSheet(Buffer.from(await (await take("xlsx", "?sort=value")).arrayBuffer()));
  expect(sheet.map((row) => String(row[0]))).toEqual(
    (csv as string[][]).map(([name]) => name?.replace(/^'/, "")),
  );
  expect(sheet).toHaveLength(5_003);
});

test("a client that goes away is read no further for", async () => {
  const begun = app.statements();
  await (await take("xlsx", "")).arrayBuffer();
  const whole = app.statements() - begun;

  const before = app.statements();
  const gone = new AbortController();
  const answer = await fetch(`${app.origin}/o/${tenant.slug}/leads/export.xlsx`, {
    method: "POST",
    headers: { Cookie: tenant.people[0]?.cookie ?? "" },
    signal: gone.signal,
  });
  await answer.body?.getReader().read();
  gone.abort();
  // What was on its way arrives; then nothing more is asked for.
  const askedMeanwhile = async () => {
    const asked = app.statements();
    await new Promise((resolve) => setTimeout(resolve, 300));
    return app.statements() - asked;
  };
  await expect.poll(askedMeanwhile).toBe(0);
  expect(app.statements() - before).toBeLessThan(whole);
});

test("a file that cannot be read to its end does not look like a whole one", async () => {
  await sql("update leads set source = 'now' where organization_id = $1", [tenant.id]);
  const { database } = app.services.data;
  const read = database.readBatch;
  let pages = 0;
  database.readBatch = ((...args: Parameters<typeof read>) => {
    pages += 1;
    if (pages > 2) throw new Error("The database is away");
    return read.apply(database, args);
  }) as typeof read;
  try {
    const broken = take("csv", "?source=now").then((answer) => answer.text());
    await expect(broken).rejects.toThrow();
    expect(pages).toBe(3);
  } finally {
    database.readBatch = read;
  }
});

test("who took which leads is noted, without what was looked for", async () => {
  await (await take("csv", "?mentee=019ae1c5-0000-7000-8000-000000000000&status=won")).text();
  const [entry] = await sql<{ actor: string; meta: unknown }>(
    "select actor_id as actor, meta from activity_log where action = 'leads.export' order by id desc limit 1",
  );
  expect(entry).toEqual({
    actor: tenant.people[0]?.userId,
    meta: { format: "csv", conditions: ["status", "mentee"] },
  });
});
