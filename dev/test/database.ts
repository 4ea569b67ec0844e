import { randomBytes } from "node:crypto";
import { openAsBlob } from "node:fs";
import pg from "pg";
import { inject } from "vitest";
import type { Database } from "#app/db/database.ts";
import { openDatabase } from "#app/db/open.server.ts";
import { type TestStack, templateDatabase } from "./stack.ts";

type ServerStack = Exclude<TestStack, { kind: "pglite" }>;

/** `(text, params) => rows` as the superuser, around row-level security: to arrange and to check, never what is tested. */
export type Oracle = <Row = Record<string, unknown>>(text: string, params?: unknown[]) => Promise<Row[]>;

export interface TestDatabase {
  /** Opened as the application opens it, on the stack of this run. */
  database: Database;
  /**
   * On every stack int8 is a number, a date is "YYYY-MM-DD", numeric is text and a timestamp is a Date. On PGlite it
   * shares the one connection, so it waits for an open transaction.
   */
  sql: Oracle;
  /** Opens the same database once more, as another process would; on PGlite, which has one connection, the same object. */
  openAgain(): Promise<Database>;
  /** Closes all of them and drops the database. */
  close(): Promise<void>;
}

/** A migrated, empty database of the caller's own, on the stack of this run. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const stack = inject("testStack");
  return stack.kind === "pglite" ? openCopyOfDump(stack.dumpFile) : openCopyOfTemplate(stack);
}

const parsers: Record<number, (text: string) => unknown> = { 20: Number, 1082: String, 1700: String };

async function openCopyOfDump(dumpFile: string): Promise<TestDatabase> {
  const { openEmbedded } = await import("#app/db/drivers/pglite.server.ts");
  const database = await openEmbedded({ loadDataDir: await openAsBlob(dumpFile) });
  return {
    database,
    sql: async <Row>(text: string, params: unknown[] = []) =>
      (await database.client.query<Row>(text, params, { parsers })).rows,
    openAgain: async () => database,
    close: () => database.close(),
  };
}

async function openCopyOfTemplate(stack: ServerStack): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const { username: owner } = new URL(stack.ownerUrl);
  await asSuperuser(stack, `create database ${name} template ${templateDatabase} owner ${owner}`);
  const opened: Database[] = [];
  const open = async () => {
    const database = await openDatabase({
      url: inDatabase(stack.ownerUrl, name),
      ...(stack.kind === "neon" ? { driver: "neon", neonGateway: stack.gateway } : {}),
    });
    opened.push(database);
    return database;
  };
  const database = await open();
  const oracle = new pg.Pool({
    connectionString: inDatabase(stack.superuserUrl, name),
    max: 2,
    types: {
      getTypeParser: (oid, format) => parsers[oid] ?? pg.types.getTypeParser(oid, format),
    },
  });
  oracle.on("error", () => {});
  return {
    database,
    sql: async (text, params) => (await oracle.query(text, params)).rows,
    openAgain: open,
    async close() {
      await Promise.all([oracle.end(), ...opened.map((one) => one.close())]);
      // Neon's gateway, like Neon, keeps connections of its own.
      await asSuperuser(stack, `drop database ${name} with (force)`);
    },
  };
}

function inDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.href;
}

async function asSuperuser(stack: ServerStack, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: stack.superuserUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
