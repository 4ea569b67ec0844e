import { createAttempt } from "../attempt.ts";
import type { CacheStore, Operation, Outcome } from "../store.ts";
import type { Machine, World } from "./world.ts";

/** Once in so many times a request or an answer is lost, or the connection breaks. */
export interface Faults {
  oneIn: number;
  /** Where it is a bump that travels. */
  bumpsOneIn: number;
}

/** Sees every operation that the store carries out, when it does, and for whom. */
export type Witness = (operation: Operation, outcome: Outcome, machine: Machine) => void;

/**
 * One process's connection to the store that all share: each operation of a batch arrives in a moment of its own, the answer in
 * a later one, perhaps after the process has given up waiting.
 */
export function createWire(options: {
  world: World;
  machine: Machine;
  store: CacheStore;
  faults: Faults;
  witness: Witness;
}): CacheStore {
  const { world, machine, store, faults, witness } = options;
  const lost = new Promise<never>(() => {});

  /** Gets through, gets lost, or breaks. */
  async function travel(operations: readonly Operation[]): Promise<void> {
    const odds = operations.some(({ kind }) => kind === "bump") ? faults.bumpsOneIn : faults.oneIn;
    await world.turn();
    if (machine.dead || world.choices.oneIn(odds)) await lost;
    if (world.choices.oneIn(odds)) throw new Error("The connection broke");
  }

  async function execute(operations: readonly Operation[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const operation of operations) {
      await travel([operation]);
      for (const outcome of await store.execute([operation], createAttempt().attempt)) {
        witness(operation, outcome, machine);
        outcomes.push(outcome);
      }
    }
    await travel(operations);
    return outcomes;
  }

  return { execute, close: async () => {} };
}
