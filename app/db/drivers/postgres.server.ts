import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { type Database, refuseInsideTransaction, type Transaction } from "../database.ts";
import * as tables from "../tables.ts";
import { type ConnectionDatabase, transactionOn, useOf } from "./pooled.ts";
import { runStatements } from "./run-statements.ts";

/** Opens a pool of node-postgres connections. */
export function openPostgres(url: string, { poolSize = 10 }: { poolSize?: number } = {}): Database {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, connectionTimeoutMillis: 10_000 });
  // A connection lost while idle is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  const onConnection = (client: pg.PoolClient) =>
    drizzle(client, { schema: tables }) as unknown as ConnectionDatabase;
  const connect = () => pool.connect();
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
