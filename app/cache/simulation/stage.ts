import type { CacheEvent, ReadEvent, ReadOutcome } from "../events.ts";
import { cacheKey } from "../key.ts";
import type { EntryDeclaration } from "../layout.ts";
import { minutes } from "../lifetime.ts";
import { createQueryCache, type QueryCache, type QueryCacheOptions } from "../query-cache.ts";
import type { CacheStore, Operation } from "../store.ts";
import { type MemoryStore, memoryStore } from "../stores/memory.ts";
import { tag } from "../tag.ts";
import { type ManualClock, manualClock } from "./manual-clock.ts";

export const leads = tag("one", "leads");
export const people = tag("one", "people");

/** A declaration of a list of leads; another for other arguments. */
export function list(args: unknown = {}): EntryDeclaration {
  return {
    key: cacheKey({ group: "one", scope: "admin", name: "leads.list", args }),
    tags: [leads, people],
    lifetime: minutes(5),
  };
}

/** A query that counts its runs, and that ends when it is told to, if it was told so before. */
export function query<T>(result: (run: number) => T) {
  const holds: (() => void)[] = [];
  const self = {
    runs: 0,
    held: false,
    async load(): Promise<T> {
      const run = ++self.runs;
      if (self.held) await new Promise<void>((resolve) => holds.push(resolve));
      return result(run);
    },
    end() {
      for (const release of holds.splice(0)) release();
    },
  };
  return self;
}

/** Instances of an application on one store, and what can be seen of them. */
export interface Stage {
  readonly clock: ManualClock;
  readonly memory: MemoryStore;
  /** In front of the memory: counts, and can be unreachable. */
  readonly store: CacheStore;
  reachable: boolean;
  batches: (readonly Operation[])[];
  readonly events: readonly CacheEvent[];
  readonly reads: readonly ReadEvent[];
  readonly outcomes: readonly ReadOutcome[];
  /** Starts an instance. */
  start(options?: Partial<QueryCacheOptions>): Instance;
}

export interface Instance {
  readonly cache: QueryCache;
  read<T>(entry: EntryDeclaration, load: () => Promise<T>): Promise<T>;
}

export function setStage(): Stage {
  const clock = manualClock();
  const memory = memoryStore({ clock });
  const events: CacheEvent[] = [];
  const reads: ReadEvent[] = [];

  const stage: Stage = {
    clock,
    memory,
    store: {
      async execute(operations, attempt) {
        stage.batches.push(operations);
        if (!stage.reachable) throw new Error("ECONNREFUSED");
        return memory.execute(operations, attempt);
      },
      close: async () => {},
    },
    reachable: true,
    batches: [],
    events,
    reads,
    get outcomes() {
      return reads.map(({ outcome }) => outcome);
    },
    start(options = {}) {
      const onEvent = (event: CacheEvent) => events.push(event);
      const common = { store: stage.store, namespace: "test", version: "1", clock, onEvent };
      const cache = createQueryCache({ ...common, ...options });
      const view = cache.view({ onRead: (event) => reads.push(event) });
      return { cache, read: (entry, load) => view.read(entry, load) };
    },
  };
  return stage;
}
