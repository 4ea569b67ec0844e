import { performance } from "node:perf_hooks";
import { figure, markdownTable } from "../measure.ts";
import type { CacheContender, Surroundings } from "./contender.ts";

const instanceCount = 4;
const firstId = 40_000;

/** Misses of one row at once on each of four instances; the statements that this takes, by contender. */
export async function stampede(
  contenders: readonly CacheContender[],
  at: Surroundings,
  missesEach: number,
  rounds: number,
): Promise<{ text: string; most: Map<string, number> }> {
  const most = new Map<string, number>();
  const rows: string[][] = [];
  let id = firstId;
  for (const { name, open } of contenders) {
    const instances = Array.from({ length: instanceCount }, () => open(at));
    // Connected, with everything loaded.
    await Promise.all(instances.map((each) => each.read(firstId - 1)));
    const counts: number[] = [];
    const begun = performance.now();
    for (let round = 0; round < rounds; round++) {
      const before = at.rows.statements();
      const row = id++;
      await Promise.all(
        instances.flatMap((each) => Array.from({ length: missesEach }, () => each.read(row))),
      );
      await Promise.all(instances.map((each) => each.idle()));
      counts.push(at.rows.statements() - before);
    }
    const ms = (performance.now() - begun) / rounds;
    const worst = Math.max(...counts);
    most.set(name, worst);
    rows.push([name, figure(Math.min(...counts)), figure(worst), figure(ms)]);
    for (const each of instances) await each.close();
  }
  const head = ["cache", "statements, fewest", "most", "ms for all"];
  return { text: markdownTable(head, rows), most };
}
