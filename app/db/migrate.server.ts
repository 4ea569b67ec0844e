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
  } finally {
    await client.end();
  }
}

export const isEmbedded = (database: Database): database is EmbeddedDatabase => database.kind === "pglite";

/** How many migrations the code has that the database has not. */
export async function pendingMigrations(database: Database): Promise<number> {
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
