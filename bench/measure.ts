import { performance } from "node:perf_hooks";

/** One of the things that are measured side by side. */
export interface Contender {
  readonly name: string;
  /** For slow ones: run in every nth round only. */
  readonly every?: number;
  /** Runs ahead of each `run`, while no clock does. */
  before?(): Promise<unknown>;
  run(): Promise<unknown>;
}

/** Milliseconds. */
export interface Timing {
  readonly median: number;
  readonly p95: number;
}

/** The value below which the given share of the samples lies, interpolated between neighbours; NaN without samples. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place % 1);
}

/**
 * Times contenders in rounds: each runs once a round (or in every nth), in an order drawn anew, so that whatever slows the machine down for a while slows
 * all of them.
 *
 * @param options.warmups rounds before the clock counts
 * @returns the timing of each contender by its name
 */
export async function measure(
  contenders: readonly Contender[],
  options: { rounds: number; warmups?: number; onRound?: (round: number) => unknown },
): Promise<Map<string, Timing>> {
  const samples = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  const warmups = options.warmups ?? 3;
  for (let round = 0; round < warmups + options.rounds; round += 1) {
    for (const contender of shuffled(contenders)) {
      if (round % (contender.every ?? 1) !== 0) continue;
      await contender.before?.();
      const start = performance.now();
      await contender.run();
      if (round >= warmups) samples.get(contender.name)?.push(performance.now() - start);
    }
    options.onRound?.(round + 1 - warmups);
  }
  return new Map([...samples].map(([name, each]) => [name, timingOf(each)]));
}

const timingOf = (samples: number[]): Timing => ({
  median: quantile(samples, 0.5),
  p95: quantile(samples, 0.95),
});

function shuffled<T>(values: readonly T[]): T[] {
  const keyed = values.map((value) => ({ value, key: Math.random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ value }) => value);
}

/** A Markdown table; columns after the first are right-aligned. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(3, title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, i) => (i === 0 ? (cells[i] ?? "").padEnd(width) : (cells[i] ?? "").padStart(width))).join(" | ")} |`;
  const rule = widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

/** Three significant digits below 100, whole and with thousands separated above; a dash for what was not measured. */
export function figure(value: number | undefined): string {
  if (value === undefined) return "–";
  return value.toLocaleString(
    "en",
    value < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 },
  );
}
