import { NeonDbError, neon, neonConfig, Pool, type PoolClient } from "@neondatabase/serverless";
import { drizzle as drizzleHttp } from "drizzle-orm/neon-http";
import { drizzle as drizzleSocket } from "drizzle-orm/neon-serverless";
import { WebSocket } from "ws";
import { type Database, refuseInsideTransaction, type StatementBuilder } from "../database.ts";
import { scopeSettings } from "../scope.ts";
import * as tables from "../tables.ts";
import { DatabaseUnavailableError } from "../unavailable.ts";
import { type ConnectionDatabase, connectionPatienceMs, lendFrom, transactionOn, useOf } from "./pooled.ts";

type Batch = Parameters<ReturnType<typeof drizzleHttp>["batch"]>[0];

export interface NeonOptions {
  poolSize?: number;
  /** See {@link connectionPatienceMs}. */
  patienceMs?: number;
  /** Where a gateway stands in for Neon: its SQL endpoint and its WebSocket address (`host:port/path`), both on loopback. */
  gateway?: { sqlEndpoint: string; wsProxy: string };
}

/** Opens Neon: reads over HTTP, one request for a batch; transactions over WebSocket. */
export function openNeon(
  url: string,
  { poolSize = 10, patienceMs = connectionPatienceMs, gateway }: NeonOptions = {},
): Database {
  configureDriver(gateway);
  const http = drizzleHttp({ client: snapshotReads(url), schema: tables });
  const pool = new Pool({ connectionString: url, max: poolSize, connectionTimeoutMillis: patienceMs });
  pool.on("connect", endsOnce);
  const connect = lendFrom<PoolClient>(pool);
  const onConnection = (client: PoolClient) =>
    drizzleSocket(client, { schema: tables }) as unknown as ConnectionDatabase;
  return {
    kind: "neon",
    readBatch: async (scope, build) => {
      refuseInsideTransaction("readBatch");
      const statements = build(http as unknown as StatementBuilder);
      const batch = [http.execute(scopeSettings(scope)), ...statements] as unknown as Batch;
      const results = await http.batch(batch).catch((error: unknown) => {
        throw unanswered(error) ?? error;
      });
      return results.slice(1) as never;
    },
    inTransaction: (scope, work, options) => {
      refuseInsideTransaction("inTransaction");
      return transactionOn(connect, onConnection, scope, work, { command: options?.command });
    },
    pool: () => useOf(pool),
    close: () => pool.end(),
  };
}

/**
 * The driver's client waits for its connection to end, also where it has ended already: the pool would then never hear that
 * there is room, and whoever waits for a connection would wait in vain.
 */
function endsOnce(client: PoolClient): void {
  let ended = false;
  client.once("end", () => {
    ended = true;
  });
  const { end } = client as unknown as { end(done?: () => void): unknown };
  Object.assign(client, { end: (done?: () => void) => (ended ? done?.() : end.call(client, done)) });
}

/** A request that came to no database: what Postgres itself refuses has a code. */
function unanswered(error: unknown): DatabaseUnavailableError | undefined {
  const cause = error instanceof NeonDbError ? error : (error as { cause?: unknown }).cause;
  if (!(cause instanceof NeonDbError) || cause.code) return undefined;
  return new DatabaseUnavailableError(`The database cannot be reached: ${cause.message}.`, { cause });
}

function configureDriver(gateway: NeonOptions["gateway"]): void {
  neonConfig.webSocketConstructor = globalThis.WebSocket ?? WebSocket;
  if (!gateway) return;
  neonConfig.fetchEndpoint = () => gateway.sqlEndpoint;
  neonConfig.wsProxy = () => gateway.wsProxy;
  neonConfig.useSecureWebSocket = false;
}

/** Neon's HTTP client, whose batches are read-only and see one snapshot. */
function snapshotReads(url: string) {
  const client = neon(url);
  const transaction: typeof client.transaction = (queries, options) =>
    client.transaction(queries, { ...options, isolationLevel: "RepeatableRead", readOnly: true });
  return new Proxy(client, {
    get: (target, key) => (key === "transaction" ? transaction : Reflect.get(target, key)),
  });
}
