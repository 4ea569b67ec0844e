/** What a request spends its time on; each is shown in the Server-Timing header, also when nothing was spent. */
export const timingNames = ["session", "cache", "db", "render"] as const;

export type TimingName = (typeof timingNames)[number];

export interface Timings {
  /** Adds up what some work took. Parallel work counts in full, so a sum can exceed the time on the clock. */
  measure<T>(name: TimingName, work: () => Promise<T>): Promise<T>;
  /** @param milliseconds taken by `count` operations */
  add(name: TimingName, milliseconds: number, count?: number): void;
  /** Milliseconds since the request arrived. */
  elapsed(): number;
  /** Value of a Server-Timing header: milliseconds of each name, how many operations as `desc`, and the total. */
  header(): string;
}

export function startTimings(): Timings {
  const started = performance.now();
  const sums = new Map(timingNames.map((name) => [name, { milliseconds: 0, count: 0 }]));
  const timings: Timings = {
    async measure(name, work) {
      const begun = performance.now();
      try {
        return await work();
      } finally {
        timings.add(name, performance.now() - begun);
      }
    },
    add(name, milliseconds, count = 1) {
      const sum = sums.get(name);
      if (!sum) return;
      sum.milliseconds += milliseconds;
      sum.count += count;
    },
    elapsed: () => performance.now() - started,
    header() {
      const entries = [...sums].map(
        ([name, { milliseconds, count }]) => `${name};dur=${milliseconds.toFixed(1)};desc="${count}"`,
      );
      return [...entries, `total;dur=${timings.elapsed().toFixed(1)}`].join(", ");
    },
  };
  return timings;
}
