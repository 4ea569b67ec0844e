import { type Contender, figure, markdownTable, measure } from "../measure.ts";
import type { CacheContender, Instance, Surroundings } from "./contender.ts";
import { rowCount } from "./rows.ts";
import { type CacheServers, traffic } from "./servers.ts";

const operations = ["hit", "miss", "invalidation"] as const;
type OperationName = (typeof operations)[number];

/** Milliseconds added to each round trip, and how many rounds tell enough. */
export interface Delay {
  readonly ms: number;
  readonly rounds: number;
}

const delayAtWhichTripsAreCounted = 10;
const warmId = rowCount;

/** What each operation is, on rows that nothing else touches. */
function operationOf(
  instance: Instance,
  nextId: () => number,
): Record<OperationName, Omit<Contender, "name">> {
  const warm = async () => {
    await instance.read(warmId);
    await instance.idle();
  };
  return {
    hit: { before: warm, run: () => instance.read(warmId) },
    miss: { before: () => instance.idle(), run: () => instance.read(nextId()) },
    invalidation: { before: warm, run: () => instance.invalidate(warmId) },
  };
}

/**
 * Hit, miss and invalidation of one row, one at a time. Without a delay straight to the server; with one through the proxies, which also count.
 * @returns a table
 */
export async function latency(
  contenders: readonly CacheContender[],
  servers: CacheServers,
  at: Pick<Surroundings, "rows">,
  delays: readonly Delay[],
): Promise<string> {
  const cells = new Map<string, string[]>();
  const cellsOf = (name: string) => cells.get(name) ?? cells.set(name, []).get(name) ?? [];
  const trips = new Map<string, string>();
  let nextId = 1;
  for (const { ms, rounds } of delays) {
    const addresses = ms === 0 ? servers.direct : servers.proxied;
    for (const proxy of servers.proxies) proxy.delay(ms);
    const opened = contenders.map(({ name, open }) => ({
      name,
      instance: open({ ...at, ...addresses, impatient: false }),
    }));
    const each = opened.flatMap(({ name, instance }) => {
      const of = operationOf(instance, () => nextId++);
      return operations.map((operation) => ({ name: `${name} ${operation}`, ...of[operation] }));
    });
    const timings = await measure(each, { rounds, warmups: 3 });
    if (ms === delayAtWhichTripsAreCounted) {
      for (const { name, before, run } of each) {
        await before?.();
        const { roundTrips, requests } = await traffic(servers.proxies, run);
        trips.set(name, roundTrips === requests ? `${roundTrips}` : `${roundTrips} (${requests})`);
      }
    }
    for (const { name, instance } of opened) {
      const medians = operations.map((operation) => timings.get(`${name} ${operation}`)?.median);
      cellsOf(name).push(...medians.map(figure));
      await instance.idle();
      await instance.close();
    }
  }
  for (const proxy of servers.proxies) proxy.delay(0);
  const head = ["cache", ...operations.map((name) => `${name} trips`)];
  const perDelay = delays.flatMap(({ ms }) => [`+${ms} ms: hit`, "miss", "inval."]);
  const rows = contenders.map(({ name }) => [
    name,
    ...operations.map((operation) => trips.get(`${name} ${operation}`) ?? "–"),
    ...cellsOf(name),
  ]);
  return markdownTable([...head, ...perDelay], rows);
}
