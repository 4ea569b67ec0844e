import { AsyncLocalStorage } from "node:async_hooks";

/** Lets so many calls run at once; the others wait their turn. */
export interface Limiter {
  /** Runs the call when there is room. A call made from inside another that runs here takes no room of its own. */
  run<T>(call: () => Promise<T>): Promise<T>;
}

export function createLimiter(atOnce: number): Limiter {
  // Without this, as many outer calls as there is room for would wait for their inner ones for ever.
  const inside = new AsyncLocalStorage<true>();
  const turns: (() => void)[] = [];
  let running = 0;

  return {
    async run(call) {
      if (inside.getStore()) return call();
      if (running < atOnce) running++;
      // Whoever ends hands its room over, so that nobody slips in between.
      else await new Promise<void>((resolve) => turns.push(resolve));
      try {
        return await inside.run(true, call);
      } finally {
        const next = turns.shift();
        if (next) next();
        else running--;
      }
    },
  };
}
