import { availableParallelism, loadavg, totalmem } from "node:os";
import { parseArgs } from "node:util";
import pg from "pg";
import { versionsReadAfterTheQuery } from "#app/cache/simulation/broken.ts";
import { redisStore } from "#app/cache/stores/redis.ts";
import { upstashStore } from "#app/cache/stores/upstash.ts";
import { startPostgres } from "#dev/servers/postgres.ts";
import { bentoL1, bentoL2, bentoTags } from "./cache/bentocache.ts";
import { epicCachified } from "./cache/cachified.ts";
import { drizzleByTag, drizzleGlobal } from "./cache/drizzle.ts";
import { hits } from "./cache/hits.ts";
import { invalidation } from "./cache/invalidation.ts";
import { latency } from "./cache/latency.ts";
import { surviveMishaps } from "./cache/mishaps.ts";
import { outage } from "./cache/outage.ts";
import { pages } from "./cache/pages.ts";
import { placar } from "./cache/placar.ts";
import { race } from "./cache/races.ts";
import { makeRows, openRows, type Rows } from "./cache/rows.ts";
import { type CacheServers, startCacheServers } from "./cache/servers.ts";
import { stampede } from "./cache/stampede.ts";
import { figure } from "./measure.ts";

const { values: options } = parseArgs({
  options: {
    races: { type: "string" },
    quick: { type: "boolean", default: false },
    only: { type: "string", multiple: true },
  },
});
const quick = options.quick;
const races = Number(options.races ?? (quick ? 500 : 10_000));
/** The others race in every fifth round: one in a thousand shows in so many too. */
const peersEvery = 5;
/** On each of four instances. */
const misses = quick ? 100 : 1_000;

const ours = placar("Placar, Redis", (at) => redisStore({ url: at.redis }));
const oursOverRest = placar("Placar, Upstash", (at) => upstashStore(at.rest));
const control = placar("control: versions read late", (at) => {
  const store = redisStore({ url: at.redis });
  return versionsReadAfterTheQuery.between?.(store) ?? store;
});
const own = [ours, oursOverRest];
const contenders = [...own, drizzleGlobal, drizzleByTag, bentoL2, bentoTags, bentoL1, epicCachified];

interface Target {
  readonly what: string;
  readonly met: boolean;
  readonly measured: string;
}

interface Part {
  readonly name: string;
  run(servers: CacheServers, url: string): Promise<{ text: string; targets: Target[] }>;
}

/** At most so much of something, for each of ours. */
function atMost(what: string, limit: number, found: (name: string) => number, unit = ""): Target[] {
  return own.map(({ name }) => ({
    what: `${name}: ${what}`,
    met: found(name) <= limit,
    measured: `${figure(found(name))}${unit}`,
  }));
}

async function withRows<T>(url: string, seconds: string, work: (rows: Rows) => Promise<T>): Promise<T> {
  const rows = openRows(url, seconds);
  try {
    return await work(rows);
  } finally {
    await rows.close();
  }
}

const parts: Part[] = [
  {
    name: "Stale results that stay after everything settled",
    run: (servers, url) =>
      withRows(url, "random() * 0.006", async (rows) => {
        const all = [
          { contender: ours, every: 1 },
          ...[oursOverRest, control, ...contenders.slice(own.length)].map((contender) => ({
            contender,
            every: peersEvery,
          })),
        ];
        const { text, stale } = await race(all, { ...servers.direct, rows, impatient: false }, races);
        const found = stale.get(control.name) ?? 0;
        return {
          text,
          targets: [
            ...atMost("0 stale results", 0, (name) => stale.get(name) ?? Number.NaN),
            { what: "the races find the broken control out", met: found > 0, measured: figure(found) },
          ],
        };
      }),
  },
  {
    name: "Round trips and medians in ms of a hit, a miss and an invalidation",
    run: (servers, url) =>
      withRows(url, "0", async (rows) => {
        const delays = [
          { ms: 0, rounds: quick ? 50 : 400 },
          { ms: 10, rounds: quick ? 5 : 30 },
          { ms: 50, rounds: quick ? 3 : 12 },
        ];
        const { text, toRaw } = await hits(servers, [
          { ms: 0, rounds: quick ? 300 : 5_000 },
          { ms: 10, rounds: quick ? 10 : 60 },
        ]);
        const targets = [...toRaw].map(([where, ratio]) => ({
          what: `${where}: a hit takes at most 1.2 times a GET and JSON.parse of the same bytes`,
          met: ratio <= 1.2,
          measured: figure(ratio),
        }));
        const medians = await latency(contenders, servers, { rows }, delays);
        return {
          text: `${medians}\n\n### A hit beside GET and JSON.parse by the same transport, ms\n\n${text}`,
          targets,
        };
      }),
  },
  {
    name: "A page: its session, then so many loaders; all in the cache, 10 ms of network away",
    run: (servers, url) =>
      withRows(url, "0", async (rows) => {
        const { text, most } = await pages(contenders, servers, { rows }, quick ? 3 : 15);
        return {
          text,
          targets: atMost("two round trips a page", 2, (name) => most.get(name) ?? Number.NaN),
        };
      }),
  },
  {
    name: `Statements for ${figure(misses)} misses of one row at once on each of 4 instances; the statement takes 20 ms`,
    run: (servers, url) =>
      withRows(url, "0.02", async (rows) => {
        const at = { ...servers.direct, rows, impatient: false };
        const { text, most } = await stampede(contenders, at, misses, quick ? 1 : 3);
        return {
          text,
          targets: atMost("1 statement for all misses", 1, (name) => most.get(name) ?? Number.NaN),
        };
      }),
  },
  {
    name: "One invalidation of all entries under one tag",
    run: (servers, url) =>
      withRows(url, "0", async (rows) => {
        const counts = quick ? [100, 1_000, 10_000] : [1_000, 10_000, 100_000];
        const at = { ...servers.direct, rows, impatient: false };
        const { text, flatness } = await invalidation(contenders, at, counts, quick ? 10 : 25);
        return {
          text,
          targets: atMost(
            "as fast with a hundred times the entries (at most 1.5 times)",
            1.5,
            (name) => flatness.get(name) ?? Number.NaN,
          ),
        };
      }),
  },
  {
    name: "The cache away: a thousand reads a second from that moment on, and ten writes",
    run: (servers, url) =>
      withRows(url, "0", async (rows) => {
        const { text, added, failedWrites, old } = await outage(
          contenders,
          servers,
          { rows },
          { reads: quick ? 500 : 2_000, settleMs: 15_000 },
        );
        const found = (name: string) =>
          Math.max(...[...added].filter(([key]) => key.endsWith(name)).map(([, ms]) => ms));
        const writes = own.map(({ name }) => ({
          what: `${name}: no committed write fails`,
          met: !failedWrites.has(name),
          measured: failedWrites.has(name) ? "failed" : "none",
        }));
        const targets = [
          ...atMost("at most 100 ms more at p99", 100, found, " ms"),
          ...writes,
          ...atMost("no old answer once the cache is back", 0, (name) => old.get(name) ?? Number.NaN),
        ];
        return { text, targets };
      }),
  },
];

surviveMishaps();
const say = (text: string) => process.stderr.write(`${text}\n`);
const wanted = parts.filter((_, i) => options.only?.includes("abcdef".charAt(i)) ?? true);

say("Starting PostgreSQL, Redis and Upstash's endpoint in front of it …");
const postgres = await startPostgres();
try {
  const servers = await startCacheServers();
  try {
    const url = postgres.url("bench");
    const client = new pg.Client({ connectionString: postgres.url() });
    await client.connect();
    await client.query("create database bench");
    await client.end();
    await makeRows(url);
    const targets: Target[] = [];
    const begun = Date.now();
    for (const part of wanted) {
      say(`${Math.round((Date.now() - begun) / 1000)} s: ${part.name} …`);
      const result = await part.run(servers, url);
      console.log(`### ${part.name}\n\n${result.text}\n`);
      targets.push(...result.targets);
    }
    const memory = Math.round(totalmem() / 2 ** 30);
    const seconds = Math.round((Date.now() - begun) / 1000);
    console.log(
      `${availableParallelism()} cores, ${memory} GiB, load ${figure(loadavg()[1])}; ${seconds} s\n`,
    );
    for (const { what, met, measured } of targets) {
      console.log(`- ${met ? "met" : "NOT MET"}: ${what} (${measured})`);
    }
    if (targets.some(({ met }) => !met)) process.exitCode = 1;
  } finally {
    await servers.stop();
  }
} finally {
  await postgres.stop();
}
// Peers that were cut off try to connect for ever.
process.exit();
