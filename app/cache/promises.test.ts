import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReadOutcome } from "./events.ts";
import {
  answersOutOfPlace,
  bumpsBeforeTheCommit,
  copiesServedUnasked,
  debtsInMemory,
  leasesWithoutEnd,
  neverLooksAgain,
  oneHolderForAll,
  recoversWithoutMakingUp,
  replicasThatAreTrusted,
  transactionsThroughTheCache,
  versionsReadAfterTheQuery,
  versionsWithoutNonce,
} from "./simulation/broken.ts";
import { type Scenario, scenarios } from "./simulation/scenario.ts";
import { simulate, type Variant } from "./simulation/simulate.ts";

const numRuns = 300;

/** What was broken of one promise in one play of the scenario. */
async function broken(promise: number, scenario: Scenario, variant?: Variant): Promise<readonly string[]> {
  return (await simulate(scenario, variant)).violations.get(promise) ?? [];
}

function holds(promise: number, of: fc.Arbitrary<Scenario> = scenarios()): Promise<void> {
  return fc.assert(
    fc.asyncProperty(of, async (scenario) => {
      expect(await broken(promise, scenario)).toEqual([]);
    }),
    // Shrinking ends before the test does, and says what it has found.
    { numRuns, interruptAfterTimeLimit: 45_000 },
  );
}

/** Plays scenarios until one shows that the variant breaks the promise. */
async function isFoundOut(
  promise: number,
  variant: Variant,
  of: fc.Arbitrary<Scenario> = scenarios(),
): Promise<void> {
  for (let tries = 0; tries < 30; tries++) {
    for (const scenario of fc.sample(of, 100)) {
      if ((await broken(promise, scenario, variant)).length > 0) return;
    }
  }
  expect.fail("No scenario shows it");
}

const shakyBumps = scenarios({
  weights: { kill: 0, evict: 0, setClockBack: 0, sweep: 0 },
  faults: [{ oneIn: Number.POSITIVE_INFINITY, bumpsOneIn: 3 }],
});
const disasters = scenarios({ weights: { kill: 2, restore: 2, pass: 2, sweep: 2 } });
/** Time passes only where somebody waits for it to. */
const punctual = scenarios({ weights: { pass: 0, kill: 3 }, impatiences: [Number.POSITIVE_INFINITY] });
const manyWrites = scenarios({ weights: { write: 12, kill: 0 } });
const manyEvictions = scenarios({ weights: { evict: 8, setClockBack: 3 } });

describe("In any order, with requests lost and processes killed at any moment,", { timeout: 60_000 }, () => {
  it("1: no read that starts after INVALIDATE returned serves an older value", () => holds(1));
  it("1: nor does a process whose INVALIDATE was rejected, until it was made up for", () =>
    holds(1, shakyBumps));
  it("2: after quiescence every instance returns what the database holds", () => holds(2));
  it("3: a stored version was current at some moment before its query started", () => holds(3));
  it("4: a version never comes back once it was replaced", () => holds(4, manyEvictions));
  it("5: a rolled-back value is never observable", () => holds(5));
  it("6: after crashes and failovers to an older state, one sweep and one later look bring the truth", () =>
    holds(6, disasters));
  it("7: a lease has one holder at a time, and who holds it delays others by no more than it lasts", () =>
    holds(7, punctual));
  it("8: every read is answered, with what its own query returns or throws, and the cache comes back", () =>
    holds(8));
  it("10: every command is told what became of its own tags", () => holds(10, manyWrites));
});

describe("The same scenarios find out", { timeout: 60_000 }, () => {
  it("1: versions that are read after the query ran", () => isFoundOut(1, versionsReadAfterTheQuery));
  it("1: a cache that is read again before failed bumps were made up for", () =>
    isFoundOut(1, recoversWithoutMakingUp, shakyBumps));
  it("2: versions that are read after the query ran", () => isFoundOut(2, versionsReadAfterTheQuery));
  it("3: versions that are read after the query ran", () => isFoundOut(3, versionsReadAfterTheQuery));
  it("1: copies that are served without asking", () => isFoundOut(1, copiesServedUnasked));
  it("2: copies that are served without asking", () => isFoundOut(2, copiesServedUnasked));
  it("1: a replica that nobody asks how far it is", () => isFoundOut(1, replicasThatAreTrusted));
  it("2: a replica that nobody asks how far it is", () => isFoundOut(2, replicasThatAreTrusted));
  it("2: a bump before the commit", () => isFoundOut(2, bumpsBeforeTheCommit));
  it("4: versions without a nonce", () => isFoundOut(4, versionsWithoutNonce, manyEvictions));
  it("5: transactions that ask the cache", () => isFoundOut(5, transactionsThroughTheCache));
  it("6: what is owed but kept in memory", () => isFoundOut(6, debtsInMemory, disasters));
  it("6: a restored state that nobody looks for", () => isFoundOut(6, neverLooksAgain, disasters));
  it("7: one holder for all", () => isFoundOut(7, oneHolderForAll, punctual));
  it("7: leases without an end", () => isFoundOut(7, leasesWithoutEnd, punctual));
  it("10: answers out of place", () => isFoundOut(10, answersOutOfPlace, manyWrites));
});

it("answers in every way there is", { timeout: 60_000 }, async () => {
  const seen = new Set<ReadOutcome>();
  let byReplica = 0;
  let fromCopies = 0;
  const every = fc.asyncProperty(scenarios(), async (scenario) => {
    const { outcomes, replicaReads, copiesConfirmed } = await simulate(scenario);
    for (const outcome of outcomes) seen.add(outcome);
    byReplica += replicaReads;
    fromCopies += copiesConfirmed;
  });
  await fc.assert(every, { numRuns });
  expect([...seen].sort()).toEqual(["away", "hit", "joined", "miss", "stale"]);
  expect(byReplica).toBeGreaterThan(numRuns / 10);
  expect(fromCopies).toBeGreaterThan(numRuns);
});
