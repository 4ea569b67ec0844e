import { Redis as RestRedis } from "@upstash/redis";
import { Redis } from "ioredis";
import { cacheKey, createQueryCache, minutes, tag } from "#app/cache/index.ts";
import type { CacheStore } from "#app/cache/store.ts";
import { redisStore } from "#app/cache/stores/redis.ts";
import { upstashStore } from "#app/cache/stores/upstash.ts";
import { figure, markdownTable, measure } from "../measure.ts";
import type { Surroundings } from "./contender.ts";
import type { Delay } from "./latency.ts";
import type { CacheServers } from "./servers.ts";

type Addresses = Pick<Surroundings, "redis" | "rest">;

interface Transport {
  readonly name: string;
  store(at: Addresses): CacheStore;
  raw(at: Addresses): Raw;
}

/** What one would do without a cache of ours: GET and JSON.parse. */
interface Raw {
  set(key: string, text: string): Promise<unknown>;
  get(key: string): Promise<string | null>;
  close(): void;
}

const transports: Transport[] = [
  { name: "Redis", store: ({ redis }) => redisStore({ url: redis }), raw: openRedis },
  { name: "Upstash", store: ({ rest }) => upstashStore(rest), raw: openRest },
];

function openRedis({ redis }: Addresses): Raw {
  const client = new Redis(redis);
  return {
    set: (key, text) => client.set(key, text),
    get: (key) => client.get(key),
    close: () => client.disconnect(),
  };
}

/** Without all that costs time, as in our store. */
function openRest({ rest }: Addresses): Raw {
  const client = new RestRedis({
    ...rest,
    retry: { retries: 0 },
    enableAutoPipelining: false,
    automaticDeserialization: false,
    responseEncoding: false,
    enableTelemetry: false,
  });
  return { set: (key, text) => client.set(key, text), get: (key) => client.get(key), close: () => {} };
}

const sizes = [
  { name: "2 kB", rows: 38 },
  { name: "100 kB", rows: 1_850 },
];

const listOf = (rows: number) => ({
  rows: Array.from({ length: rows }, (_, id) => ({ id, name: `Lead number ${id}`, at: "2026-01-01" })),
});

/** A hit on a value, in a process that keeps copies or in one that does not. */
async function openHit(store: CacheStore, namespace: string, value: unknown, copyBytes?: number) {
  const budgets = { deadlineMs: 20_000, ...(copyBytes === undefined ? {} : { copyBytes }) };
  const cache = createQueryCache({ store, namespace, version: "1", budgets });
  const group = "organization";
  const entry = {
    key: cacheKey({ group, scope: "admin", name: "leads.list", args: {} }),
    tags: [tag(group, "leads"), tag(group, "people")],
    lifetime: minutes(60),
  };
  const read = (load: () => Promise<unknown>) => cache.view().read(entry, load);
  await read(async () => value);
  await cache.idle();
  return { run: () => read(() => Promise.reject(new Error("A miss"))), close: cache.close };
}

/**
 * A hit against GET and JSON.parse of the same bytes by the same transport, one at a time: once as it is, the process having a copy of what it read
 * before, and once where it keeps none.
 * @returns a table, and the former as a multiple of GET by transport, size and delay
 */
export async function hits(
  servers: CacheServers,
  delays: readonly Delay[],
): Promise<{ text: string; toRaw: Map<string, number> }> {
  const toRaw = new Map<string, number>();
  const rows: string[][] = [];
  for (const { name, store, raw } of transports) {
    for (const size of sizes) {
      const value = listOf(size.rows);
      const cells: string[] = [];
      for (const { ms, rounds } of delays) {
        const at = ms === 0 ? servers.direct : servers.proxied;
        const place = `hits ${name} ${size.name} ${ms}`;
        const client = raw(at);
        await client.set(place, JSON.stringify(value));
        const copied = await openHit(store(at), place, value);
        const sent = await openHit(store(at), `${place} sent`, value, 0);
        for (const proxy of servers.proxies) proxy.delay(ms);
        const timings = await measure(
          [
            { name: "raw", run: async () => JSON.parse((await client.get(place)) ?? "") as unknown },
            { name: "copied", run: copied.run },
            { name: "sent", run: sent.run },
          ],
          { rounds, warmups: Math.ceil(rounds / 10) },
        );
        const median = (which: string) => timings.get(which)?.median ?? Number.NaN;
        const ratio = median("copied") / median("raw");
        toRaw.set(`${name}, ${size.name}, +${ms} ms`, ratio);
        const times = [
          median("raw"),
          median("copied"),
          ratio,
          median("sent"),
          median("sent") / median("raw"),
        ];
        cells.push(...times.map(figure));
        for (const proxy of servers.proxies) proxy.delay(0);
        await copied.close();
        await sent.close();
        client.close();
      }
      rows.push([`${name}, ${size.name}`, ...cells]);
    }
  }
  const perDelay = delays.flatMap(({ ms }) => [`+${ms} ms: GET`, "hit", "to GET", "no copy", "to GET"]);
  return { text: markdownTable(["transport, value", ...perDelay], rows), toRaw };
}
