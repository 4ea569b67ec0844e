import { setTimeout as sleep } from "node:timers/promises";
import { figure, markdownTable, measure } from "../measure.ts";
import type { CacheContender, Instance, Surroundings } from "./contender.ts";
import { rowCount } from "./rows.ts";

export interface Racer {
  readonly contender: CacheContender;
  /** Takes part in every nth round. */
  readonly every: number;
}

const instanceCount = 2;
const readsPerRace = 4;
const atOnce = 25;
/** How far apart reads and the write of a race begin. */
const upToMs = 6;
/** For what no caller waits for, such as a message on a bus. */
const settleMs = 50;

const somewhile = () => sleep(Math.random() * upToMs);

/** Four reads and one write of a row at once on two instances; when all has settled, both are asked: is either one's answer old? */
async function isStale(instances: readonly Instance[], id: number, written: string): Promise<boolean> {
  const anyone = () => instances[Math.floor(Math.random() * instances.length)];
  const begun = Array.from({ length: readsPerRace + 1 }, async (_, i) => {
    await somewhile();
    await (i === 0 ? anyone()?.write(id, written) : anyone()?.read(id));
  });
  await Promise.all(begun);
  await Promise.all(instances.map((each) => each.idle()));
  await sleep(settleMs);
  const answers = await Promise.all(instances.map((each) => each.read(id)));
  return answers.some((answer) => answer !== written);
}

/**
 * Races in rounds of 25 at once, each on a row of its own.
 * @returns the stale races of each contender by its name
 */
export async function race(
  racers: readonly Racer[],
  at: Surroundings,
  races: number,
): Promise<{ text: string; stale: Map<string, number> }> {
  const stale = new Map<string, number>();
  const raced = new Map<string, number>();
  const opened: Instance[] = [];
  const runs = racers.map(({ contender: { name, open }, every }) => {
    const instances = Array.from({ length: instanceCount }, () => open(at));
    opened.push(...instances);
    let next = 1;
    return {
      name,
      every,
      async run() {
        const first = next;
        next = next + atOnce > rowCount ? 1 : next + atOnce;
        const outcomes = await Promise.all(
          Array.from({ length: atOnce }, (_, i) => isStale(instances, first + i, `${name} ${Math.random()}`)),
        );
        stale.set(name, (stale.get(name) ?? 0) + outcomes.filter(Boolean).length);
        raced.set(name, (raced.get(name) ?? 0) + atOnce);
      },
    };
  });
  await measure(runs, { rounds: Math.ceil(races / atOnce), warmups: 0 });
  await Promise.all(opened.map((each) => each.close()));
  const rows = runs.map(({ name }) => {
    const [found, of] = [stale.get(name) ?? 0, raced.get(name) ?? 0];
    return [name, of.toLocaleString("en"), found.toLocaleString("en"), figure((found / of) * 1_000)];
  });
  return { text: markdownTable(["cache", "races", "stale", "in 1,000"], rows), stale };
}
