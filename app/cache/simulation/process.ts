import type { Budgets } from "../budgets.ts";
import type { CacheEvent } from "../events.ts";
import { createQueryCache, type QueryCache } from "../query-cache.ts";
import type { CacheStore } from "../store.ts";
import { type Tag, tag } from "../tag.ts";
import { goneBack, type TagVersions } from "../versions.ts";
import type { ModelDatabase, Owed } from "./model-database.ts";
import { createWire, type Faults, type Witness } from "./network.ts";
import { rowCount } from "./scenario.ts";
import { leaseMs, lookMs } from "./times.ts";
import type { Machine, World } from "./world.ts";

export const group = "organization";

/** One instance of an application: its cache, and what it does after a commit. */
export interface Process {
  readonly cache: QueryCache;
  /** It ends here and now once it is dead: nothing of what it had under way arrives. */
  readonly machine: Machine;
  /** Bumps what a committed transaction touched, and remembers that it did. Throws when it could not. */
  settle(owed: Owed): Promise<void>;
  /** Bumps what was left over, and looks again at what was bumped a while ago. Throws when it could not. */
  sweep(): Promise<void>;
  /** For each row, how far back in its history this process may not look, by what it knows to be bumped or not bumped. */
  readonly floor: number[];
}

/** What all processes of a world share. */
export interface Surroundings {
  readonly world: World;
  readonly database: ModelDatabase;
  readonly memory: CacheStore;
  readonly witness: Witness;
  readonly faults: Faults;
  /** For each row, how far back in its history no process may look, because the bump has answered. */
  readonly floor: number[];
  readonly between: (store: CacheStore) => CacheStore;
  readonly onEvent: (event: CacheEvent) => void;
  readonly nonce: () => string;
  /** Reads the cache again as soon as it answers. */
  readonly forgetsDebts: boolean;
  /** Takes a bump that went through for the end of it. */
  readonly neverLooksAgain: boolean;
  readonly budgets: Partial<Budgets>;
  /** A command of this process was told that its tags have these versions now. */
  readonly onBumped: (tags: readonly Tag[], versions: TagVersions, machine: Machine) => void;
}

const budgets: Partial<Budgets> = {
  deadlineMs: 80,
  leaseMs,
  leaseWaitMs: 100,
  awayConcurrency: 2,
  failures: 2,
  recoverMs: 50,
  maxRecoverMs: 100,
};

export function startProcess(around: Surroundings): Process {
  const { world, database, witness, memory, faults } = around;
  const machine: Machine = { skewMs: 0, dead: false };
  const floor = Array.from({ length: rowCount }, () => 0);

  const cache = createQueryCache({
    store: around.between(createWire({ world, machine, store: memory, faults, witness })),
    namespace: "simulation",
    version: "1",
    budgets: { ...budgets, ...around.budgets },
    clock: world.clock(machine),
    random: { fraction: () => 0.5, nonce: around.nonce },
    onEvent: around.onEvent,
    position: async () => {
      await world.turn();
      if (world.choices.oneIn(faults.oneIn)) throw new Error("The database did not say");
      return database.position();
    },
    onRecover: async () => {
      if (around.forgetsDebts) return;
      for (const owed of [...database.pending]) await settle(owed);
    },
  });

  async function settle(owed: Owed): Promise<void> {
    const tags = tagsOf(owed);
    let versions: TagVersions;
    try {
      versions = await cache.invalidate(tags);
    } catch (error) {
      raise(floor, owed);
      throw error;
    }
    around.onBumped(tags, versions, machine);
    raise(around.floor, owed);
    database.settle(owed, versions, world.now);
  }

  async function sweep(): Promise<void> {
    for (const owed of [...database.pending]) await settle(owed);
    const due = [...database.bumped].filter(({ at }) => at + lookMs <= world.now);
    if (around.neverLooksAgain || due.length === 0) return;
    const current = await cache.versions(due.flatMap(({ owed }) => tagsOf(owed)));
    for (const bumped of due) {
      if (goneBack(bumped.versions, current).length > 0) await settle(bumped.owed);
      database.forget(bumped);
    }
  }

  function raise(which: number[], owed: Owed): void {
    for (const [row, written] of owed.writes) {
      which[row] = Math.max(which[row] ?? 0, database.placeOf(row, written) ?? 0);
    }
  }

  return { cache, machine, settle, sweep, floor };
}

/** Of the rows that it wrote. */
export function tagsOf({ rows }: Pick<Owed, "rows">): Tag[] {
  return rows.map((row) => tag(group, `row:${row}`));
}
