/** Time as the cache needs it. Nothing that it promises depends on it: only how long things take. */
export interface Clock {
  /** Milliseconds that never go back, from any start. */
  now(): number;
  /** Milliseconds since the epoch, as the machine believes. */
  epoch(): number;
  /**
   * Calls once after so many milliseconds; returns how to call it off.
   * @param background whether the process may end without waiting for it
   */
  after(ms: number, call: () => void, background?: boolean): () => void;
  /** Calls once everything that this turn of the event loop has to say was said. */
  defer(call: () => void): void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  epoch: () => Date.now(),
  after(ms, call, background = false) {
    const timer = setTimeout(call, ms);
    if (background) timer.unref();
    return () => clearTimeout(timer);
  },
  defer(call) {
    setImmediate(call);
  },
};

/** Resolves after so many milliseconds. */
export function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.after(ms, resolve));
}
