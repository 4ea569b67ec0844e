import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { figure, markdownTable, quantile } from "../measure.ts";
import type { CacheContender, Instance, Surroundings } from "./contender.ts";
import { mishaps } from "./mishaps.ts";
import type { CacheServers, Proxied } from "./servers.ts";

const warmRows = 20;
/** Written while the cache is away. */
const writtenRows = 10;
/** So many reads begin every so many milliseconds, whether or not earlier ones are answered: a thousand a second. */
const readsAtOnce = 5;
const everyMs = 5;
const patienceMs = 10_000;

interface Outcome {
  readonly ms: number;
  readonly failed: boolean;
}

/** How long it takes, and whether it fails; ten seconds if it takes longer. */
async function outcomeOf(work: () => Promise<unknown>): Promise<Outcome> {
  const begun = performance.now();
  const settled = work().then(
    () => false,
    () => true,
  );
  const failed = await Promise.race([settled, sleep(patienceMs, "late" as const, { ref: false })]);
  return failed === "late" ? { ms: patienceMs, failed: false } : { ms: performance.now() - begun, failed };
}

async function readAtRate(
  read: (id: number) => Promise<string>,
  firstId: number,
  reads: number,
): Promise<Outcome[]> {
  const begun: Promise<Outcome>[] = [];
  while (begun.length < reads) {
    for (let i = 0; i < readsAtOnce; i++)
      begun.push(outcomeOf(() => read(firstId + (begun.length % warmRows))));
    await sleep(everyMs);
  }
  return Promise.all(begun);
}

const p99 = (outcomes: readonly Outcome[]) =>
  quantile(
    outcomes.map(({ ms }) => ms),
    0.99,
  );

const shown = (ms: number) => (ms >= patienceMs ? "> 10,000" : figure(ms));

const modes = [
  { mode: "refused", begin: ({ proxies }: Proxied) => Promise.all(proxies.map((proxy) => proxy.refuse())) },
  {
    mode: "1 s slow",
    begin: async ({ proxies }: Proxied) => proxies.forEach((proxy) => void proxy.delay(1_000)),
  },
];

async function end({ proxies }: Proxied): Promise<void> {
  for (const proxy of proxies) {
    proxy.delay(0);
    await proxy.accept();
  }
}

/** What each row holds after the outage, asked of the one who wrote and of another: how many answers are old. */
async function oldAnswers(
  instances: readonly Instance[],
  firstId: number,
  written: (id: number) => string,
): Promise<number> {
  let old = 0;
  for (const instance of instances) {
    for (let id = firstId; id < firstId + writtenRows; id++) {
      const answer = await Promise.race([
        instance.read(id).catch(() => undefined),
        sleep(patienceMs, undefined, { ref: false }),
      ]);
      // One that fails or is late says nothing old.
      if (answer !== undefined && answer !== written(id)) old++;
    }
  }
  return old;
}

/** One that was cut off cannot say goodbye. */
async function closed(instance: Instance): Promise<void> {
  await Promise.race([instance.close().catch(() => {}), sleep(patienceMs, undefined, { ref: false })]);
}

export interface OutageFindings {
  readonly text: string;
  /** To the 99th percentile, in ms, by mode and contender. */
  readonly added: ReadonlyMap<string, number>;
  readonly failedWrites: ReadonlySet<string>;
  /** Answers after recovery, by contender. */
  readonly old: ReadonlyMap<string, number>;
}

/**
 * Reads of rows that were in the cache, from the moment it is away, against the same reads without any cache; and ten writes meanwhile. Some
 * time after it is back, the writer and another instance are asked for what was written.
 * @param options.settleMs how long after; longer than anybody leaves a cache alone
 */
export async function outage(
  contenders: readonly CacheContender[],
  servers: CacheServers,
  { rows }: Pick<Surroundings, "rows">,
  { reads, settleMs }: { reads: number; settleMs: number },
): Promise<OutageFindings> {
  const added = new Map<string, number>();
  const failedWrites = new Set<string>();
  const old = new Map<string, number>();
  const table: string[][] = [];
  const settling: Promise<void>[] = [];
  // Connects to the database.
  await readAtRate(rows.select, 1, reads);
  // Each outage has rows of its own, since it settles while the next one writes.
  let firstId = 1;
  for (const { mode, begin } of modes) {
    const without = p99(await readAtRate(rows.select, firstId, reads));
    table.push([mode, "no cache", figure(without), "–", "0", "–", "–", "–", "–"]);
    for (const { name, open } of contenders) {
      // Of its own, so that it can settle while the next one is measured.
      const first = firstId;
      firstId += warmRows;
      const network = await servers.behindOwnProxies();
      const [instance, other] = [1, 2].map(() => open({ ...network.proxied, rows, impatient: true }));
      if (!instance || !other) throw new Error("Nothing was opened");
      for (const each of [instance, other]) {
        await warmed(() => each.read(first));
        for (let id = first; id < first + warmRows; id++) await each.read(id);
        await each.idle();
      }
      const written = (id: number) => `${mode} ${name} ${id}`;
      const before = mishaps();
      await begin(network);
      const writing = Array.from({ length: writtenRows }, async (_, i) => {
        await sleep(everyMs * 20);
        return outcomeOf(() => instance.write(first + i, written(first + i)));
      });
      const outcomes = await readAtRate(instance.read, first, reads);
      const writes = await Promise.all(writing);
      const unhandled = mishaps() - before;
      await end(network);
      const more = p99(outcomes) - without;
      const failed = writes.filter((write) => write.failed).length;
      added.set(`${mode} ${name}`, more);
      if (failed > 0) failedWrites.add(name);
      const cells = [
        mode,
        name,
        shown(p99(outcomes)),
        shown(more >= patienceMs - without ? patienceMs : Math.max(0, more)),
        String(outcomes.filter((outcome) => outcome.failed).length),
        shown(Math.max(...writes.map(({ ms }) => ms))),
        String(failed),
        String(unhandled),
      ];
      table.push(cells);
      const settled = sleep(settleMs).then(async () => {
        const found = await oldAnswers([instance, other], first, written);
        old.set(name, (old.get(name) ?? 0) + found);
        cells.push(String(found));
        await Promise.all([closed(instance), closed(other)]);
      });
      settling.push(settled);
    }
  }
  await Promise.all(settling);
  const head = [
    "cache is",
    "",
    "read p99 ms",
    "added ms",
    "reads failed",
    "slowest write ms",
    `of ${writtenRows} committed writes fail`,
    "unhandled rejections",
    `old answers of ${2 * writtenRows} after`,
  ];
  return { text: markdownTable(head, table), added, failedWrites, old };
}

/** A connection with these limits is refused until it stands. */
async function warmed(read: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    await read().catch(() => {});
    await sleep(10);
  }
}
