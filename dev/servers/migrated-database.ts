import pg from "pg";
import { migrate } from "#app/db/migrate.server.ts";
import type { PostgresServer } from "./postgres.ts";

/**
 * Makes a database and brings it to the newest migration, over TCP as the role that a deployment would use.
 * @returns its connection string, as that role
 */
export async function makeMigratedDatabase(server: PostgresServer, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server.url() });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  await migrate({ url: server.url(name) });
  return server.url(name);
}
