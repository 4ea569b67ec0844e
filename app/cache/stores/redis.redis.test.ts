import fc from "fast-check";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type RedisServer, startRedis } from "#dev/servers/redis.ts";
import { createAttempt } from "../attempt.ts";
import type { CacheStore, Copy, Operation, Outcome, ReadReply } from "../store.ts";
import { memoryStore } from "./memory.ts";
import { redisStore } from "./redis.ts";
import { describeStore } from "./store-suite.ts";
import { bumping, execute, minute, place, reading, tags, writing } from "./testing/operations.ts";

let server: RedisServer;
let client: Redis;

beforeAll(async () => {
  server = await startRedis();
  client = new Redis(server.url);
});
afterAll(async () => {
  client.disconnect();
  await server.stop();
});
beforeEach(() => client.flushall());

async function reply(
  store: CacheStore,
  operation: Operation,
): Promise<Extract<Outcome, { ok: true }>["reply"]> {
  const [outcome] = await execute(store, operation);
  if (!outcome?.ok) throw outcome?.error;
  return outcome.reply;
}

async function read(store: CacheStore, known?: Copy): Promise<ReadReply> {
  // A read is answered with the reply of its kind.
  return (await reply(store, { ...reading(), known } as Operation)) as ReadReply;
}

async function stampOf(store: CacheStore): Promise<string> {
  return (await read(store)).stamp;
}

describeStore("Redis", async () => {
  const store = redisStore({ url: server.url });
  return {
    store,
    evict: async (key) => void (await client.del(key)),
    close: store.close,
  };
});

describe("Redis and memory", () => {
  const position = fc.constantFrom(undefined, "09", "0A", "A0");
  const kinds = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("read"),
        holder: fc.constantFrom("A", "B"),
        knows: fc.constantFrom(undefined, 0, -1),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("write"),
        holder: fc.constantFrom("A", "B"),
        late: fc.boolean(),
        stale: fc.boolean(),
        position,
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("release"), holder: fc.constantFrom("A", "B") }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("bump"),
        tags: fc.subarray(tags, { minLength: 1 }),
        position,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("versions"), tags: fc.subarray(tags, { minLength: 1 }) }),
    },
  );

  it("answer the same, whatever they are asked", async () => {
    const redis = redisStore({ url: server.url });
    await fc.assert(
      fc.asyncProperty(fc.array(kinds, { maxLength: 30, size: "max" }), async (deeds) => {
        await client.flushall();
        const memory = memoryStore();
        const stamps = [""];
        const copies: Copy[] = [];
        let n = 0;
        for (const deed of deeds) {
          const seed = { counter: 100, nonce: `n${++n}` };
          const stamp = stamps.at("late" in deed && deed.late ? -2 : -1) ?? "";
          const staleMs = "stale" in deed && deed.stale ? minute : 0;
          const all = {
            ...place,
            ...deed,
            seed,
            stamp,
            edition: `e${n}`,
            payload: `p${n}`,
            bytes: 2,
            lifeMs: minute,
            staleMs,
            leaseMs: minute,
            tagMs: minute,
            known: "knows" in deed && deed.knows !== undefined ? copies.at(deed.knows) : undefined,
          };
          const operation = all as unknown as Operation;
          const [expected, actual] = [await execute(memory, operation), await execute(redis, operation)];
          expect(actual).toEqual(expected);
          const [outcome] = expected;
          if (outcome?.ok && deed.kind === "write") copies.push(all);
          if (outcome?.ok && deed.kind === "read") stamps.push((outcome.reply as { stamp: string }).stamp);
        }
      }),
      { numRuns: 150 },
    );
    await redis.close();
  });
});

describe("A store in Redis", () => {
  let store: CacheStore;
  beforeEach(() => {
    store = redisStore({ url: server.url });
  });
  afterEach(() => store.close());

  async function stat(name: string): Promise<number> {
    const info = await client.info("stats", "commandstats");
    const [, value] = new RegExp(`${name}(\\d+)`).exec(info) ?? [];
    if (value === undefined) throw new Error(`Redis does not tell ${name}`);
    return Number(value);
  }

  it("sends a batch as one request", async () => {
    await execute(store, reading());
    const before = await stat("total_reads_processed:");
    await execute(store, ...Array.from({ length: 20 }, () => reading()), bumping());
    // One for the batch, one to ask.
    expect((await stat("total_reads_processed:")) - before).toBe(2);
  });

  it("sends no payload that the asker has", async () => {
    await execute(store, writing(await stampOf(store), "a long list".repeat(1_000)));
    const { stamp, entry } = await read(store);
    const before = await stat("total_net_output_bytes:");
    const again = await read(store, entry && { ...entry, stamp });
    expect(again.entry).toEqual(entry);
    expect((await stat("total_net_output_bytes:")) - before).toBeLessThan(10_000);
  });

  it("sends a script's text only to a server that does not know it", async () => {
    await client.script("FLUSH");
    const outcomes = await execute(store, reading(), bumping(), { kind: "versions", tags }, reading("B"));
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    const whole = await stat("cmdstat_eval:calls=");
    await execute(store, reading(), bumping());
    expect(await stat("cmdstat_eval:calls=")).toBe(whole);
  });

  it("fails one operation without the others", async () => {
    await client.set(place.entry, "not an entry");
    const outcomes = await execute(store, reading(), bumping(), { kind: "versions", tags });
    expect(outcomes.map(({ ok }) => ok)).toEqual([false, true, true]);
  });

  it("leaves nothing behind for ever", async () => {
    await execute(store, writing(await stampOf(store)), reading("B"));
    await execute(store, bumping(), reading());
    const lives = await Promise.all((await client.keys("*")).map((key) => client.pttl(key)));
    expect(Math.min(...lives)).toBeGreaterThan(0);
    expect(lives).toHaveLength(4);
  });

  it("with its memory full still serves, bumps and grants leases, and keeps no entry", async () => {
    const stamp = await stampOf(store);
    await execute(store, writing(stamp));
    await client.config("SET", "maxmemory-policy", "noeviction", "maxmemory", "1");
    try {
      expect(await reply(store, reading())).toMatchObject({ entry: { payload: "a list" } });
      await reply(store, bumping());
      expect(await reply(store, reading())).toMatchObject({ entry: undefined, leased: true });
      expect(await reply(store, writing(await stampOf(store)))).toBe(false);
    } finally {
      await client.config("SET", "maxmemory", "0");
    }
  });

  it("asks no replica: what that says may be late", async () => {
    await execute(store, writing(await stampOf(store)));
    await client.config("SET", "repl-diskless-sync-delay", "0");
    const replica = await startRedis();
    const admin = new Redis(replica.url);
    try {
      await admin.replicaof("127.0.0.1", server.port);
      await vi.waitFor(async () => expect(await admin.exists(place.entry)).toBe(1), { timeout: 20_000 });
      for (const operation of [reading(), bumping(), { kind: "versions", tags } as const]) {
        // The refusal makes it look for the primary, so each asks anew.
        const lagging = redisStore({ url: replica.url });
        const [outcome] = await execute(lagging, operation);
        expect(outcome).toMatchObject({ ok: false, error: { message: expect.stringContaining("READONLY") } });
        await lagging.close();
      }
    } finally {
      admin.disconnect();
      await replica.stop();
    }
  });

  it("fails while there is no server, and works again when it is back", async () => {
    const one = await startRedis();
    const there = redisStore({ url: one.url });
    await stampOf(there);
    await one.stop();
    await expect(execute(there, reading())).rejects.toThrow();
    const again = await startRedis({ port: one.port });
    try {
      await vi.waitFor(() => stampOf(there), { timeout: 20_000 });
    } finally {
      await there.close();
      await again.stop();
    }
  });

  it("gives up a connection on which nothing is answered any more", async () => {
    const one = await startRedis();
    const admin = new Redis(one.url);
    const there = redisStore({ url: one.url });
    await stampOf(there);
    process.kill(one.pid, "SIGSTOP");
    try {
      const unanswered = [1, 2, 3].map(() => {
        const { attempt, giveUp } = createAttempt();
        setTimeout(giveUp, 20);
        return there.execute([reading()], attempt);
      });
      for (const outcomes of await Promise.all(unanswered)) expect(outcomes[0]?.ok).toBe(false);
      process.kill(one.pid, "SIGCONT");
      await vi.waitFor(() => stampOf(there), { timeout: 20_000 });
      expect(await admin.info("stats")).toContain("total_connections_received:3");
    } finally {
      process.kill(one.pid, "SIGCONT");
      admin.disconnect();
      await there.close();
      await one.stop();
    }
  });
});
