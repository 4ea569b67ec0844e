import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeTempFolder, removeFolder } from "#dev/servers/temp-folder.ts";
import { startServer, type TestServer } from "#dev/test/server.ts";

let folder: string;
let server: TestServer;
let cookie: string;

async function start(more: Record<string, string>) {
  await server?.stop();
  server = await startServer({ PLACAR_DATA: join(folder, "data"), ...more });
}

const get = (path: string) =>
  fetch(`${server.origin}${path}`, { headers: { cookie, Accept: "text/html" }, redirect: "manual" });

beforeAll(async () => {
  folder = await makeTempFolder("queries");
  await start({ PLACAR_SHOW_QUERIES: "true" });
  const answer = await fetch(`${server.origin}/sign-up`, {
    method: "POST",
    body: new URLSearchParams({
      name: "Ana",
      email: "ana@agency.example",
      password: "correct horse battery",
    }),
    headers: { Origin: server.origin },
    redirect: "manual",
  });
  cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
});
afterAll(async () => {
  await server?.stop();
  await removeFolder(folder);
});

test("where it is asked for, a page and its data tell which queries they were made from", async () => {
  await get("/organizations/new");
  for (const path of ["/organizations/new", "/organizations/new.data"]) {
    const told = JSON.parse((await get(path)).headers.get("x-placar-queries") ?? "");
    expect(told, path).toEqual([
      {
        name: "accounts.session",
        outcome: "hit",
        ms: expect.any(Number),
        loadMs: 0,
        tags: expect.arrayContaining(["{accounts}everything"]),
      },
    ]);
  }
  const html = await (await get("/organizations/new")).text();
  expect(html).toMatch(
    /<aside aria-label="Queries of this page".*<summary[^>]*>1 query, 0 from the database<.*accounts\.session/s,
  );
});

test("nobody is told in production", async () => {
  await start({});
  for (const path of ["/organizations/new", "/organizations/new.data"]) {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.has("x-placar-queries")).toBe(false);
    expect(await answer.text()).not.toMatch(/accounts\.session|Queries of this page/);
  }
});
