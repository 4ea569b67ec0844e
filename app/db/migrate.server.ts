import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import type { Database } from "./database.ts";
import type { EmbeddedDatabase } from "./drivers/pglite.server.ts";
import { migrationsFolder } from "./migrations-folder.server.ts";
import { DatabaseError } from "./open.server.ts";
import { migrateQueue, queueSchema, queueSchemaVersion } from "./queue-schema.server.ts";

/** Any number: instances that start together migrate one after the other. */
const migrationLock = 715_022_601;

/** Brings a Postgres server's database to the newest migration, over a connection of its own; the embedded one through its handle. */
export async function migrate(target: { url: string } | EmbeddedDatabase): Promise<void> {
  if ("migrate" in target) return target.migrate();
  const client = new pg.Client({ connectionString: target.url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await migratePostgres(drizzle(client), { migrationsFolder: migrationsFolder() });
    await migrateQueue(queueOn(client), "postgres");
  } finally {
    await client.end();
  }
}

/** A script of several statements has as many results. */
const queueOn = (client: pg.Client) => ({
  executeSql: async (text: string, values?: unknown[]) => {
    const results = [await client.query(text, values)].flat();
    return { rows: results.flatMap(({ rows }) => rows) };
  },
});

export const isEmbedded = (database: Database): database is EmbeddedDatabase => database.kind === "pglite";

/** How many migrations the code has that the database has not; the job queue's own count as one. */
export async function pendingMigrations(database: Database): Promise<number> {
  const [ours, queue] = await Promise.all([pendingOfOurs(database), pendingOfQueue(database)]);
  return ours + queue;
}

async function pendingOfQueue(database: Database): Promise<number> {
  const version = sql.raw(`select version from ${queueSchema}.version`);
  try {
    const [{ rows }] = await database.readBatch({ kind: "system" }, (db) => [
      db.execute<{ version: number }>(version),
    ]);
    return Number(rows[0]?.version ?? 0) < queueSchemaVersion ? 1 : 0;
  } catch (error) {
    // No such role, no such table, or one that was not opened to the role yet.
    if (["22023", "42704", "42P01", "3F000", "42501"].includes(codeOf(error))) return 1;
    throw error;
  }
}

async function pendingOfOurs(database: Database): Promise<number> {
  const journal = JSON.parse(readFileSync(join(migrationsFolder(), "meta", "_journal.json"), "utf8")) as {
    entries: { when: number }[];
  };
  try {
    const [{ rows }] = await database.readBatch({ kind: "system" }, (db) => [
      db.execute<{ newest: string | number | null }>(sql`select placar_newest_migration() as newest`),
    ]);
    const newest = Number(rows[0]?.newest ?? 0);
    return journal.entries.filter((entry) => entry.when > newest).length;
  } catch (error) {
    if (["42883", "22023", "42704"].includes(codeOf(error))) return journal.entries.length;
    throw error;
  }
}

/** @throws DatabaseError when what the application runs as could bypass row-level security. */
export async function refuseBypass(database: Database): Promise<void> {
  const [{ rows }] = await database.readBatch({ kind: "system" }, (db) => [
    db.execute<{ name: string; bypasses: boolean }>(
      sql`select rolname as name, (rolsuper or rolbypassrls) as bypasses from pg_roles where rolname = current_user`,
    ),
  ]);
  const [role] = rows;
  if (!role || role.bypasses) {
    throw new DatabaseError(
      `The role ${role?.name ?? "of the connection"} bypasses row-level security: ALTER ROLE placar_app NOSUPERUSER NOBYPASSRLS.`,
    );
  }
}

const codeOf = (error: unknown) =>
  (error as { code?: string }).code ?? (error as { cause?: { code?: string } }).cause?.code ?? "";
