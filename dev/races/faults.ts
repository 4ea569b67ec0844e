import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import type { SweepTimes } from "#app/db/pending-invalidations.server.ts";
import { startRedis } from "../servers/redis.ts";
import type { Breakage } from "./breakages.ts";
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
  /** What all instances lack. */
  readonly breakage?: Breakage;
  /** Of a round trip to the cache; the application's own unless given. */
  readonly deadlineMs?: number;
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
  readonly leads: readonly string[];
  /** Has all instances read and write for so long. */
  live(ms: number): Promise<Account[]>;
  /** Those that no instance writes, and what an SQL console made of them. */
  readonly aside: readonly string[];
  readonly written: Sighting[];
}

interface Plan {
  readonly name: string;
  begin?(scene: Scene): unknown;
  halfWay?(scene: Scene): unknown;
  end?(scene: Scene): unknown;
  /** When nobody reads or writes any more; tells what was done then. */
  afterwards?(scene: Scene): Promise<Account[]>;
  /** Kills the first instance. */
  readonly kills?: boolean;
  /** A restored state is noticed by the later look alone. */
  readonly needsLook?: boolean;
  /** What a sweeper that died had claimed is free when the claim ends. */
  readonly needsClaim?: boolean;
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

/**
 * An SQL console writes, and tells no instance: its rows are for whoever sweeps first, and all do, again and again, at the same
 * time.
 */
async function writeAside({ ground, instances, aside, written }: Scene): Promise<void> {
  for (let round = 0; round < 10; round++) {
    const rows = await ground.sql<{ id: string; row_version: number }>(
      "update leads set row_version = row_version + 1 where id = any ($1) returning id, row_version",
      [aside],
    );
    const at = performance.timeOrigin + performance.now();
    for (const { id, row_version } of rows) written.push([id, row_version, at]);
    await Promise.allSettled(instances.map((each) => each.order({ do: "sweep" })));
    await sleep(20);
  }
}

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
      // With all entries in it, all leads written after it, and no write to come that would bump what it brings back.
      async afterwards({ redis, instances, leads, live }) {
        await Promise.all(instances.map((each) => each.order({ do: "tell", leads })));
        held = await dump(redis);
        const accounts = await live(200);
        await restore(redis, held);
        return accounts;
      },
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
    {
      name: "several sweeping at once",
      kills: true,
      needsClaim: true,
      begin: writeAside,
      async halfWay(scene) {
        const [victim] = scene.instances;
        await victim?.order({ do: "die sweeping" });
        const died = victim?.died.then(() => true);
        // Until it was the first to claim something.
        while (!(await Promise.race([died, writeAside(scene)])));
      },
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
const asideCount = 3;

/** Lives with one fault after the other, each on a ground of its own; several instances sweep at once all the time. */
export async function runFaults(options: FaultsOptions): Promise<FaultReport[]> {
  const reports: FaultReport[] = [];
  let usual: number | undefined;
  const { only = "", breakage } = options;
  // What is usual is what the others are compared with; nobody compares with what is broken.
  const lived = plans().filter(({ name }) => (name === "none" && !breakage) || name.includes(only));
  for (const plan of lived) {
    const { report, p99 } = await liveWith(plan, usual ?? 0, options);
    usual ??= p99;
    const shown = { ...report, addedP99Ms: p99 - usual };
    reports.push(shown);
    options.onReport?.(shown);
  }
  return reports;
}

async function liveWith(plan: Plan, usual: number, options: FaultsOptions) {
  const { ms, store = "redis", sweepSeconds, sweepTimes, slackMs, breakage, deadlineMs } = options;
  const ground = await prepareGround(store);
  const redis = new Redis(ground.redis.url);
  redis.on("error", () => {});
  const links: FaultyLink[] = [];
  const instances: Instance[] = [];
  try {
    const leads = await ground.addLeads(leadCount + asideCount);
    const aside = leads.slice(leadCount);
    for (let n = 0; n < instanceCount; n++) {
      const link = await startFaultyLink(ground.storePort);
      links.push(link);
      const address = ground.storeAt(link.port);
      instances.push(
        await startInstance({
          ...ground.common,
          store: address,
          sweepSeconds,
          sweepTimes,
          breakage,
          deadlineMs,
        }),
      );
    }
    const begin = (forMs: number) =>
      instances.map((instance, n) => {
        const writes = leads.filter((_, i) => i < leadCount && i % instanceCount === n);
        return instance.order({ do: "live", leads, writes, ms: forMs });
      });
    const live = (forMs: number) => Promise.all(begin(forMs));
    const scene: Scene = { ground, links, instances, redis, leads, live, aside, written: [] };
    const lives = begin(ms).map((account, n) =>
      n === 0 && plan.kills ? account.catch(() => undefined) : account,
    );
    await sleep(ms / 4);
    await plan.begin?.(scene);
    await sleep(ms / 4);
    await plan.halfWay?.(scene);
    await sleep(ms / 4);
    await plan.end?.(scene);
    const accounts = (await Promise.all(lives)).filter((account) => account !== undefined);
    const victimEnded = accounts.length < instances.length;
    accounts.push(...((await plan.afterwards?.(scene)) ?? []));
    const survivors = plan.kills ? instances.slice(1) : instances;
    const { graceMs, lookMs, claimMs } = sweepTimes;
    const more = (plan.needsLook ? lookMs : 0) + (plan.needsClaim ? claimMs : 0);
    const boundMs = sweepSeconds * 1_000 + graceMs + more + slackMs;
    const settled = await comesToRest(scene, survivors, plan, leads, { boundMs, slackMs });
    const tellings = await Promise.all(survivors.map((each) => each.order({ do: "tell", leads })));
    let lost = settled ? 0 : 1;
    for (const telling of tellings) lost += await wrongAnswers(ground, telling);
    const sum = (of: (account: Account) => number) => accounts.reduce((total, each) => total + of(each), 0);
    const [victim] = instances;
    const lastOfVictim = victim && victimEnded ? await lastCommits(ground, leads, victim) : [];
    const staleMs = longestStaleness(accounts, [...lastOfVictim, ...scene.written]);
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

/** Whether within twice the bound everything owed was bumped, every instance reads from the cache again, and nothing old is left. */
async function comesToRest(
  { ground }: Scene,
  survivors: readonly Instance[],
  plan: Plan,
  leads: readonly string[],
  { boundMs, slackMs }: { boundMs: number; slackMs: number },
) {
  const until = performance.now() + 2 * boundMs + slackMs;
  while (performance.now() < until) {
    await Promise.all(survivors.map((each) => each.order({ do: "rest" })));
    const [row] = await ground.sql<{ owed: boolean }>(
      "select exists (select from pending_invalidations where bumped_at is null) as owed",
    );
    // Until the look nobody knows what was restored.
    const asked = plan.needsLook ? leads : [];
    const tellings = await Promise.all(survivors.map((each) => each.order({ do: "tell", leads: asked })));
    const wrong = await Promise.all(tellings.map((telling) => wrongAnswers(ground, telling)));
    const quiet = row?.owed === false && tellings.every(({ available }) => available);
    if (quiet && !(plan.needsLook && wrong.some((count) => count > 0))) return true;
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
  const own = leads.filter((_, i) => i < leadCount && i % instanceCount === 0);
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
