/**
 * Milliseconds. As a range: a reader waits for as long as the store usually takes, at least the one and at most the other; who
 * invalidates, whose failure costs more, waits for the most.
 */
export type Deadline = number | { readonly least: number; readonly most: number };

/** What the cache may cost. Times in milliseconds. */
export interface Budgets {
  /** Of one round trip; after it the cache counts as away. */
  readonly deadlineMs: Deadline;
  /** How long a dead holder of a lease can delay others at most. */
  readonly leaseMs: number;
  /** How long a reader waits for another instance's query before it runs its own. */
  readonly leaseWaitMs: number;
  /** The shortest look at whether that query is done; each further one comes later. */
  readonly leasePollMs: number;
  /** Encoded values above are not kept. */
  readonly maxValueBytes: number;
  /** What a process keeps of encoded values that it has read or written, least recently used first to go; 0 for none. */
  readonly copyBytes: number;
  /** How many queries run at once while the cache is away. */
  readonly awayConcurrency: number;
  /** So many round trips fail in a row before the cache is left alone. */
  readonly failures: number;
  /** The first pause before looking whether it is back; doubled each time, up to `maxRecoverMs`. */
  readonly recoverMs: number;
  readonly maxRecoverMs: number;
  /** A tag that nobody bumps is forgotten after this; what depends on it is then queried once more. */
  readonly tagMs: number;
}

export const defaultBudgets: Budgets = {
  deadlineMs: 80,
  leaseMs: 10_000,
  leaseWaitMs: 500,
  leasePollMs: 8,
  maxValueBytes: 1_000_000,
  copyBytes: 16 * 1024 * 1024,
  awayConcurrency: 8,
  failures: 3,
  recoverMs: 250,
  maxRecoverMs: 5_000,
  tagMs: 7 * 24 * 3_600_000,
};

export const mostOf = (deadline: Deadline) => (typeof deadline === "number" ? deadline : deadline.most);

/** The defaults, what a store needs instead, and what is given instead of either. */
export function budgetsWith(...given: (Partial<Budgets> | undefined)[]): Budgets {
  const entries = given.flatMap((some) => Object.entries(some ?? {}));
  return { ...defaultBudgets, ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)) };
}
