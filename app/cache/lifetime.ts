/** How long an entry is kept while nothing invalidates it. Both in milliseconds. */
export interface Lifetime {
  /** Served as it is. */
  readonly fresh: number;
  /** After that, still served while one reader renews it; then dropped. */
  readonly stale: number;
}

/** An entry's lifetime is cut by up to this part, so that what was stored together does not expire together. */
const jitter = 0.2;

/**
 * A lifetime is no promise of freshness: that is what tags are for. It bounds how long what no tag covers can go unnoticed.
 * @param n of freshness
 * @param stale how long the entry may then be served while it is renewed, in the same unit; as long again unless said
 */
export function seconds(n: number, stale: number = n): Lifetime {
  if (!(n > 0) || !(stale >= 0))
    throw new RangeError(`A lifetime is longer than nothing, got ${n} and ${stale}`);
  return { fresh: n * 1000, stale: stale * 1000 };
}

/** As {@link seconds}. */
export function minutes(n: number, stale: number = n): Lifetime {
  return seconds(n * 60, stale * 60);
}

/** As {@link seconds}. */
export function hours(n: number, stale: number = n): Lifetime {
  return seconds(n * 3600, stale * 3600);
}

/**
 * The lifetime of one stored entry, in whole milliseconds.
 * @param fraction random, from 0 up to and without 1
 */
export function drawn(lifetime: Lifetime, fraction: number): { lifeMs: number; staleMs: number } {
  const kept = 1 - jitter * fraction;
  const staleMs = Math.round(lifetime.stale * kept);
  return { lifeMs: Math.max(1, Math.round(lifetime.fresh * kept)) + staleMs, staleMs };
}
