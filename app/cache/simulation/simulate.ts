import type { Budgets } from "../budgets.ts";
import type { ReadOutcome } from "../events.ts";
import { cacheKey } from "../key.ts";
import type { EntryDeclaration } from "../layout.ts";
import type { CacheView } from "../query-cache.ts";
import type { CacheStore, Operation, Outcome, ReadReply } from "../store.ts";
import { tag } from "../tag.ts";
import { choicesFrom } from "./choices.ts";
import { createJudge, type Result, type Violations } from "./judge.ts";
import { createModelDatabase, type Written } from "./model-database.ts";
import { group, type Process, type Surroundings, startProcess, tagsOf } from "./process.ts";
import { restorableStore } from "./restorable-store.ts";
import {
  type Deed,
  everyRow,
  noFaults,
  processCount,
  type Question,
  queries,
  rowCount,
  type Scenario,
} from "./scenario.ts";
import { lookMs } from "./times.ts";
import { createWorld } from "./world.ts";

/** A way to get it wrong on purpose. */
export interface Variant {
  /** Stands between each process and the network. */
  readonly between?: (store: CacheStore) => CacheStore;
  /** Nonces are no nonces. */
  readonly nonce?: () => string;
  /** What is read in a transaction goes through the cache. */
  readonly cachesTransactions?: boolean;
  /** Tags are bumped before the commit instead of after it. */
  readonly bumpsEarly?: boolean;
  /** The replica answers whether or not it has what must be seen. */
  readonly trustsReplica?: boolean;
  /** Bumps that failed are not made up for before the cache is read again. */
  readonly forgetsDebts?: boolean;
  /** What is owed is known to the process alone. */
  readonly keepsDebtsToItself?: boolean;
  /** Bumps that went through are not looked at again. */
  readonly neverLooksAgain?: boolean;
  readonly budgets?: Partial<Budgets>;
}

export interface Report {
  readonly violations: Violations;
  /** How reads were answered. */
  readonly outcomes: readonly ReadOutcome[];
  /** How many queries the replica answered. */
  readonly replicaReads: number;
  /** How many reads were told that their process has the entry. */
  readonly copiesConfirmed: number;
}

/** What becomes of a query once it has seen its rows. */
interface Query {
  readonly slow?: number;
  readonly failure?: Error | undefined;
}

/** Plays a scenario to its end, lets it come to rest, and says which promises were broken on the way. */
export async function simulate(scenario: Scenario, variant: Variant = {}): Promise<Report> {
  const outcomes: ReadOutcome[] = [];
  const world = createWorld(choicesFrom(scenario.bytes), scenario.impatience);
  const database = createModelDatabase(rowCount, world.choices);
  let replicaReads = 0;
  let copiesConfirmed = 0;
  const memory = restorableStore(world.clock({ skewMs: 0, dead: false }));
  const judge = createJudge(world, database);
  const faults = { ...scenario.faults };
  let nonces = 0;
  const unanswered = new Set<{ readonly process: Process }>();

  const around: Surroundings = {
    world,
    database,
    memory,
    faults,
    floor: Array.from({ length: rowCount }, () => 0),
    between: variant.between ?? ((store) => store),
    nonce: variant.nonce ?? (() => `n${++nonces}`),
    forgetsDebts: variant.forgetsDebts ?? false,
    neverLooksAgain: variant.neverLooksAgain ?? false,
    budgets: variant.budgets ?? {},
    onBumped: judge.bumped,
    onEvent: judge.onEvent,
    witness(operation, outcome, machine) {
      judge.witness(operation, outcome, machine);
      if (isConfirmation(operation, outcome)) copiesConfirmed++;
    },
  };
  const processes = Array.from({ length: processCount }, () => startProcess(around));

  function processAt(index: number): Process {
    const process = processes[index];
    if (process === undefined) throw new RangeError(`There is no process ${index}`);
    return process;
  }

  async function ask(
    view: CacheView,
    query: number,
    rows: () => readonly Written[],
    after: Query = {},
  ): Promise<Result> {
    const asked = world.now;
    return view.read(declarationOf(query), async (position) => {
      judge.waited(world.now - asked);
      const begun = world.moment;
      await world.turn();
      const written = (position && replicated(query, position)) || rows();
      for (let turn = 0; turn <= (after.slow ?? 0); turn++) await world.turn();
      if (after.failure) throw after.failure;
      return { written, begun };
    });
  }

  function replicated(query: number, position: string): readonly Written[] | undefined {
    const written = database.readReplica(queries[query] ?? [], variant.trustsReplica ? "" : position);
    if (written) replicaReads++;
    return written;
  }

  async function read(process: Process, question: Question): Promise<void> {
    const { query, slow } = question;
    const rows = queries[query] ?? [];
    const floor = rows.map((row) => Math.max(around.floor[row] ?? 0, process.floor[row] ?? 0));
    const failure = question.fails ? new Error("The query failed") : undefined;
    const waiting = { process };
    unanswered.add(waiting);
    try {
      const result = await ask(viewOf(process), query, () => database.read(rows), { slow, failure });
      judge.answered(rows, result, floor);
    } catch (error) {
      if (error !== failure) judge.broken(8, `A read failed with what was not its own: ${error}`);
    }
    unanswered.delete(waiting);
  }

  function viewOf(process: Process): CacheView {
    return process.cache.view({ onRead: ({ outcome }) => outcomes.push(outcome) });
  }

  async function write(process: Process, deed: Extract<Deed, { do: "write" }>): Promise<void> {
    const transaction = database.begin();
    for (const row of deed.rows) {
      transaction.write(row);
      await world.turn();
    }
    if (deed.asks !== undefined) {
      const rows = queries[deed.asks] ?? [];
      const view = process.cache.view({ bypass: !variant.cachesTransactions });
      await ask(view, deed.asks, () => transaction.read(rows));
    }
    if (deed.dies === "before-commit" || process.machine.dead) return;
    if (deed.rollsBack) return transaction.rollback();
    const tags = tagsOf(deed);
    if (variant.bumpsEarly) await process.cache.invalidate(tags).catch(() => {});
    const owed = transaction.commit();
    if (variant.keepsDebtsToItself) database.lose(owed);
    if (deed.dies !== undefined) judge.disaster();
    await world.turn();
    if (deed.dies === "before-bump" || process.machine.dead) return;
    if (deed.dies === "before-settling") void process.cache.invalidate(tags).catch(() => {});
    else if (variant.bumpsEarly) database.lose(owed);
    else await process.settle(owed).catch(() => {});
    // As somebody does who has saved something and is shown it.
    await read(process, { query: everyRow, slow: 0, fails: false });
  }

  async function carryOut(deed: Deed): Promise<void> {
    switch (deed.do) {
      case "read":
        for (let time = 0; time < deed.times; time++) await read(processAt(deed.process), deed);
        return;
      case "write":
        return write(processAt(deed.process), deed);
      case "sweep":
        return processAt(deed.process)
          .sweep()
          .catch(() => {});
      case "evict": {
        const keys = [...memory.keys()];
        const key = keys[deed.which % keys.length];
        if (key === undefined) return;
        memory.evict(key);
        judge.evicted(key);
        return;
      }
      case "set-clock-back":
        processAt(deed.process).machine.skewMs -= deed.ms;
        return;
      case "pass":
        return world.pass(deed.ms);
      case "restore":
        judge.disaster();
        return memory.restore(deed.ageMs);
      case "kill":
        judge.disaster();
        processAt(deed.process).machine.dead = true;
        processes[deed.process] = startProcess(around);
    }
  }

  /** Nothing fails any more; what is owed is made up for. */
  async function comeToRest(): Promise<void> {
    Object.assign(faults, noFaults);
    world.calm();
    await world.run();
    for (const { process } of unanswered)
      if (!process.machine.dead) judge.broken(8, "A read was never answered");
    for (const process of processes)
      if (!process.cache.available()) judge.broken(8, "The cache is there and not used");
    world.pass(lookMs);
    void processAt(0).sweep();
    await world.run();
    if (database.pending.size > 0) judge.broken(8, "What was owed to the cache still is");
  }

  async function readEverything(): Promise<void> {
    for (const process of processes) {
      queries.forEach(async (rows, query) => {
        judge.answeredAtRest(rows, await ask(viewOf(process), query, () => database.read(rows)));
      });
    }
    await world.run();
  }

  /** The next deed may begin when the one before it has, and long before that has ended. */
  async function beginAll(): Promise<void> {
    for (const { after, deed } of scenario.deeds) {
      for (let turn = 0; turn <= after; turn++) await world.turn();
      void carryOut(deed);
    }
  }

  void beginAll();
  await world.run();
  await comeToRest();
  await readEverything();
  await readEverything();
  return { violations: judge.verdict(), outcomes, replicaReads, copiesConfirmed };
}

function isConfirmation(operation: Operation, outcome: Outcome): boolean {
  if (operation.kind !== "read" || !operation.known || !outcome.ok) return false;
  // A read is answered with the reply of its kind.
  return (outcome.reply as ReadReply).entry?.edition === operation.known.edition;
}

function declarationOf(query: number): EntryDeclaration {
  const rows = queries[query] ?? [];
  return {
    key: cacheKey({ group, scope: "admin", name: "rows", args: rows }),
    tags: [tag(group, "everything"), ...rows.map((row) => tag(group, `row:${row}`))],
    lifetime: { fresh: 1_000, stale: 1_000 },
  };
}
