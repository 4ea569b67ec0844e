import type { TagVersions } from "../versions.ts";

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

export function createModelDatabase(rowCount: number): ModelDatabase {
  let writes = 0;
  const histories: Written[][] = Array.from({ length: rowCount }, () => [++writes]);
  const pending = new Set<Owed>();
  const bumped = new Set<Bumped>();

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
          const owed: Owed = { rows: [...own.keys()], writes: own };
          pending.add(owed);
          return owed;
        },
        rollback() {
          own.clear();
        },
      };
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
