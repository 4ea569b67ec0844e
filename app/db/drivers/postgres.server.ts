import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { type Database, refuseInsideTransaction, type Transaction } from "../database.ts";
import { type LogPosition, logPosition } from "../log-position.ts";
import * as tables from "../tables.ts";
import { type ConnectionDatabase, connectionPatienceMs, lendFrom, transactionOn, useOf } from "./pooled.ts";
import { runStatements } from "./run-statements.ts";

export interface PostgresOptions {
  poolSize?: number;
  /** See {@link connectionPatienceMs}. */
  patienceMs?: number;
  /** How long one statement may take, in milliseconds; for ever unless said. */
  statementMs?: number;
  /** Looks at a connection before a batch begins on it; the batch fails with NotAdmittedError where this says no. */
  admit?: (client: pg.PoolClient, seen: LogPosition | undefined) => Promise<boolean>;
}

/** The server is well, but not one that may answer this batch. */
export class NotAdmittedError extends Error {
  override name = "NotAdmittedError";
}

export interface PostgresDatabase extends Database {
  /** The end of the log: every commit that has returned lies before. */
  position(): Promise<LogPosition>;
}

/** Opens a pool of node-postgres connections. */
export function openPostgres(
  url: string,
  { poolSize = 10, patienceMs = connectionPatienceMs, statementMs, admit }: PostgresOptions = {},
): PostgresDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: patienceMs,
    query_timeout: statementMs,
  });
  const onConnection = (client: pg.PoolClient) =>
    drizzle(client, { schema: tables }) as unknown as ConnectionDatabase;
  const connect = lendFrom<pg.PoolClient>(pool);

  /** Of a connection outside of any transaction; one on which it failed is not used again. */
  async function onBare<T>(client: pg.PoolClient, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  async function connectAdmitted(seen: LogPosition | undefined): Promise<pg.PoolClient> {
    const client = await connect();
    if (!admit || (await onBare(client, () => admit(client, seen)))) return client;
    client.release();
    throw new NotAdmittedError("The server may not answer this batch.");
  }

  return {
    kind: "postgres",
    readBatch: (scope, build, seen) => {
      refuseInsideTransaction("readBatch");
      const work = async (tx: Transaction) => runStatements(build(tx));
      return transactionOn(() => connectAdmitted(seen), onConnection, scope, work, { readOnly: true });
    },
    inTransaction: (scope, work, options) => {
      refuseInsideTransaction("inTransaction");
      return transactionOn(connect, onConnection, scope, work, { command: options?.command });
    },
    async position() {
      const client = await connect();
      // Not what is written or flushed: with synchronous_commit off a commit returns before either.
      const { rows } = await onBare(client, () =>
        client.query<{ lsn: string }>("select pg_current_wal_insert_lsn()::text as lsn"),
      );
      client.release();
      return logPosition(rows[0]?.lsn ?? "");
    },
    pool: () => useOf(pool),
    close: () => pool.end(),
  };
}
