import { createRequire } from "node:module";
import { setTimeout } from "node:timers/promises";
import { type Db, PgBoss } from "pg-boss";

/** Where the job queue's own tables are, beside those of the application. */
export const queueSchema = "pgboss";

const manifest = createRequire(import.meta.url)("pg-boss/package.json") as { pgboss: { schema: number } };

/** The version of the queue's schema that the code asks for. */
export const queueSchemaVersion = manifest.pgboss.schema;

/** What the application's role may do with the queue: everything with its rows, nothing with its tables. */
const grants = `grant usage on schema ${queueSchema} to placar_app;
  grant select, insert, update, delete on all tables in schema ${queueSchema} to placar_app`;

/**
 * Brings the job queue's schema to the version that the code asks for, and opens it to the application's role.
 * @param db as the role that owns the schema
 */
export async function migrateQueue(db: Db, backend: "postgres" | "pglite"): Promise<void> {
  const boss = new PgBoss({ db, backend, schema: queueSchema, supervise: false, schedule: false });
  // What fails on the way is thrown by start; what fails beside it is tried again by the next migration.
  boss.on("error", () => {});
  await boss.start();
  try {
    while ((await boss.getBamStatus()).some(({ status }) => status === "pending" || status === "in_progress"))
      await setTimeout(200);
  } finally {
    await boss.stop({ graceful: false });
  }
  await db.executeSql(grants);
}
