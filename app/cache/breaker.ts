import type { Clock } from "./clock.ts";
import type { CacheEvent } from "./events.ts";
import type { Random } from "./random.ts";
import { asError } from "./unavailable.ts";

/**
 * Decides whether the cache is asked at all. Closed: yes. Open: left alone for a while. Recovering: it answers again, and
 * invalidations go through, but nothing is read from it until those that were missed meanwhile have been made up for; what
 * it holds may be older than what this process has told its users.
 */
export interface Breaker {
  readonly reads: boolean;
  readonly invalidations: boolean;
  /** Counts a round trip. */
  report(error: Error | undefined): void;
  /** Opens at once: an invalidation did not get through, so this process must not read what it should have removed. */
  trip(error: Error): void;
  close(): void;
}

/**
 * @param failures so many round trips fail in a row before it opens
 * @param recoverMs pause before the first attempt to recover; doubled for each further one, up to `maxRecoverMs`
 * @param probe resolves if the cache can be written
 * @param onRecover resolves when the invalidations that this process owes are through
 */
export function createBreaker(options: {
  clock: Clock;
  random: Random;
  failures: number;
  recoverMs: number;
  maxRecoverMs: number;
  probe(): Promise<unknown>;
  onRecover(): Promise<void>;
  onEvent(event: CacheEvent): void;
}): Breaker {
  const { clock, random, onEvent } = options;
  let state: "closed" | "open" | "recovering" = "closed";
  let failures = 0;
  let pauseMs = options.recoverMs;
  /** Of the attempt under way: one that was overtaken by a trip must not close. */
  let attempt = 0;
  let callOff = (): void => {};

  function open(error: Error): void {
    if (state === "closed") onEvent({ type: "away", error });
    state = "open";
    attempt++;
    callOff = clock.after(pauseMs * (0.5 + random.fraction()), () => void recover(), true);
    pauseMs = Math.min(pauseMs * 2, options.maxRecoverMs);
  }

  async function recover(): Promise<void> {
    const mine = ++attempt;
    try {
      await options.probe();
      if (mine !== attempt) return;
      state = "recovering";
      await options.onRecover();
      if (mine !== attempt) return;
    } catch (error) {
      if (mine !== attempt) return;
      onEvent({ type: "recovery-failed", error: asError(error) });
      open(asError(error));
      return;
    }
    state = "closed";
    failures = 0;
    pauseMs = options.recoverMs;
    onEvent({ type: "back" });
  }

  return {
    get reads() {
      return state === "closed";
    },
    get invalidations() {
      return state !== "open";
    },
    report(error) {
      if (state !== "closed") return;
      failures = error === undefined ? 0 : failures + 1;
      if (error !== undefined && failures >= options.failures) open(error);
    },
    trip(error) {
      // One that was refused because it is open already says nothing new.
      if (state !== "open") open(error);
    },
    close() {
      attempt++;
      state = "open";
      callOff();
    },
  };
}
