import type { TagVersions } from "../versions.ts";
import type { Choices } from "./choices.ts";

/** The value of a row: which write made it. */
export type Written = number;

/** What a transaction owes the cache after it committed. */
export interface Owed {
  readonly rows: readonly number[];
  readonly writes: ReadonlyMap<number, Written>;
}

/** What was bumped, and is to be looked at again. */
export interface Bumped {
  readonly owed: Owed;
  readonly versions: TagVersions;
  readonly at: number;
}

export interface ModelTransaction {
  write(row: number): void;
  /** Sees its own writes. */
  read(rows: readonly number[]): Written[];
  /** All at once: the rows, and what is owed for them. */
  commit(): Owed;
  rollback(): void;
}

/** Rows that are written in transactions, and the table of invalidations that are pending, written in the same. */
export interface ModelDatabase {
  /** What was committed, as one statement sees it. */
  read(rows: readonly number[]): Written[];
  begin(): ModelTransaction;
  /** How much of what was committed there is, as text in order. */
  position(): string;
  /** What a replica answers, which follows as it likes; undefined where it has not come as far as a position. */
  readReplica(rows: readonly number[], position: string): Written[] | undefined;
  readonly pending: ReadonlySet<Owed>;
  readonly bumped: ReadonlySet<Bumped>;
  /** Notes the versions that were bumped to, and when. */
  settle(owed: Owed, versions: TagVersions, at: number): void;
  /** Bumped, looked at again, and done. */
  forget(bumped: Bumped): void;
  /** As if it had never been written down. */
  lose(owed: Owed): void;
  /** The place of a committed write in its row's history; undefined if it was never committed. */
  placeOf(row: number, written: Written): number | undefined;
}

/** @param choices how far the replica goes on whenever it is asked */
export function createModelDatabase(rowCount: number, choices: Choices): ModelDatabase {
  let writes = 0;
  const histories: Written[][] = Array.from({ length: rowCount }, () => [++writes]);
  const pending = new Set<Owed>();
  const bumped = new Set<Bumped>();
  /** What all rows were after each commit. */
  const log: Written[][] = [histories.flat()];
  let replayed = 0;

  function historyOf(row: number): Written[] {
    const history = histories[row];
    if (history === undefined) throw new RangeError(`There is no row ${row}`);
    return history;
  }

  function read(rows: readonly number[]): Written[] {
    return rows.map((row) => historyOf(row).at(-1) ?? 0);
  }

  return {
    read,
    begin() {
      const own = new Map<number, Written>();
      return {
        write(row) {
          own.set(row, ++writes);
        },
        read(rows) {
          const committed = read(rows);
          return rows.map((row, i) => own.get(row) ?? committed[i] ?? 0);
        },
        commit() {
          for (const [row, written] of own) historyOf(row).push(written);
          log.push(histories.map((history) => history.at(-1) ?? 0));
          const owed: Owed = { rows: [...own.keys()], writes: own };
          pending.add(owed);
          return owed;
        },
        rollback() {
          own.clear();
        },
      };
    },
    position: () => positionAt(log.length - 1),
    readReplica(rows, position) {
      replayed += choices.pick(log.length - replayed);
      if (positionAt(replayed) < position) return undefined;
      return rows.map((row) => log[replayed]?.[row] ?? 0);
    },
    pending,
    bumped,
    settle(owed, versions, at) {
      pending.delete(owed);
      bumped.add({ owed, versions, at });
    },
    forget: (done) => bumped.delete(done),
    lose: (owed) => pending.delete(owed),
    placeOf(row, written) {
      const place = historyOf(row).indexOf(written);
      return place < 0 ? undefined : place;
    },
  };
}

const positionAt = (commits: number): string => String(commits).padStart(6, "0");
