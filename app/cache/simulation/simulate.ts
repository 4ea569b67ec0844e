import { decode } from "../codec.ts";
import type { ReadOutcome } from "../events.ts";
import { cacheKey } from "../key.ts";
import type { EntryDeclaration } from "../layout.ts";
import type { CacheView } from "../query-cache.ts";
import type { CacheStore } from "../store.ts";
import { memoryStore } from "../stores/memory.ts";
import { tag } from "../tag.ts";
import { choicesFrom } from "./choices.ts";
import { createModelDatabase, type Written } from "./model-database.ts";
import { group, type Process, type Surroundings, startProcess } from "./process.ts";
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
import { createTagHistory } from "./tag-history.ts";
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
  /** Bumps that failed are not made up for before the cache is read again. */
  readonly forgetsDebts?: boolean;
}

export interface Report {
  /** What was broken, by the number of the promise; 0 for what no promise should need to say. */
  readonly violations: ReadonlyMap<number, readonly string[]>;
  /** How reads were answered. */
  readonly outcomes: readonly ReadOutcome[];
}

interface Result {
  readonly written: readonly Written[];
  /** The last moment before the query ran. */
  readonly begun: number;
}

/** What becomes of a query once it has seen its rows. */
interface Query {
  readonly slow?: number;
  readonly failure?: Error | undefined;
}

/** Plays a scenario to its end, lets it come to rest, and says which promises were broken on the way. */
export async function simulate(scenario: Scenario, variant: Variant = {}): Promise<Report> {
  const violations = new Map<number, string[]>();
  const outcomes: ReadOutcome[] = [];
  const world = createWorld(choicesFrom(scenario.bytes), scenario.impatience);
  const database = createModelDatabase(rowCount);
  const memory = memoryStore({ clock: world.clock({ skewMs: 0, dead: false }) });
  const history = createTagHistory(world);
  const faults = { ...scenario.faults };
  let nonces = 0;
  const unanswered = new Set<{ readonly process: Process }>();

  function broken(promise: number, what: string): void {
    violations.set(promise, [...(violations.get(promise) ?? []), what]);
  }

  const around: Surroundings = {
    world,
    database,
    memory,
    faults,
    floor: Array.from({ length: rowCount }, () => 0),
    between: variant.between ?? ((store) => store),
    nonce: variant.nonce ?? (() => `n${++nonces}`),
    forgetsDebts: variant.forgetsDebts ?? false,
    onEvent(event) {
      if (event.type === "undecodable" || event.type === "not-kept") broken(0, JSON.stringify(event));
    },
    witness(operation, outcome) {
      history.witness(operation, outcome);
      if (operation.kind !== "write" || !outcome.ok || outcome.reply !== true) return;
      const { begun } = decode(operation.payload) as Result;
      if (!history.heldBy(operation.tags, operation.stamp, begun))
        broken(3, `${operation.stamp} after ${begun}`);
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
    return view.read(declarationOf(query), async () => {
      const begun = world.moment;
      await world.turn();
      const written = rows();
      for (let turn = 0; turn <= (after.slow ?? 0); turn++) await world.turn();
      if (after.failure) throw after.failure;
      return { written, begun };
    });
  }

  async function read(process: Process, question: Question): Promise<void> {
    const { query, slow } = question;
    const rows = queries[query] ?? [];
    const floor = rows.map((row) => Math.max(around.floor[row] ?? 0, process.floor[row] ?? 0));
    const failure = question.fails ? new Error("The query failed") : undefined;
    const waiting = { process };
    unanswered.add(waiting);
    try {
      const { written } = await ask(viewOf(process), query, () => database.read(rows), { slow, failure });
      check(rows, written, floor);
    } catch (error) {
      if (error !== failure) broken(0, `A read failed with what was not its own: ${error}`);
    }
    unanswered.delete(waiting);
  }

  function viewOf(process: Process): CacheView {
    return process.cache.view({ onRead: ({ outcome }) => outcomes.push(outcome) });
  }

  function check(rows: readonly number[], written: readonly Written[], floor: readonly number[]): void {
    rows.forEach((row, i) => {
      const place = database.placeOf(row, written[i] ?? 0);
      if (place === undefined) broken(5, `Row ${row} was never ${written[i]}`);
      else if (place < (floor[i] ?? 0)) broken(1, `Row ${row} is ${place}, and was ${floor[i]} already`);
    });
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
    const tags = deed.rows.map((row) => tag(group, `row:${row}`));
    if (variant.bumpsEarly) await process.cache.invalidate(tags).catch(() => {});
    const owed = transaction.commit();
    await world.turn();
    if (deed.dies === "before-bump" || process.machine.dead) return;
    if (deed.dies === "before-settling") void process.cache.invalidate(tags).catch(() => {});
    else if (variant.bumpsEarly) database.settle(owed);
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
        for (const owed of [...database.pending])
          await processAt(deed.process)
            .settle(owed)
            .catch(() => {});
        return;
      case "evict": {
        const keys = [...memory.keys()];
        const key = keys[deed.which % keys.length];
        if (key === undefined) return;
        memory.evict(key);
        if (key.includes(":t:")) history.evicted(key);
        return;
      }
      case "set-clock-back":
        processAt(deed.process).machine.skewMs -= deed.ms;
        return;
      case "pass":
        return world.pass(deed.ms);
      case "kill":
        processAt(deed.process).machine.dead = true;
        processes[deed.process] = startProcess(around);
    }
  }

  /** Nothing fails any more; what is owed is made up for. */
  async function comeToRest(): Promise<void> {
    Object.assign(faults, noFaults);
    world.calm();
    await world.run();
    for (const { process } of unanswered) if (!process.machine.dead) broken(0, "A read was never answered");
    for (const process of processes)
      if (!process.cache.available()) broken(0, "The cache is there and not used");
    for (const owed of [...database.pending]) void processAt(0).settle(owed);
    await world.run();
    if (database.pending.size > 0) broken(0, "What was owed to the cache still is");
  }

  async function readEverything(): Promise<void> {
    for (const process of processes) {
      queries.forEach(async (rows, query) => {
        const { written } = await ask(viewOf(process), query, () => database.read(rows));
        if (String(written) !== String(database.read(rows))) broken(2, `Query ${query} says ${written}`);
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
  for (const version of history.returned) broken(4, version);
  return { violations, outcomes };
}

function declarationOf(query: number): EntryDeclaration {
  const rows = queries[query] ?? [];
  return {
    key: cacheKey({ group, scope: "admin", name: "rows", args: rows }),
    tags: [tag(group, "everything"), ...rows.map((row) => tag(group, `row:${row}`))],
    lifetime: { fresh: 1_000, stale: 1_000 },
  };
}
