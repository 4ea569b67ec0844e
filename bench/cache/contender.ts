import type { Rows } from "./rows.ts";

/** Where an instance finds its cache and its database. */
export interface Surroundings {
  /** `redis://…` */
  readonly redis: string;
  /** Upstash's REST protocol, in front of the same Redis. */
  readonly rest: { readonly url: string; readonly token: string };
  readonly rows: Rows;
  /** Give up on a cache that does not answer as soon as one would in production. Otherwise a busy machine must not look like an outage. */
  readonly impatient: boolean;
}

/** One process's cache in front of the rows. */
export interface Instance {
  /** The row's body, through the cache. */
  read(id: number): Promise<string>;
  /** Commits, and invalidates what the row made as the documentation says. */
  write(id: number, body: string): Promise<void>;
  /** The invalidation alone. */
  invalidate(id: number): Promise<void>;
  /** Resolves when nothing is under way that no caller waits for. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Entries that one invalidation covers. */
export interface Stock {
  /** Stores as many entries of one tag. */
  fill(count: number): Promise<void>;
  /** Of all entries at once. */
  invalidateAll(count: number): Promise<void>;
  /** Whether nothing is left of them after that, so that they must be stored again. */
  readonly deletes: boolean;
}

export interface CacheContender {
  readonly name: string;
  open(at: Surroundings): Instance & { readonly stock?: Stock };
}

/** Seconds that every contender keeps an entry. */
export const lifetimeSeconds = 300;

/** What is stored to fill a cache. */
export const filling = "0".repeat(100);

/** Runs `each` for 0 to `count`, so many at once. */
export async function inChunks(
  count: number,
  each: (n: number) => Promise<unknown>,
  atOnce = 1_000,
): Promise<void> {
  for (let from = 0; from < count; from += atOnce) {
    await Promise.all(Array.from({ length: Math.min(atOnce, count - from) }, (_, i) => each(from + i)));
  }
}
