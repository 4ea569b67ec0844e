import { neon, neonConfig, Pool, type PoolClient } from "@neondatabase/serverless";
import { drizzle as drizzleHttp } from "drizzle-orm/neon-http";
import { drizzle as drizzleSocket } from "drizzle-orm/neon-serverless";
import { WebSocket } from "ws";
import { type Database, refuseInsideTransaction, type StatementBuilder } from "../database.ts";
import { scopeSettings } from "../scope.ts";
import * as tables from "../tables.ts";
import { type ConnectionDatabase, transactionOn, useOf } from "./pooled.ts";

type Batch = Parameters<ReturnType<typeof drizzleHttp>["batch"]>[0];

export interface NeonOptions {
  poolSize?: number;
  /** Where a gateway stands in for Neon: its SQL endpoint and its WebSocket address (`host:port/path`), both on loopback. */
  gateway?: { sqlEndpoint: string; wsProxy: string };
}

/** Opens Neon: reads over HTTP, one request for a batch; transactions over WebSocket. */
export function openNeon(url: string, { poolSize = 10, gateway }: NeonOptions = {}): Database {
  configureDriver(gateway);
  const http = drizzleHttp({ client: snapshotReads(url), schema: tables });
  const pool = new Pool({ connectionString: url, max: poolSize });
  pool.on("error", () => {});
  // A backend killed within a transaction reports on the client, and an unheard error ends the process.
  pool.on("connect", (client: PoolClient) => client.on("error", () => {}));
  const onConnection = (client: PoolClient) =>
    drizzleSocket(client, { schema: tables }) as unknown as ConnectionDatabase;
  return {
    kind: "neon",
    readBatch: async (scope, build) => {
      refuseInsideTransaction("readBatch");
      const statements = build(http as unknown as StatementBuilder);
      const results = await http.batch([
        http.execute(scopeSettings(scope)),
        ...statements,
      ] as unknown as Batch);
      return results.slice(1) as never;
    },
    inTransaction: (scope, work, options) => {
      refuseInsideTransaction("inTransaction");
      return transactionOn(() => pool.connect(), onConnection, scope, work, { command: options?.command });
    },
    pool: () => useOf(pool),
    close: () => pool.end(),
  };
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
