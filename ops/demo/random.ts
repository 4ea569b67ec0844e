/** Chance that always falls the same way. */
export interface Chance {
  /** At least 0, less than 1. */
  next(): number;
  /** At least `low`, less than `high`. */
  between(low: number, high: number): number;
  /** True this often. */
  of(probability: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
  /** One of the keys, as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  /** How often something happens that happens `mean` times on average (Poisson). */
  count(mean: number): number;
  /** Around `median`, never negative, now and then much more (log-normal). */
  skewed(median: number, spread: number): number;
  /** An id as the application makes them (UUIDv7), made at this instant. */
  id(at: number): string;
}

/** Mulberry32: 32 bits of state, good enough for figures that only have to look plausible. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const bits = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = () => bits() / 2 ** 32;
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0").slice(-digits);
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    of: (probability) => next() < probability,
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
    weighted: (weights) => {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key;
      }
      return entries.at(-1)?.[0] as keyof typeof weights;
    },
    count: (mean) => {
      let count = -1;
      for (let left = 1, floor = Math.exp(-mean); left > floor; left *= next()) count++;
      return count;
    },
    skewed: (median, spread) => {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return median * Math.exp(spread * normal);
    },
    id: (at) => {
      const time = hex(Math.floor(at), 12);
      const [a, b, c] = [bits(), bits(), bits()];
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(a, 3)}-${hex(0x8000 | (b & 0x3fff), 4)}-${hex(c, 8)}${hex(a >>> 12, 4)}`;
    },
  };
}
