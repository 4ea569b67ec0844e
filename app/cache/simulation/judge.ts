import { decode } from "../codec.ts";
import type { CacheEvent } from "../events.ts";
import type { Operation, Outcome } from "../store.ts";
import type { Tag } from "../tag.ts";
import type { TagVersions } from "../versions.ts";
import { createLeaseHistory } from "./lease-history.ts";
import type { ModelDatabase, Written } from "./model-database.ts";
import { createTagHistory } from "./tag-history.ts";
import { leaseMs } from "./times.ts";
import type { Machine, World } from "./world.ts";

/** What a query of the simulation returns. */
export interface Result {
  readonly written: readonly Written[];
  /** The last moment before the query ran. */
  readonly begun: number;
}

/** What was broken, by the number of the promise. */
export type Violations = ReadonlyMap<number, readonly string[]>;

/** Sees everything, and says which promises were broken. */
export interface Judge {
  /** An operation that the store carried out. */
  witness(operation: Operation, outcome: Outcome, machine: Machine): void;
  /** A command was told the versions that its tags were bumped to. */
  bumped(tags: readonly Tag[], versions: TagVersions, machine: Machine): void;
  /** A reader waited so long for others before it ran its query. */
  waited(ms: number): void;
  /** A process died, or the store fell back to an older state. */
  disaster(): void;
  evicted(key: string): void;
  onEvent(event: CacheEvent): void;
  /** A read was answered; `floor` is how far back in each row's history it may look. */
  answered(rows: readonly number[], result: Result, floor: readonly number[]): void;
  /** A read was answered when all was quiet. */
  answeredAtRest(rows: readonly number[], result: Result): void;
  /** What should never happen did. */
  broken(promise: number, what: string): void;
  verdict(): Violations;
}

export function createJudge(world: World, database: ModelDatabase): Judge {
  const violations = new Map<number, string[]>();
  const history = createTagHistory(world);
  const leases = createLeaseHistory(world);
  /** Versions that the store gave out, and to whom; until a command has been told. */
  const untold = new Map<string, Machine>();
  let disasters = 0;

  function broken(promise: number, what: string): void {
    violations.set(promise, [...(violations.get(promise) ?? []), what]);
  }

  return {
    broken,
    witness(operation, outcome, machine) {
      history.witness(operation, outcome);
      leases.witness(operation, outcome, machine);
      if (operation.kind === "bump" && outcome.ok) {
        const versions = outcome.reply as readonly string[];
        operation.tags.forEach((name, i) => {
          untold.set(`${name} ${versions[i]}`, machine);
        });
      }
      if (operation.kind !== "write" || !outcome.ok || outcome.reply !== true) return;
      const { begun } = decode(operation.payload) as Result;
      const wasCurrent = history.heldBy(operation.tags, operation.stamp, begun);
      if (!wasCurrent) broken(3, `${operation.stamp} was not current before ${begun}`);
    },
    bumped(tags, versions, machine) {
      for (const tag of tags) {
        const own = `simulation:t:${tag} ${versions[tag]}`;
        if (untold.get(own) !== machine) broken(10, `${tag} was bumped to ${versions[tag]} by somebody else`);
        untold.delete(own);
      }
    },
    waited(ms) {
      if (ms > leaseMs) broken(7, `A reader waited ${ms} ms for others`);
    },
    disaster() {
      disasters++;
    },
    evicted(key) {
      leases.evicted(key);
      if (key.includes(":t:")) history.evicted(key);
    },
    onEvent(event) {
      if (event.type === "undecodable" || event.type === "not-kept") broken(9, JSON.stringify(event));
    },
    answered(rows, { written }, floor) {
      rows.forEach((row, i) => {
        const place = database.placeOf(row, written[i] ?? 0);
        if (place === undefined) broken(5, `Row ${row} was never ${written[i]}`);
        else if (place < (floor[i] ?? 0)) broken(1, `Row ${row} is ${place}, and was ${floor[i]} already`);
      });
    },
    answeredAtRest(rows, { written }) {
      const current = database.read(rows);
      if (String(written) === String(current)) return;
      for (const promise of disasters > 0 ? [2, 6] : [2])
        broken(promise, `Rows ${rows} are ${written}, and not ${current}`);
    },
    verdict() {
      for (const version of history.returned) broken(4, version);
      for (const lease of leases.givenTwice) broken(7, lease);
      return violations;
    },
  };
}
