import { figure, markdownTable, measure } from "../measure.ts";
import type { CacheContender, Surroundings } from "./contender.ts";

/**
 * One invalidation of 1,000, 10,000 and 100,000 entries.
 * @returns a table, and the time for the most entries against that for the fewest by contender
 */
export async function invalidation(
  contenders: readonly CacheContender[],
  at: Surroundings,
  counts: readonly number[],
  rounds: number,
): Promise<{ text: string; flatness: Map<string, number> }> {
  const opened = contenders.flatMap(({ name, open }) => {
    const { stock, close } = open(at);
    return stock ? [{ name, stock, close }] : [];
  });
  const medians = new Map<string, number[]>();
  for (const count of counts) {
    for (const { stock } of opened) if (!stock.deletes) await stock.fill(count);
    const runs = opened.map(({ name, stock }) => ({
      name,
      // Those that delete are slow to fill again: fewer rounds tell enough.
      every: stock.deletes ? 5 : 1,
      before: async () => {
        if (stock.deletes) await stock.fill(count);
      },
      run: () => stock.invalidateAll(count),
    }));
    const timings = await measure(runs, { rounds, warmups: 1 });
    for (const { name } of runs) {
      medians.set(name, [...(medians.get(name) ?? []), timings.get(name)?.median ?? Number.NaN]);
    }
  }
  const flatness = new Map<string, number>();
  const rows = opened.map(({ name }) => {
    const each = medians.get(name) ?? [];
    const ratio = (each.at(-1) ?? Number.NaN) / (each[0] ?? Number.NaN);
    flatness.set(name, ratio);
    return [name, ...each.map(figure), figure(ratio)];
  });
  for (const { close } of opened) await close();
  const head = [
    "cache",
    ...counts.map((count) => `${count.toLocaleString("en")} entries, ms`),
    "most to fewest",
  ];
  return { text: markdownTable(head, rows), flatness };
}
