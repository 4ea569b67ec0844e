import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { type Database, refuseInsideTransaction, type Transaction } from "../database.ts";
import * as tables from "../tables.ts";
import { type ConnectionDatabase, connectionPatienceMs, lendFrom, transactionOn, useOf } from "./pooled.ts";
import { runStatements } from "./run-statements.ts";

export interface PostgresOptions {
  poolSize?: number;
  /** See {@link connectionPatienceMs}. */
  patienceMs?: number;
}

/** Opens a pool of node-postgres connections. */
export function openPostgres(
  url: string,
  { poolSize = 10, patienceMs = connectionPatienceMs }: PostgresOptions = {},
): Database {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, connectionTimeoutMillis: patienceMs });
  const onConnection = (client: pg.PoolClient) =>
    drizzle(client, { schema: tables }) as unknown as ConnectionDatabase;
  const connect = lendFrom<pg.PoolClient>(pool);
  return {
    kind: "postgres",
    readBatch: (scope, build) => {
      refuseInsideTransaction("readBatch");
      const work = async (tx: Transaction) => runStatements(build(tx));
      return transactionOn(connect, onConnection, scope, work, { readOnly: true });
    },
    inTransaction: (scope, work, options) => {
      refuseInsideTransaction("inTransaction");
      return transactionOn(connect, onConnection, scope, work, { command: options?.command });
    },
    pool: () => useOf(pool),
    close: () => pool.end(),
  };
}
