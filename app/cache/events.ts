import type { Tag } from "./tag.ts";
import type { Stamp } from "./versions.ts";

/**
 * How a read was answered: from a fresh entry, from one that is being renewed, by its own query, past the cache because the
 * caller asked so, past it because it could not be reached, or by a query that another reader had begun.
 */
export type ReadOutcome = "hit" | "stale" | "miss" | "bypass" | "away" | "joined";

/** One read, for Server-Timing and a developer's panel. */
export interface ReadEvent {
  readonly name: string;
  readonly outcome: ReadOutcome;
  /** Milliseconds from the call to the answer. */
  readonly ms: number;
  /** Milliseconds of those that this reader's own query took. */
  readonly loadMs: number;
  readonly tags: readonly Tag[];
  /** The versions that the answer is at least as new as; undefined where the cache was not asked or did not answer. */
  readonly stamp: Stamp | undefined;
}

/** What an operator may want to know; none of it fails a read. */
export type CacheEvent =
  | { readonly type: "away"; readonly error: Error }
  | { readonly type: "back" }
  | { readonly type: "recovery-failed"; readonly error: Error }
  | {
      readonly type: "not-kept";
      readonly name: string;
      readonly why: "oversized" | "unencodable";
      readonly detail: string;
    }
  | { readonly type: "undecodable"; readonly name: string; readonly error: Error }
  | { readonly type: "refresh-failed"; readonly name: string; readonly error: unknown };
