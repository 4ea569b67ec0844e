import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openEmbedded } from "#app/db/drivers/pglite.server.ts";
import { newId } from "#app/db/new-id.ts";
import { startServer, type TestServer } from "#dev/test/server.ts";
import { signUp } from "#dev/test/sign-up.ts";

let folder: string;
let server: TestServer;
let cookie: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "placar-imports-"));
  server = await startServer({ PLACAR_DATA: folder });
  cookie = await signUp(server);
  await post("/organizations/new", {
    ...{ name: "Aurora", slug: "aurora", currency: "BRL", timeZone: "America/Sao_Paulo", locale: "en" },
  });
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const imports = "/o/aurora/imports";

const send = (path: string, body: FormData | URLSearchParams) =>
  fetch(`${server.origin}${path}`, {
    ...{ method: "POST", redirect: "manual", body },
    headers: { Accept: "text/html", Cookie: cookie, Origin: server.origin },
  });

async function post(path: string, fields: Record<string, string>) {
  const answer = await send(path, new URLSearchParams(fields));
  expect(answer.status, path).toBe(303);
}

function upload(content: BlobPart, { importId = newId(), name = "leads.csv" } = {}) {
  const form = new FormData();
  form.set("importId", importId);
  form.set("file", new Blob([content]), name);
  return send(`${imports}/new`, form);
}

/** What the page says, without its head and its data. */
async function page(path: string): Promise<string> {
  const answer = await fetch(`${server.origin}${path}`, { headers: { Accept: "text/html", Cookie: cookie } });
  expect(answer.status, path).toBe(200);
  return /<main[\s\S]*<\/main>/.exec(await answer.text())?.[0] ?? "";
}

const complaintIn = (html: string) => /<p id="file-error"[^>]*>.*?<\/p>/.exec(html)?.[0];

const mapping = {
  ...{ rows: "upsert", externalId: "id", name: "name", enteredAt: "entered", enteredAtPattern: "YYYY-MM-DD" },
  ...{ menteeName: "Bakery", cohort: "Spring", cohortStartsOn: "2026-01-01" },
};

/** Without scripts: the page is asked for until it says so. */
const until = (path: string, text: string, timeout = 120_000) =>
  vi.waitFor(async () => expect(await page(path)).toContain(text), { timeout, interval: 300 });

/** What the page of an import says that was carried out. */
const done = "Leads that the file changed.";

const rowsOf = (count: number) => {
  const rows = Array.from({ length: count }, (_, i) => `x${i},Lead ${i},2026-01-05`);
  return ["id,name,entered", ...rows, ""].join("\n");
};

test("a file that is too large is refused, whether or not its length is announced, and nothing of it is kept", async () => {
  const megabyte = "x".repeat(1023).concat("\n").repeat(1024);
  const large = new Blob(Array.from({ length: 52 }, () => megabyte));
  const answer = await upload(large);
  expect([answer.status, await answer.text()]).toEqual([
    400,
    expect.stringContaining("is larger than 50 MB"),
  ]);

  const boundary = "----boundary";
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="importId"\r\n\r\n${newId()}\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="big.csv"\r\nContent-Type: text/csv\r\n\r\n`;
  const body = async function* () {
    yield Buffer.from(head);
    for (let i = 0; i < 51; i++) yield Buffer.from(megabyte);
    yield Buffer.from(`\r\n--${boundary}--\r\n`);
  };
  const streamed = await fetch(`${server.origin}${imports}/new`, {
    ...{ method: "POST", redirect: "manual", duplex: "half" },
    body: body() as unknown as BodyInit,
    headers: {
      ...{ Accept: "text/html", Cookie: cookie, Origin: server.origin },
      "Content-Type": `multipart/form-data; boundary=${boundary}`,
    },
  } as RequestInit);
  expect(streamed.status).toBe(400);
  expect(complaintIn(await streamed.text())).toMatch(/big\.csv is larger than 50 MB/);
  expect(await page(imports)).toContain("Nothing has been imported yet");
});

test("the same file sent twice with one form is stored once, another one beside it; a form without a file, and no form, are refused", async () => {
  const importId = newId();
  for (let times = 0; times < 2; times++) {
    const answer = await upload(rowsOf(1), { importId, name: "relatório.csv" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `${imports}/${importId}/mapping`]);
  }
  expect((await page(imports)).match(/relatório\.csv/g)).toHaveLength(1);
  // As by somebody who went back and chose another file, which does not even end its last line.
  const other = await upload("id,name\nx9,Zoé", { importId, name: "relatório.csv" });
  const mappingPage = other.headers.get("location") ?? "";
  expect([other.status, mappingPage.includes(importId)]).toEqual([303, false]);
  expect(await page(mappingPage)).toContain("Zoé");
  expect(await page(`${imports}/${importId}/mapping`)).toContain("Lead 0");
  expect((await page(imports)).match(/relatório\.csv/g)).toHaveLength(2);
  const wide = await upload(Array.from({ length: 1_001 }, (_, i) => `c${i}`).join());
  expect([wide.status, complaintIn(await wide.text())]).toEqual([
    400,
    expect.stringContaining("1001 columns"),
  ]);
  const form = new FormData();
  form.set("importId", newId());
  expect((await send(`${imports}/new`, form)).status).toBe(400);
  expect((await send(`${imports}/new`, new URLSearchParams({ importId }))).status).toBe(400);
});

test("of a server that is killed in the middle of an import nothing stays, and another begins anew and says so", async () => {
  const importId = newId();
  const path = `${imports}/${importId}`;
  // Enough that it is written for several times as long as a page is waited for.
  const count = 30_000;
  expect((await upload(rowsOf(count), { importId })).status).toBe(303);
  await post(`${path}/mapping`, mapping);
  await until(path, "Rehearsed");
  await post(path, {});
  // The embedded database answers nobody while an import writes: it is under way, and not carried out.
  const asked = () =>
    fetch(`${server.origin}${path}`, {
      headers: { Accept: "text/html", Cookie: cookie },
      signal: AbortSignal.timeout(1_500),
    }).then(
      (answer) => answer.text(),
      () => undefined,
    );
  for (let html = await asked(); html !== undefined; html = await asked())
    if (html.includes(done)) throw new Error("The import was over before the server could be killed.");
  await server.stop("SIGKILL");

  const database = await openEmbedded({ folder });
  const { rows } = await database.client.query<{ leads: string; status: string }>(
    "select (select count(*) from leads)::text as leads, status::text as status from imports where id = $1",
    [importId],
  );
  expect(rows).toEqual([{ leads: "0", status: "running" }]);
  // As if half a minute had gone by: that is when a runner without a sign of life counts as dead.
  await database.client.query(
    "update pgboss.job set heartbeat_on = now() - interval '1 hour' where name = 'imports.work' and state = 'active'",
  );
  await database.close();

  server = await startServer({ PLACAR_DATA: folder });
  await until(path, done, 240_000);
  expect(await page(`/o/aurora/leads?count=1`)).toContain("30,000");
}, 480_000);
