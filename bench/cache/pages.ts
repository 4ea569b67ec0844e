import { figure, markdownTable, measure } from "../measure.ts";
import type { CacheContender, Instance, Surroundings } from "./contender.ts";
import { type CacheServers, traffic } from "./servers.ts";

const loaderCounts = [1, 5, 20, 50];
const sessionId = 1;
const delayMs = 10;

/** The session first, then the page's loaders at once. */
async function page(instance: Instance, loaders: number): Promise<void> {
  await instance.read(sessionId);
  await Promise.all(Array.from({ length: loaders }, (_, i) => instance.read(sessionId + 1 + i)));
}

/**
 * Pages of which everything is in the cache, 10 ms of network away.
 * @returns a table, and the most round trips that a contender needed for a page
 */
export async function pages(
  contenders: readonly CacheContender[],
  servers: CacheServers,
  at: Pick<Surroundings, "rows">,
  rounds: number,
): Promise<{ text: string; most: Map<string, number> }> {
  for (const proxy of servers.proxies) proxy.delay(delayMs);
  const most = new Map<string, number>();
  const opened = contenders.map(({ name, open }) => ({
    name,
    instance: open({ ...at, ...servers.proxied, impatient: false }),
  }));
  for (const { instance } of opened) {
    await page(instance, Math.max(...loaderCounts));
    await instance.idle();
  }
  const runs = opened.flatMap(({ name, instance }) =>
    loaderCounts.map((loaders) => ({ name: `${name} ${loaders}`, run: () => page(instance, loaders) })),
  );
  const timings = await measure(runs, { rounds });
  const rows: string[][] = [];
  for (const { name, instance } of opened) {
    const cells: string[] = [];
    for (const loaders of loaderCounts) {
      const { roundTrips, requests } = await traffic(servers.proxies, () => page(instance, loaders));
      most.set(name, Math.max(most.get(name) ?? 0, roundTrips));
      cells.push(`${roundTrips}`, `${requests}`, figure(timings.get(`${name} ${loaders}`)?.median));
    }
    rows.push([name, ...cells]);
    await instance.close();
  }
  for (const proxy of servers.proxies) proxy.delay(0);
  const head = loaderCounts.flatMap((loaders) => [`${loaders}: trips`, "requests", "ms"]);
  return { text: markdownTable(["cache, loaders", ...head], rows), most };
}
