import type { CacheStore, Operation, Outcome } from "../store.ts";
import type { MemoryStore } from "../stores/memory.ts";
import type { Machine, World } from "./world.ts";

/** Sees every operation that the store carries out, when it does. */
export type Witness = (operation: Operation, outcome: Outcome) => void;

/**
 * One process's connection to the store that all share: each operation of a batch arrives in a moment of its own, the answer in
 * a later one, perhaps after the process has given up waiting.
 * @param options.faults once in so many times a request or an answer is lost, or the connection breaks
 */
export function createWire(options: {
  world: World;
  machine: Machine;
  store: MemoryStore;
  faults: { readonly oneIn: number };
  witness: Witness;
}): CacheStore {
  const { world, machine, store, faults, witness } = options;
  const lost = new Promise<never>(() => {});

  /** Gets through, gets lost, or breaks. */
  async function travel(): Promise<void> {
    await world.turn();
    if (machine.dead || world.choices.oneIn(faults.oneIn)) await lost;
    if (world.choices.oneIn(faults.oneIn)) throw new Error("The connection broke");
  }

  async function execute(operations: readonly Operation[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const operation of operations) {
      await travel();
      for (const outcome of await store.execute([operation], AbortSignal.any([]))) {
        witness(operation, outcome);
        outcomes.push(outcome);
      }
    }
    await travel();
    return outcomes;
  }

  return { execute, close: async () => {} };
}
