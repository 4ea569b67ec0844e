import { DrizzleQueryError, sql } from "drizzle-orm";
import { type Db, fromDrizzle } from "pg-boss";
import type { Database, Transaction } from "#app/db/database.ts";

/**
 * The queue's statements within a transaction that is open, as whoever it is open for.
 */
export function statementsIn(tx: Transaction): Db {
  const inner = fromDrizzle(tx, sql);
  return {
    executeSql: async (text, values) => {
      try {
        if (values?.length) return await inner.executeSql(text, values);
        const rows: unknown[] = [];
        for (const statement of statementsOf(text)) rows.push(...(await inner.executeSql(statement)).rows);
        return { rows };
      } catch (error) {
        // The queue tells errors by their codes, and what wraps them quotes the values.
        throw error instanceof DrizzleQueryError ? (error.cause ?? error) : error;
      }
    },
  };
}

/** The queue's statements on the application's own connections, each in a short transaction as its role. */
export function statementsOn(database: Database): Db {
  return {
    executeSql: (text, values) =>
      database.inTransaction({ kind: "system" }, (tx) => statementsIn(tx).executeSql(text, values)),
  };
}

/** Those of a script that brings its own transaction; here one is open already, and a statement goes alone. */
function statementsOf(text: string): string[] {
  if (!/^\s*BEGIN;/.test(text)) return [text];
  return text
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => !["", "BEGIN", "COMMIT"].includes(statement));
}
