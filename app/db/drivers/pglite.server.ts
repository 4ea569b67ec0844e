import { join } from "node:path";
import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { fromPglite } from "pg-boss";
import { type Database, insideTransaction, refuseInsideTransaction } from "../database.ts";
import { type FolderLock, lockFolder } from "../folder-lock.server.ts";
import { migrationsFolder } from "../migrations-folder.server.ts";
import { migrateQueue } from "../queue-schema.server.ts";
import { scopeSettings } from "../scope.ts";
import * as tables from "../tables.ts";
import { runStatements } from "./run-statements.ts";

export interface EmbeddedOptions {
  /** The folder that holds the database, or nothing for one in memory. */
  folder?: string;
  /** A dump of a migrated database to start from (in memory only). */
  loadDataDir?: PGliteOptions["loadDataDir"];
}

export interface EmbeddedDatabase extends Database {
  /** The superuser's connection, around row-level security: for migrations, dumps and tests. */
  readonly client: PGlite;
  /** Of its folder; none for one in memory. */
  readonly lock: FolderLock | undefined;
  migrate(): Promise<void>;
}

/**
 * Opens the embedded database (Postgres compiled to WebAssembly, one connection). Two processes on one folder corrupt it,
 * so the folder is locked first.
 *
 * @throws FolderError when the folder is in use by another process or cannot be written.
 */
export async function openEmbedded({ folder, loadDataDir }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const lock = folder === undefined ? undefined : await lockFolder(folder);
  const client = new PGlite({
    extensions: { pg_trgm },
    ...(folder === undefined ? {} : { dataDir: join(folder, "database") }),
    ...(loadDataDir === undefined ? {} : { loadDataDir }),
  });
  try {
    await client.waitReady;
  } catch (error) {
    await lock?.release();
    throw error;
  }
  const db = drizzle(client, { schema: tables });
  return {
    kind: "pglite",
    client,
    lock,
    migrate: async () => {
      await migrate(db, { migrationsFolder: migrationsFolder() });
      await migrateQueue(fromPglite(client), "pglite");
    },
    readBatch: (scope, build) => {
      refuseInsideTransaction("readBatch");
      return db.transaction(
        async (tx) => {
          await tx.execute(scopeSettings(scope));
          return runStatements(build(tx as never));
        },
        { isolationLevel: "repeatable read", accessMode: "read only" },
      );
    },
    inTransaction: (scope, work, options) => {
      refuseInsideTransaction("inTransaction");
      return insideTransaction(() =>
        db.transaction(async (tx) => {
          await tx.execute(scopeSettings(scope, options?.command));
          return work(tx as never);
        }),
      );
    },
    close: async () => {
      await client.close();
      await lock?.release();
    },
  };
}
