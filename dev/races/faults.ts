import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import type { SweepTimes } from "#app/db/pending-invalidations.server.ts";
import { startRedis } from "../servers/redis.ts";
import { type Fault, type FaultyLink, startFaultyLink } from "./faulty-link.ts";
import {
  type Ground,
  type Instance,
  prepareGround,
  type StoreKind,
  startInstance,
  wrongAnswers,
} from "./fleet.ts";
import type { Account, Sighting } from "./messages.ts";

export interface FaultsOptions {
  /** How long each fault is lived with. */
  readonly ms: number;
  readonly store?: StoreKind;
  readonly sweepSeconds: number;
  readonly sweepTimes: SweepTimes;
  /** What a busy machine may add to a bound, in milliseconds. */
  readonly slackMs: number;
  /** Only faults whose names have this in them. */
  readonly only?: string;
  onReport?(report: FaultReport): void;
}

export interface FaultReport {
  readonly fault: string;
  readonly reads: number;
  readonly commits: number;
  readonly failedReads: number;
  readonly failedWrites: number;
  readonly olderThanOwn: number;
  /** Answers that still differed from the database when it was over and all had come to rest. */
  readonly lost: number;
  /** How long after its commit a write was still not shown by somebody, in milliseconds; and how long it may be. */
  readonly staleMs: number;
  readonly boundMs: number;
  /** Of reads, beyond those without a fault. */
  readonly addedP99Ms: number;
  readonly broken: boolean;
}

interface Scene {
  readonly ground: Ground;
  readonly links: readonly FaultyLink[];
  readonly instances: readonly Instance[];
  readonly redis: Redis;
}

interface Plan {
  readonly name: string;
  begin?(scene: Scene): unknown;
  halfWay?(scene: Scene): unknown;
  end?(scene: Scene): unknown;
  /** Kills the first instance. */
  readonly kills?: boolean;
  /** A restored state is noticed by the later look alone. */
  readonly needsLook?: boolean;
}

function suffer({ links }: Scene, fault: Fault): void {
  for (const link of links) link.suffer(fault);
}

const everywhere = (fault: Fault) => ({
  begin: (scene: Scene) => suffer(scene, fault),
  end: (scene: Scene) => suffer(scene, {}),
});

const skew = (...ms: number[]) => ({
  begin: ({ instances }: Scene) =>
    Promise.all(instances.map((each, n) => each.order({ do: "skew", ms: ms[n % ms.length] ?? 0 }))),
});

function plans(): Plan[] {
  let held: [string, Buffer][] = [];
  return [
    { name: "none" },
    { name: "cache refused", ...everywhere({ refuses: true }) },
    { name: "cache 1 s slow", ...everywhere({ delayMs: 1_000 }) },
    { name: "10 % of requests break", ...everywhere({ breaks: 0.1 }) },
    {
      name: "cache emptied",
      halfWay: ({ redis }) => redis.flushall(),
    },
    {
      name: "cache restarted empty",
      async halfWay({ ground, redis }) {
        redis.disconnect();
        await ground.redis.stop();
        await startRedis({ port: ground.redis.port }).then((again) => Object.assign(ground.redis, again));
        await redis.connect();
      },
    },
    {
      name: "cache restored, older",
      needsLook: true,
      begin: async ({ redis }) => {
        held = await dump(redis);
      },
      halfWay: ({ redis }) => restore(redis, held),
    },
    {
      name: "memory full",
      begin: ({ redis }) => redis.config("SET", "maxmemory-policy", "noeviction", "maxmemory", "1mb"),
      end: ({ redis }) => redis.config("SET", "maxmemory", "0"),
    },
    {
      name: "killed before the bump",
      kills: true,
      halfWay: ({ instances }) => instances[0]?.order({ do: "die" }),
    },
    { name: "clocks 5 s back and ahead", ...skew(-5_000, 5_000, 0) },
    {
      name: "writer cut off",
      begin: ({ links }) => links[0]?.suffer({ refuses: true }),
      end: ({ links }) => links[0]?.suffer({}),
    },
  ];
}

const instanceCount = 3;
const leadCount = 18;

/** Lives with one fault after the other, each on a ground of its own; several instances sweep at once all the time. */
export async function runFaults(options: FaultsOptions): Promise<FaultReport[]> {
  const reports: FaultReport[] = [];
  let usual: number | undefined;
  for (const plan of plans().filter(({ name }) => name === "none" || name.includes(options.only ?? ""))) {
    const { report, p99 } = await liveWith(plan, usual ?? 0, options);
    usual ??= p99;
    const shown = { ...report, addedP99Ms: p99 - usual };
    reports.push(shown);
    options.onReport?.(shown);
  }
  return reports;
}

async function liveWith(plan: Plan, usual: number, options: FaultsOptions) {
  const { ms, store = "redis", sweepSeconds, sweepTimes, slackMs } = options;
  const ground = await prepareGround(store);
  const redis = new Redis(ground.redis.url);
  redis.on("error", () => {});
  const links: FaultyLink[] = [];
  const instances: Instance[] = [];
  try {
    const leads = await ground.addLeads(leadCount);
    for (let n = 0; n < instanceCount; n++) {
      const link = await startFaultyLink(ground.storePort);
      links.push(link);
      const address = ground.storeAt(link.port);
      instances.push(await startInstance({ ...ground.common, store: address, sweepSeconds, sweepTimes }));
    }
    const scene: Scene = { ground, links, instances, redis };
    const lives = instances.map((instance, n) => {
      const writes = leads.filter((_, i) => i % instanceCount === n);
      const account = instance.order({ do: "live", leads, writes, ms });
      return n === 0 && plan.kills ? account.catch(() => undefined) : account;
    });
    await sleep(ms / 4);
    await plan.begin?.(scene);
    await sleep(ms / 4);
    await plan.halfWay?.(scene);
    await sleep(ms / 4);
    await plan.end?.(scene);
    const accounts = (await Promise.all(lives)).filter((account) => account !== undefined);
    const survivors = plan.kills ? instances.slice(1) : instances;
    const boundMs =
      sweepSeconds * 1_000 + sweepTimes.graceMs + (plan.needsLook ? sweepTimes.lookMs : 0) + slackMs;
    const settled = await comesToRest(scene, survivors, plan, boundMs);
    const tellings = await Promise.all(survivors.map((each) => each.order({ do: "tell", leads })));
    let lost = settled ? 0 : 1;
    for (const telling of tellings) lost += await wrongAnswers(ground, telling);
    const sum = (of: (account: Account) => number) => accounts.reduce((total, each) => total + of(each), 0);
    const [victim] = instances;
    const lastOfVictim =
      victim && accounts.length < instances.length ? await lastCommits(ground, leads, victim) : [];
    const staleMs = longestStaleness(accounts, lastOfVictim);
    const [failedReads, failedWrites] = [sum((each) => each.failedReads), sum((each) => each.failedWrites)];
    const olderThanOwn = sum((each) => each.olderThanOwn);
    const p99 = percentile99(accounts.flatMap(({ latencies }) => latencies));
    const report: FaultReport = {
      ...{
        fault: plan.name,
        reads: sum(({ reads }) => reads.length),
        commits: sum(({ commits }) => commits.length),
      },
      ...{ failedReads, failedWrites, olderThanOwn, lost, staleMs, boundMs, addedP99Ms: p99 - usual },
      broken:
        failedReads + failedWrites + lost > 0 || staleMs > boundMs || (olderThanOwn > 0 && !plan.needsLook),
    };
    return { report, p99 };
  } finally {
    redis.disconnect();
    await Promise.all(instances.map((instance) => instance.stop()));
    await Promise.all(links.map((link) => link.stop()));
    await ground.redis.stop();
    await ground.stop();
  }
}

/** Whether within twice the bound everything owed was bumped, and every instance reads from the cache again. */
async function comesToRest({ ground }: Scene, survivors: readonly Instance[], plan: Plan, boundMs: number) {
  if (plan.needsLook) await sleep(boundMs);
  const until = performance.now() + 2 * boundMs + 10_000;
  while (performance.now() < until) {
    await Promise.all(survivors.map((each) => each.order({ do: "rest" })));
    const [row] = await ground.sql<{ owed: boolean }>(
      "select exists (select from pending_invalidations where bumped_at is null) as owed",
    );
    const tellings = await Promise.all(survivors.map((each) => each.order({ do: "tell", leads: [] })));
    if (row?.owed === false && tellings.every(({ available }) => available)) return true;
    await sleep(100);
  }
  return false;
}

/** The longest time between a commit and the beginning of a read that showed less. */
function longestStaleness(accounts: readonly Account[], more: readonly Sighting[]): number {
  const commits = new Map<string, Map<number, number>>();
  for (const [leadId, version, at] of [...accounts.flatMap((each) => each.commits), ...more]) {
    const own = commits.get(leadId) ?? new Map();
    commits.set(leadId, own.set(version, at));
  }
  let longest = 0;
  for (const [leadId, version, at] of accounts.flatMap((each) => each.reads)) {
    const replaced = commits.get(leadId)?.get(version + 1);
    if (replaced !== undefined) longest = Math.max(longest, at - replaced);
  }
  return longest;
}

/** What the one that was killed had committed last, as if all of it just before its end. */
async function lastCommits(ground: Ground, leads: readonly string[], victim: Instance): Promise<Sighting[]> {
  const died = await victim.died;
  const own = leads.filter((_, i) => i % instanceCount === 0);
  const rows = await ground.sql<{ id: string; row_version: number }>(
    "select id, row_version from leads where id = any ($1)",
    [own],
  );
  return rows.map(({ id, row_version }): Sighting => [id, row_version, died]);
}

function percentile99(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? 0;
}

async function dump(redis: Redis): Promise<[string, Buffer][]> {
  const keys = await redis.keys("*");
  const values = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
  return keys.flatMap((key, i): [string, Buffer][] => {
    const value = values[i];
    return value ? [[key, value]] : [];
  });
}

/** All at one moment, as a replica that takes over. */
async function restore(redis: Redis, held: readonly [string, Buffer][]): Promise<void> {
  const transaction = redis.multi().flushall();
  for (const [key, value] of held) transaction.restore(key, 600_000, value, "REPLACE");
  await transaction.exec();
}

/** One line of figures. */
export function lineOf(report: FaultReport): string {
  const {
    fault,
    reads,
    commits,
    failedReads,
    failedWrites,
    olderThanOwn,
    lost,
    staleMs,
    boundMs,
    addedP99Ms,
  } = report;
  return [
    `${fault.padEnd(26)} ${reads} reads, ${commits} commits:`,
    `${failedReads} reads failed, ${failedWrites} writes failed falsely, ${olderThanOwn} older than one's own write, ${lost} lost,`,
    `stale for ${staleMs.toFixed(0)} ms at most (bound ${boundMs}), p99 ${addedP99Ms >= 0 ? "+" : ""}${addedP99Ms.toFixed(0)} ms`,
    report.broken ? "BROKEN" : "",
  ].join(" ");
}
