import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type RedisServer, startRedis } from "#dev/servers/redis.ts";
import type { ReadOutcome } from "./events.ts";
import { cacheKey } from "./key.ts";
import { minutes } from "./lifetime.ts";
import { createQueryCache, type QueryCache } from "./query-cache.ts";
import { redisStore } from "./stores/redis.ts";
import { tag } from "./tag.ts";

const leads = tag("one", "leads");
const entry = {
  key: cacheKey({ group: "one", scope: "admin", name: "leads.list", args: {} }),
  tags: [leads],
  lifetime: minutes(5),
};
const patiently = { timeout: 20_000 };

describe("When Redis goes away and comes back", () => {
  let server: RedisServer;
  let cache: QueryCache;
  let row: number;
  let pending: number;
  let outcomes: ReadOutcome[];

  beforeEach(async () => {
    server = await startRedis();
    row = 0;
    pending = 0;
    outcomes = [];
    cache = createQueryCache({
      store: redisStore({ url: server.url }),
      namespace: "outage",
      version: "1",
      async onRecover() {
        await cache.invalidate([leads]);
        pending = 0;
      },
    });
    await isServed();
  });
  afterEach(async () => {
    await cache.close();
    await server.stop();
  });

  function readRow(): Promise<number> {
    return cache.view({ onRead: ({ outcome }) => outcomes.push(outcome) }).read(entry, async () => row);
  }

  /** As a command does: commits, and is done whether or not the cache hears of it. */
  async function write(): Promise<void> {
    row++;
    pending++;
    await cache.invalidate([leads]).then(
      () => pending--,
      () => {},
    );
  }

  /** From the cache, what the database holds. */
  function isServed(): Promise<void> {
    return vi.waitFor(async () => {
      expect(await readRow()).toBe(row);
      expect(outcomes.at(-1)).toBe("hit");
    }, patiently);
  }

  async function isExactMeanwhile(): Promise<void> {
    for (let i = 0; i < 5; i++) {
      await write();
      expect(await readRow()).toBe(row);
      expect(await readRow()).toBe(row);
    }
    expect(cache.available()).toBe(false);
    expect(outcomes.at(-1)).toBe("away");
    expect(pending).toBeGreaterThan(0);
  }

  async function isUsedAgain(): Promise<void> {
    await vi.waitFor(() => expect(cache.available()).toBe(true), patiently);
    expect(pending).toBe(0);
    await isServed();
  }

  it("because it was stopped and lost everything, reads equal the database and no write fails", async () => {
    await server.stop();
    await isExactMeanwhile();
    server = await startRedis({ port: server.port });
    await isUsedAgain();
  });

  it("because it hung, with all it holds, nothing old is served after", async () => {
    process.kill(server.pid, "SIGSTOP");
    try {
      await isExactMeanwhile();
    } finally {
      process.kill(server.pid, "SIGCONT");
    }
    await isUsedAgain();
  });
});
