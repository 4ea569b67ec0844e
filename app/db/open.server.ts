import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import type { NeonOptions } from "./drivers/neon.server.ts";
import type { ReplicaEvent } from "./drivers/replicas.server.ts";
import { isLocal } from "./is-local.ts";

/** The database cannot be opened or used as it is: the message says why and what to do, in one line. */
export class DatabaseError extends Error {
  override name = "DatabaseError";
}

export interface OpenOptions {
  /** `postgres://…`; without one, the embedded database. */
  url?: string | undefined;
  /** Of streaming replicas of it; with node-postgres only. */
  replicaUrls?: readonly string[];
  onReplica?: (event: ReplicaEvent) => void;
  /** The embedded database's folder. */
  dataFolder?: string;
  /** `auto` takes Neon's drivers for a host under neon.tech, node-postgres for any other. */
  driver?: "auto" | "pg" | "neon";
  /** Connections at most. */
  poolSize?: number;
  /** Where a stand-in for Neon listens, instead of Neon itself. */
  neonGateway?: NeonOptions["gateway"] | undefined;
  /** How long to wait for a server that is starting, in milliseconds. */
  patienceMs?: number;
  /** How long a caller waits for a connection while it is open, in milliseconds. */
  connectionPatienceMs?: number;
}

/**
 * Opens a database by its address and gives the same object whatever stands behind it. Does not migrate.
 *
 * @throws FolderError, DatabaseError
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const { url, dataFolder = ".placar" } = options;
  // Each driver is loaded only where it is used: the embedded one alone is 10 MB of WebAssembly.
  if (url === undefined) {
    const { openEmbedded } = await import("./drivers/pglite.server.ts");
    return openEmbedded({ folder: dataFolder });
  }
  const database = await openServer(url, options);
  try {
    await waitFor(database, options.patienceMs ?? 30_000);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openServer(
  url: string,
  { driver = "auto", poolSize, connectionPatienceMs: patienceMs, neonGateway, ...replicas }: OpenOptions,
): Promise<Database> {
  const { replicaUrls = [], onReplica } = replicas;
  const { hostname } = parseUrl(url, "DATABASE_URL");
  const useNeon = driver === "neon" || (driver === "auto" && hostname.endsWith(".neon.tech"));
  if (useNeon && replicaUrls.length > 0) {
    throw new DatabaseError(
      "DATABASE_REPLICA_URLS: replicas are read through node-postgres, not through Neon's drivers.",
    );
  }
  if (!useNeon) {
    refuseUnencrypted(url, "DATABASE_URL");
    for (const replica of replicaUrls) refuseUnencrypted(replica, "DATABASE_REPLICA_URLS");
  }
  const pool = {
    ...(poolSize === undefined ? {} : { poolSize }),
    ...(patienceMs === undefined ? {} : { patienceMs }),
  };
  if (useNeon) {
    const { openNeon } = await import("./drivers/neon.server.ts");
    return openNeon(url, neonGateway ? { ...pool, gateway: neonGateway } : pool);
  }
  const { openPostgres } = await import("./drivers/postgres.server.ts");
  const primary = openPostgres(url, pool);
  if (replicaUrls.length === 0) {
    const { position: _, ...alone } = primary;
    return alone;
  }
  const { withReplicas } = await import("./drivers/replicas.server.ts");
  return withReplicas(primary, replicaUrls, { ...pool, onEvent: onReplica });
}

function refuseUnencrypted(url: string, variable: string): void {
  const { hostname, searchParams } = parseUrl(url, variable);
  if (isLocal(hostname)) return;
  if (["require", "verify-ca", "verify-full"].includes(searchParams.get("sslmode") ?? "")) return;
  throw new DatabaseError(
    `${variable}: ${hostname} is not this machine, so the connection must be encrypted: add ?sslmode=verify-full (or require).`,
  );
}

function parseUrl(url: string, variable: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !["postgres:", "postgresql:"].includes(parsed.protocol)) {
    throw new DatabaseError(`${variable} must look like postgres://user:password@host:5432/database.`);
  }
  return parsed;
}

/** A server may be starting, or asleep: asks again, less and less often, until it answers or patience ends. */
async function waitFor(database: Database, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (let pause = 100; ; pause = Math.min(pause * 2, 2_000)) {
    try {
      await database.readBatch({ kind: "system" }, (db) => [db.execute(sql`select 1`)]);
      return;
    } catch (error) {
      const reason = reasonOf(error);
      // 22023 / 42704: the role is created by the first migration.
      if (reason.code === "22023" || reason.code === "42704") return;
      if (reason.final || Date.now() + pause > deadline) throw new DatabaseError(reason.message);
      await setTimeout(pause);
    }
  }
}

function reasonOf(error: unknown): { code: string; message: string; final: boolean } {
  const cause = (error as { cause?: unknown }).cause ?? error;
  const { code = "", message = "" } = cause as { code?: string; message?: string };
  if (code === "28P01" || code === "28000") {
    return {
      code,
      message: `The database refused the user or the password of DATABASE_URL: ${message}.`,
      final: true,
    };
  }
  if (code === "3D000") return { code, message: `DATABASE_URL: ${message}. Create it first.`, final: true };
  if (code === "42501") {
    return {
      code,
      message: `The database user may not become placar_app: run GRANT placar_app TO the user (from Postgres 16 on: WITH SET TRUE). ${message}.`,
      final: true,
    };
  }
  return { code, message: `The database does not answer: ${message || code}.`, final: false };
}
