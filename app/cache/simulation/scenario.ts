import fc from "fast-check";
import type { Faults } from "./network.ts";
import { lookMs } from "./times.ts";

export interface Question {
  readonly query: number;
  /** How many turns pass between what its query sees and the query's answer. */
  readonly slow: number;
  readonly fails: boolean;
}

/** What somebody does. */
export type Deed =
  | (Question & {
      readonly do: "read";
      readonly process: number /** One after the other. */;
      readonly times: number;
    })
  | {
      readonly do: "write";
      readonly process: number;
      readonly rows: readonly number[];
      readonly rollsBack: boolean;
      /** Asks a query in the middle of its transaction. */
      readonly asks: number | undefined;
      /** After which step the writer is never heard of again. */
      readonly dies: "before-commit" | "before-bump" | "before-settling" | undefined;
    }
  | { readonly do: "sweep"; readonly process: number }
  | { readonly do: "evict"; readonly which: number }
  | { readonly do: "set-clock-back"; readonly process: number; readonly ms: number }
  | { readonly do: "pass"; readonly ms: number }
  | { readonly do: "restore"; readonly ageMs: number }
  | { readonly do: "kill"; readonly process: number };

export interface Scenario {
  /** In the order in which they begin, each so many turns after the one before. */
  readonly deeds: readonly { readonly after: number; readonly deed: Deed }[];
  readonly bytes: Uint8Array;
  /** See createWorld. */
  readonly impatience: number;
  readonly faults: Readonly<Faults>;
}

export const processCount = 3;
export const rowCount = 2;
/** The rows that each query reads. */
export const queries: readonly (readonly number[])[] = [[0], [0, 1]];
/** The query that reads them all. */
export const everyRow = queries.length - 1;

const process = fc.nat(processCount - 1);
const query = fc.nat(queries.length - 1);
const slow = fc.nat(20);

const deeds = {
  read: fc.record({
    do: fc.constant("read"),
    process,
    times: fc.integer({ min: 1, max: 6 }),
    query,
    slow,
    fails: mostly(false, true),
  }),
  write: fc.record({
    do: fc.constant("write"),
    process,
    rows: fc.uniqueArray(fc.nat(rowCount - 1), { minLength: 1 }),
    rollsBack: mostly(false, true),
    asks: fc.option(query, { nil: undefined }),
    dies: mostly(undefined, "before-commit", "before-bump", "before-settling"),
  }),
  sweep: fc.record({ do: fc.constant("sweep"), process }),
  evict: fc.record({ do: fc.constant("evict"), which: fc.nat(20) }),
  setClockBack: fc.record({ do: fc.constant("set-clock-back"), process, ms: fc.constantFrom(1, 1_000, 1e9) }),
  pass: fc.record({ do: fc.constant("pass"), ms: fc.constantFrom(100, 700, 1_200) }),
  kill: fc.record({ do: fc.constant("kill"), process }),
  restore: fc.record({ do: fc.constant("restore"), ageMs: fc.constantFrom(1, 100, lookMs - 1) }),
} satisfies Record<string, fc.Arbitrary<Deed>>;

/** The first, but once in four times one of the others. */
function mostly<const T>(usual: T, ...others: T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
}

const never = Number.POSITIVE_INFINITY;
export const noFaults: Readonly<Faults> = { oneIn: never, bumpsOneIn: never };

const usualFaults: readonly Readonly<Faults>[] = [
  noFaults,
  { oneIn: 40, bumpsOneIn: 40 },
  { oneIn: 10, bumpsOneIn: 10 },
  { oneIn: never, bumpsOneIn: 3 },
];

/**
 * @param options.weights how often each deed is done, against reads at 8 and writes at 4
 * @param options.faults one of these prevail
 * @param options.impatiences one of these is the world's
 */
export function scenarios(
  options: { weights?: Weights; faults?: typeof usualFaults; impatiences?: readonly number[] } = {},
): fc.Arbitrary<Scenario> {
  const { weights, faults = usualFaults, impatiences = [8, 32, never] } = options;
  const all = {
    read: 8,
    write: 4,
    sweep: 1,
    evict: 1,
    setClockBack: 1,
    pass: 1,
    kill: 1,
    restore: 0,
    ...weights,
  };
  const deed = fc.oneof(
    ...Object.entries(deeds).map(([name, arbitrary]) => ({
      weight: all[name as keyof typeof deeds],
      arbitrary: arbitrary as fc.Arbitrary<Deed>,
    })),
  );
  return fc.record({
    deeds: fc.array(fc.record({ after: fc.nat(6), deed }), { minLength: 4, maxLength: 24, size: "max" }),
    bytes: fc.uint8Array({ minLength: 0, maxLength: 600, size: "max" }),
    impatience: fc.constantFrom(...impatiences),
    faults: fc.constantFrom(...faults),
  });
}

type Weights = { readonly [D in keyof typeof deeds]?: number };
