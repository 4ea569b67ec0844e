import { AsyncLocalStorage } from "node:async_hooks";
import type { ExtractTablesWithRelations } from "drizzle-orm";
import type { BatchItem, BatchResponse } from "drizzle-orm/batch";
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from "drizzle-orm/pg-core";
import type { LogPosition } from "./log-position.ts";
import type { Scope } from "./scope.ts";
import type * as tables from "./tables.ts";

export type Tables = typeof tables;

interface Rows<Row> {
  readonly rows: Row[];
}

/** What a raw statement answers, on every driver. */
export interface RawResult extends PgQueryResultHKT {
  readonly type: Rows<this["row"]>;
}

/** Builds statements; does not run them. */
export type StatementBuilder = Pick<
  PgDatabase<RawResult, Tables>,
  "select" | "selectDistinct" | "selectDistinctOn" | "query" | "with" | "$with" | "execute" | "_"
>;

/** An open transaction. `tx.transaction` is a savepoint. */
export type Transaction = PgTransaction<RawResult, Tables, ExtractTablesWithRelations<Tables>>;

/** A statement that was built, not awaited. */
export type Statement = BatchItem<"pg">;

export type BuildStatements<T extends readonly Statement[]> = (db: StatementBuilder) => T;

/** Reads for one scope: what a query's `load` is given. */
export type Read = <const T extends readonly Statement[]>(
  build: BuildStatements<T>,
) => Promise<BatchResponse<T>>;

export interface TransactionOptions {
  /** The command that writes, where one announces what it touches; other writes are noticed by a trigger. */
  command?: string;
}

/** Connections of a pool. */
export interface PoolUse {
  used: number;
  idle: number;
  /** callers that wait for a connection */
  waiting: number;
}

/** An open database, the same whatever stands behind it. */
export interface Database {
  readonly kind: "pglite" | "postgres" | "neon";
  /**
   * Runs statements that were built, not awaited, on one snapshot (REPEATABLE READ READ ONLY) for a scope: one HTTP request on
   * Neon, one transaction elsewhere. Throws inside `inTransaction`, where it would wait for itself on an embedded database.
   * @param seen what the snapshot must have at least: a replica that has it may answer. Without it, the primary does.
   */
  readBatch<const T extends readonly Statement[]>(
    scope: Scope,
    build: BuildStatements<T>,
    seen?: LogPosition,
  ): Promise<BatchResponse<T>>;
  /** Where the log is now: every commit that has returned lies before. */
  readonly position?: () => Promise<LogPosition>;
  /** The only way to write. Commits what `work` did, or nothing where it throws. */
  inTransaction<T>(
    scope: Scope,
    work: (tx: Transaction) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
  /** How its connections are used at present; an embedded database has one, and no pool. */
  readonly pool?: () => PoolUse;
  /** Waits for what runs, then lets go of every connection. */
  close(): Promise<void>;
}

const openTransaction = new AsyncLocalStorage<true>();

export function insideTransaction<T>(work: () => Promise<T>): Promise<T> {
  return openTransaction.run(true, work);
}

/** @throws inside a transaction, which on an embedded database's one connection could only wait for itself. */
export function refuseInsideTransaction(what: string): void {
  if (openTransaction.getStore()) {
    throw new Error(`${what} was called inside a transaction: use the transaction that is open.`);
  }
}
