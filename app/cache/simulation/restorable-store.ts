import type { Clock } from "../clock.ts";
import type { Operation } from "../store.ts";
import { type MemoryStore, memoryStore } from "../stores/memory.ts";

/** A store that can fall back to what it held some time ago, as after a failover to a replica that lags behind. */
export interface RestorableStore extends MemoryStore {
  restore(ageMs: number): void;
}

export function restorableStore(clock: Clock): RestorableStore {
  let memory = memoryStore({ clock });
  /** All that was done to it. What came out at random came with the operations, so they come to the same again. */
  const log: { readonly at: number; again(store: MemoryStore): void }[] = [];

  function record(again: (store: MemoryStore) => void): void {
    log.push({ at: clock.now(), again });
  }

  return {
    execute(operations: readonly Operation[], attempt) {
      record((store) => void store.execute(operations, attempt));
      return memory.execute(operations, attempt);
    },
    evict(key) {
      record((store) => store.evict(key));
      memory.evict(key);
    },
    restore(ageMs) {
      memory = memoryStore({ clock });
      const until = clock.now() - ageMs;
      log.splice(log.findIndex(({ at }) => at > until) >>> 0);
      for (const { again } of log) again(memory);
    },
    keys: () => memory.keys(),
    get bytes() {
      return memory.bytes;
    },
    close: async () => {},
  };
}
