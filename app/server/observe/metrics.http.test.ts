import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServer, type TestServer } from "#dev/test/server.ts";

const token = "a-token-of-the-test-alone";

let folder: string;
let server: TestServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "placar-metrics-"));
  server = await startServer({ PLACAR_DATA: join(folder, "data"), PLACAR_METRICS_TOKEN: token });
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.origin}${path}`, { headers, redirect: "manual" });

/** Every sample by its name and labels. */
async function scrape(): Promise<Map<string, number>> {
  const answer = await get("/metrics", { Authorization: `Bearer ${token}` });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const lines = (await answer.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))] as const),
  );
}

describe("metrics are told to", () => {
  test.each([
    ["nobody without a token", undefined],
    ["nobody with another", `Bearer ${token.replace("a", "b")}`],
    ["nobody with its beginning", `Bearer ${token.slice(0, -1)}`],
    ["nobody by another scheme", `Basic ${token}`],
  ])("%s", async (_who, authorization) => {
    const answer = await get("/metrics", authorization === undefined ? {} : { Authorization: authorization });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="metrics"');
    expect(await answer.text()).not.toContain("placar_");
  });

  test("whoever has the token", async () => {
    expect((await scrape()).get("placar_cache_available")).toBe(1);
  });
});

test("requests are counted by the pattern of their route and their status", async () => {
  const of = (route: string, status: number) =>
    `placar_http_request_duration_seconds_count{method="GET",route="${route}",status="${status}"}`;
  const before = await scrape();
  await (await get("/sign-in", { Accept: "text/html" })).text();
  await (await get("/o/some-agency/leads?email=somebody@agency.example", { Accept: "text/html" })).text();
  await (await get("/nowhere/at-all", { Accept: "text/html" })).text();
  const counted = async () => {
    const now = await scrape();
    return [now.get(of("/sign-in", 200)), now.get(of("/o/:organization/leads", 302))];
  };
  await expect.poll(counted).toEqual([(before.get(of("/sign-in", 200)) ?? 0) + 1, 1]);
  const after = await scrape();
  // Neither an address nor what was asked for.
  for (const name of after.keys()) expect(name).not.toMatch(/some-agency|@|nowhere/);
});

test("what is counted from the start is there before it happens", async () => {
  const names = await scrape();
  for (const name of [
    'placar_invalidations_total{outcome="done"}',
    'placar_invalidations_total{outcome="delayed"}',
    'placar_cache_events_total{type="away"}',
    "placar_pending_invalidations",
    "placar_pending_invalidations_oldest_age_seconds",
    "process_resident_memory_bytes",
    "nodejs_eventloop_lag_p99_seconds",
  ]) {
    expect(names.get(name), name).toBeTypeOf("number");
  }
});

test("a page's reads, round trips and loads are counted, and nobody is named", async () => {
  const form = new URLSearchParams({
    name: "Ana",
    email: "ana@agency.example",
    password: "correct horse battery",
  });
  const headers = { "Content-Type": "application/x-www-form-urlencoded", Origin: server.origin };
  const signedUp = await fetch(`${server.origin}/sign-up`, {
    method: "POST",
    body: form,
    headers,
    redirect: "manual",
  });
  expect(signedUp.status).toBe(303);
  const cookie = signedUp.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  const begun = await scrape();
  expect(begun.get('placar_invalidations_total{outcome="done"}')).toBeGreaterThan(0);
  for (let i = 0; i < 2; i++) await (await get("/organizations/new", { cookie, Accept: "text/html" })).text();
  const session = (outcome: string) =>
    `placar_cache_reads_total{query="accounts.session",outcome="${outcome}"}`;
  const trips = "placar_http_request_cache_round_trips";
  const pages = `${trips}_count{route="/organizations/new"}`;
  await expect.poll(async () => (await scrape()).get(pages)).toBe(2);
  const after = await scrape();
  expect(after.get(session("hit"))).toBeGreaterThan(0);
  const name = [...after.keys()].find((each) => each.startsWith("placar_query_load_duration_seconds_count"));
  expect(name).toMatch(/\{query="accounts\.\w+"\}$/);
  expect(after.get('placar_cache_round_trip_duration_seconds_count{outcome="ok"}')).toBeGreaterThan(0);
  // The session, read once: one round trip for each of the two.
  expect(after.get(`${trips}_sum{route="/organizations/new"}`)).toBe(2);
  for (const each of after.keys()) expect(each).not.toMatch(/ana|agency|[0-9a-f]{8}-[0-9a-f]{4}/i);
});
