import type { PendingInvalidations } from "#app/db/pending-invalidations.server.ts";

/** Sweeps pending invalidations every so often, one sweep at a time, until stopped. */
export function startSweeping(
  invalidations: PendingInvalidations,
  everySeconds: number,
  onError: (error: unknown) => void = () => {},
): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let stopped = everySeconds <= 0;
  const plan = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = invalidations
        .sweep()
        .then(() => {}, onError)
        .finally(plan);
    }, everySeconds * 1_000);
    timer.unref();
  };
  plan();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
