import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RedisServer, startRedis } from "#dev/servers/redis.ts";
import { cacheKey } from "./key.ts";
import type { EntryDeclaration } from "./layout.ts";
import { minutes } from "./lifetime.ts";
import { createQueryCache, type QueryCache } from "./query-cache.ts";
import { versionsReadAfterTheQuery } from "./simulation/broken.ts";
import type { CacheStore } from "./store.ts";
import { redisStore } from "./stores/redis.ts";
import { tag } from "./tag.ts";

const group = "organization";
const instanceCount = 3;
const readsPerRace = 4;
const atOnce = 50;
/** Of a query, of the write's beginning, of a read's: all overlap. */
const upToMs = 6;

const somewhile = () => sleep(Math.random() * upToMs);

function entryOf(race: number): EntryDeclaration {
  return {
    key: cacheKey({ group, scope: "admin", name: "row", args: race }),
    tags: [tag(group, "everything"), tag(group, `row:${race}`)],
    lifetime: minutes(5),
  };
}

/**
 * Reads and one write of the same row on several instances at once; when all is done, every instance is asked.
 * @returns in how many races an instance then answered with the old value
 */
async function staleRaces(caches: readonly QueryCache[], races: number): Promise<number> {
  const rows = new Map<number, string>();
  const anyone = () =>
    caches[Math.floor(Math.random() * caches.length)] ?? Promise.reject(new Error("No cache"));

  async function read(cache: QueryCache, race: number): Promise<string> {
    return cache.view().read(entryOf(race), async () => {
      const seen = rows.get(race) ?? "old";
      await somewhile();
      return seen;
    });
  }

  async function write(race: number): Promise<void> {
    await somewhile();
    rows.set(race, "new");
    await (await anyone()).invalidate([tag(group, `row:${race}`)]);
  }

  async function isStale(race: number): Promise<boolean> {
    const readers = Array.from({ length: readsPerRace }, async () => {
      await somewhile();
      return read(await anyone(), race);
    });
    await Promise.all([write(race), ...readers]);
    await Promise.all(caches.map((cache) => cache.idle()));
    const answers = await Promise.all(caches.map((cache) => read(cache, race)));
    return answers.some((answer) => answer !== "new");
  }

  let stale = 0;
  for (let first = 0; first < races; first += atOnce) {
    const all = Array.from({ length: Math.min(atOnce, races - first) }, (_, i) => isStale(first + i));
    stale += (await Promise.all(all)).filter(Boolean).length;
  }
  return stale;
}

describe("On a real Redis, after reads and a write raced on several instances,", () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  async function play(
    races: number,
    namespace: string,
    between = (store: CacheStore) => store,
  ): Promise<number> {
    const caches = Array.from({ length: instanceCount }, () =>
      createQueryCache({
        store: between(redisStore({ url: server.url })),
        namespace,
        version: "1",
        // A machine that is busy must not turn the race into one past the cache.
        budgets: { deadlineMs: 20_000 },
      }),
    );
    const stale = await staleRaces(caches, races);
    await Promise.all(caches.map((cache) => cache.close()));
    return stale;
  }

  it("no instance answers with the old value", async () => {
    expect(await play(600, "sound")).toBe(0);
  });

  it("some would, if versions were read after the query ran", async () => {
    let stale = 0;
    // On a busy machine a whole series may happen to show none.
    for (let series = 0; stale === 0 && series < 20; series += 1) {
      stale = await play(300, `broken ${series}`, versionsReadAfterTheQuery.between);
    }
    expect(stale).toBeGreaterThan(0);
  });
});
