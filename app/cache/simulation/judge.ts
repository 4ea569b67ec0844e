import { decode } from "../codec.ts";
import type { CacheEvent } from "../events.ts";
import type { Operation, Outcome } from "../store.ts";
import type { ModelDatabase, Written } from "./model-database.ts";
import { createTagHistory } from "./tag-history.ts";
import type { World } from "./world.ts";

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
  witness(operation: Operation, outcome: Outcome): void;
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

  function broken(promise: number, what: string): void {
    violations.set(promise, [...(violations.get(promise) ?? []), what]);
  }

  return {
    broken,
    witness(operation, outcome) {
      history.witness(operation, outcome);
      if (operation.kind !== "write" || !outcome.ok || outcome.reply !== true) return;
      const { begun } = decode(operation.payload) as Result;
      const wasCurrent = history.heldBy(operation.tags, operation.stamp, begun);
      if (!wasCurrent) broken(3, `${operation.stamp} was not current before ${begun}`);
    },
    evicted(key) {
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
      if (String(written) !== String(current)) broken(2, `Rows ${rows} are ${written}, and not ${current}`);
    },
    verdict() {
      for (const version of history.returned) broken(4, version);
      return violations;
    },
  };
}
