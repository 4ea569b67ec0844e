import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startUpstashGateway, type UpstashGateway } from "#dev/cloud/upstash.ts";
import { type RedisServer, startRedis } from "#dev/servers/redis.ts";
import { createAttempt } from "../attempt.ts";
import type { Budgets } from "../budgets.ts";
import { type Clock, systemClock } from "../clock.ts";
import { cacheKey } from "../key.ts";
import { minutes } from "../lifetime.ts";
import { createQueryCache } from "../query-cache.ts";
import type { CacheStore } from "../store.ts";
import { tag } from "../tag.ts";
import { describeStore } from "./store-suite.ts";
import { bumping, execute, place, reading, tags, writing } from "./testing/operations.ts";
import { upstashStore } from "./upstash.ts";

let server: RedisServer;
let gateway: UpstashGateway;
/** Hands Upstash's flag on to Redis, which rejects it. */
let unlocking: UpstashGateway;
let client: Redis;

const limit = 100_000;

beforeAll(async () => {
  server = await startRedis();
  client = new Redis(server.url);
  gateway = await startUpstashGateway({ redisUrl: server.url, maxRequestBytes: limit });
  unlocking = await startUpstashGateway({ redisUrl: server.url, keyLocking: false });
});
afterAll(async () => {
  client?.disconnect();
  await Promise.all([gateway?.stop(), unlocking?.stop()]);
  await server?.stop();
});
beforeEach(() => client.flushall());

async function stampOf(store: CacheStore): Promise<string> {
  const [outcome] = await execute(store, reading());
  if (!outcome?.ok) throw outcome?.error;
  return (outcome.reply as { stamp: string }).stamp;
}

async function calls(command: string): Promise<number> {
  const found = new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(await client.info("commandstats"));
  return Number(found?.[1] ?? 0);
}

describe.each([
  ["Upstash", () => gateway],
  ["a REST server without locks by key", () => unlocking],
] as const)("%s", (name, endpoint) => {
  describeStore(name, async () => {
    const store = upstashStore(endpoint());
    return { store, evict: async (key) => void (await client.del(key)), close: store.close };
  });
});

describe("A store in Upstash", () => {
  let store: CacheStore;
  beforeEach(() => {
    store = upstashStore(gateway);
  });
  afterEach(() => vi.restoreAllMocks());

  /** The requests that are made, which go out all the same. */
  const requests = () => vi.spyOn(globalThis, "fetch");

  it("sends a batch as one request", async () => {
    await execute(store, reading(), bumping());
    const sent = requests();
    await execute(store, ...Array.from({ length: 20 }, () => reading()), bumping());
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it("sends a script's text only to a server that does not know it", async () => {
    await client.script("FLUSH");
    const sent = requests();
    const outcomes = await execute(store, reading(), bumping(), { kind: "versions", tags }, reading("B"));
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(sent).toHaveBeenCalledTimes(2);
    const whole = await calls("eval");
    await execute(store, reading(), bumping());
    expect(await calls("eval")).toBe(whole);
  });

  it("asks for locks by key, once where they are not to be had", async () => {
    const sent = requests();
    await client.script("FLUSH");
    await execute(store, bumping());
    expect(String(sent.mock.lastCall?.[1]?.body)).toContain("#!lua flags=allow-oom,allow-key-locking\\n");
    const other = upstashStore(unlocking);
    await client.script("FLUSH");
    const outcomes = await execute(other, reading(), bumping());
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
    sent.mockClear();
    await execute(other, reading(), bumping());
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it("fails one operation without the others", async () => {
    await client.set(place.entry, "not an entry");
    const outcomes = await execute(store, reading(), bumping(), { kind: "versions", tags });
    expect(outcomes.map(({ ok }) => ok)).toEqual([false, true, true]);
  });

  it("keeps no entry that is too large for a request, and sends the rest of the batch apart from it", async () => {
    const small = upstashStore({ ...gateway, requestBytes: 60_000 });
    const stamp = await stampOf(small);
    await execute(small, writing(stamp));
    const sent = requests();
    const part = "x".repeat(40_000);
    const outcomes = await execute(
      small,
      writing(stamp, part, "e:{one}1"),
      writing(stamp, "x".repeat(2 * limit), "e:{one}2"),
      writing(stamp, part, "e:{one}3"),
      writing(stamp, part, "e:{one}4"),
      reading("B"),
    );
    expect(outcomes.slice(0, 4)).toEqual([true, false, true, true].map((reply) => ({ ok: true, reply })));
    expect(outcomes[4]?.ok).toBe(true);
    expect(sent).toHaveBeenCalledTimes(4);
  });

  it("with its memory full still bumps and grants leases, and keeps no entry", async () => {
    const stamp = await stampOf(store);
    await client.config("SET", "maxmemory-policy", "noeviction", "maxmemory", "1");
    try {
      expect(await execute(store, writing(stamp))).toEqual([{ ok: true, reply: false }]);
      expect((await execute(store, bumping(), reading())).map(({ ok }) => ok)).toEqual([true, true]);
    } finally {
      await client.config("SET", "maxmemory", "0");
    }
  });

  it("gives text back as it was, whatever it looks like", async () => {
    const stamp = await stampOf(store);
    for (const payload of ["123", "true", "null", '["a"]', "OK", "\uFEFFx", "\u0000\n\u2028€😀"]) {
      await execute(store, writing(stamp, payload));
      expect(await execute(store, reading())).toMatchObject([{ ok: true, reply: { entry: { payload } } }]);
    }
  });

  it("fails with a bad token, without a try more and without repeating what was sent", async () => {
    const sent = requests();
    const denied = upstashStore({ url: gateway.url, token: "wrong" });
    const error = await execute(denied, writing("stamp", "secret-payload")).catch((reason: Error) => reason);
    expect(String(error)).toMatch(/WRONGPASS/);
    expect(String(error)).not.toContain("secret-payload");
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it("fails while there is no server, without a try more", async () => {
    const sent = requests();
    const nowhere = upstashStore({ url: "http://127.0.0.1:1", token: "none" });
    await expect(execute(nowhere, reading())).rejects.toThrow();
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it("lets go of a request that nobody waits for any more, and of that one alone", async () => {
    await stampOf(store);
    process.kill(server.pid, "SIGSTOP");
    try {
      const patient = execute(store, reading("B"));
      const { attempt, giveUp } = createAttempt();
      const hurried = store.execute([reading()], attempt);
      setTimeout(giveUp, 30);
      await expect(hurried).rejects.toThrow(/abort|timeout/i);
      process.kill(server.pid, "SIGCONT");
      expect((await patient).map(({ ok }) => ok)).toEqual([true]);
    } finally {
      process.kill(server.pid, "SIGCONT");
    }
  });

  it.each([
    [250, {}],
    [40, { deadlineMs: 40 }],
  ])("is waited for %i ms with the budgets %j", async (expected, budgets) => {
    const [first] = await deadlinesOf(budgets);
    expect(first).toBe(expected);
  });

  /** What a cache with this store sets its timers to for one read. */
  async function deadlinesOf(budgets: Partial<Budgets>): Promise<number[]> {
    const deadlines: number[] = [];
    const clock: Clock = {
      ...systemClock,
      after(ms, ...rest) {
        deadlines.push(ms);
        return systemClock.after(ms, ...rest);
      },
    };
    const cache = createQueryCache({ store, namespace: "deadlines", version: "1", budgets, clock });
    const key = cacheKey({ group: "one", scope: "admin", name: "list", args: {} });
    await cache.view().read({ key, tags: [tag("one", "leads")], lifetime: minutes(5) }, async () => 1);
    await cache.close();
    return deadlines;
  }
});
