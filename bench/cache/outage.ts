import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { figure, markdownTable, quantile } from "../measure.ts";
import type { CacheContender, Surroundings } from "./contender.ts";
import type { CacheServers } from "./servers.ts";

const warmRows = 20;
/** A read begins every so many milliseconds, whether or not earlier ones are answered. */
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

async function readAtRate(read: (id: number) => Promise<string>, reads: number): Promise<Outcome[]> {
  const begun: Promise<Outcome>[] = [];
  for (let i = 0; i < reads; i++) {
    begun.push(outcomeOf(() => read(1 + (i % warmRows))));
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

/**
 * Reads of rows that were in the cache, from the moment it is away, against the same reads without any cache; and one write.
 * @returns a table, the 99th percentile that is added by mode and contender, and whose write failed
 */
export async function outage(
  contenders: readonly CacheContender[],
  servers: CacheServers,
  { rows }: Pick<Surroundings, "rows">,
  reads: number,
): Promise<{ text: string; added: Map<string, number>; failedWrites: Set<string> }> {
  const modes = [
    { mode: "refused", begin: () => Promise.all(servers.proxies.map((proxy) => proxy.refuse())) },
    { mode: "1 s slow", begin: async () => servers.proxies.forEach((proxy) => void proxy.delay(1_000)) },
  ];
  const added = new Map<string, number>();
  const failedWrites = new Set<string>();
  const table: string[][] = [];
  // A process that does not listen ends with the first one.
  let unhandled = 0;
  const countUnhandled = () => void unhandled++;
  process.on("unhandledRejection", countUnhandled);
  // Connects to the database.
  await readAtRate(rows.select, reads);
  for (const { mode, begin } of modes) {
    const without = p99(await readAtRate(rows.select, reads));
    table.push([mode, "no cache", figure(without), "–", "0", "–", "–", "–"]);
    for (const { name, open } of contenders) {
      const instance = open({ ...servers.proxied, rows, impatient: true });
      await warmed(() => instance.read(1));
      for (let id = 1; id <= warmRows; id++) await instance.read(id);
      await instance.idle();
      unhandled = 0;
      await begin();
      const written = sleep(everyMs * 20).then(() => outcomeOf(() => instance.write(1, `${mode} ${name}`)));
      const outcomes = await readAtRate(instance.read, reads);
      const write = await written;
      const more = p99(outcomes) - without;
      added.set(`${mode} ${name}`, more);
      if (write.failed) failedWrites.add(name);
      table.push([
        mode,
        name,
        shown(p99(outcomes)),
        shown(more >= patienceMs - without ? patienceMs : Math.max(0, more)),
        String(outcomes.filter(({ failed }) => failed).length),
        shown(write.ms),
        write.failed ? "yes" : "no",
        String(unhandled),
      ]);
      for (const proxy of servers.proxies) {
        proxy.delay(0);
        await proxy.accept();
      }
      // A connection that was cut cannot say goodbye.
      const closed = instance.close().catch(() => {});
      await Promise.race([closed, sleep(patienceMs, undefined, { ref: false })]);
    }
  }
  process.off("unhandledRejection", countUnhandled);
  const head = [
    "cache is",
    "",
    "read p99 ms",
    "added ms",
    "reads failed",
    "write ms",
    "committed write fails",
    "unhandled rejections",
  ];
  return { text: markdownTable(head, table), added, failedWrites };
}

/** A connection with these limits is refused until it stands. */
async function warmed(read: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    await read().catch(() => {});
    await sleep(10);
  }
}
