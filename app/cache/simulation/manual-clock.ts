import type { Clock } from "../clock.ts";

/** A clock that stands still until it is told to go on. */
export interface ManualClock extends Clock {
  /** Lets time pass, and calls what is due on the way, each as late as it asked for. */
  advance(ms: number): Promise<void>;
}

/** Lets everything happen that needs no time: promises, and a few batches one after the other. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

export function manualClock(): ManualClock {
  const timers = new Set<{ readonly due: number; readonly call: () => void }>();
  let now = 0;

  return {
    now: () => now,
    epoch: () => now,
    after(ms, call) {
      const timer = { due: now + ms, call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    defer: (call) => void setImmediate(call),
    async advance(ms) {
      const until = now + ms;
      for (;;) {
        await settled();
        const due = Math.min(...Array.from(timers, (timer) => timer.due));
        if (due > until) break;
        now = due;
        // As an event loop does: all that are due, and only then what else came in.
        for (const timer of timers) {
          if (timer.due === due && timers.delete(timer)) timer.call();
        }
      }
      now = until;
      await settled();
    },
  };
}
