import pg from "pg";
import { bodyLimit, ReplyTooLargeError } from "./neon-connections.ts";

export interface NeonStatement {
  query: string;
  params: (string | null)[];
}

export interface BatchOptions {
  /** SQL's own words, e.g. "repeatable read"; the server's default without it. */
  isolationLevel: string | undefined;
  readOnly: boolean;
  deferrable: boolean;
}

/** One statement's result as Neon's HTTP endpoint gives it: every value is Postgres's own text or null. */
export interface NeonResult {
  command: string;
  rowCount: number | null;
  rowAsArray: true;
  fields: object[];
  rows: (string | null)[][];
}

/** Bytes of values that the reply still has room for, shared by the statements of a batch. */
interface Room {
  left: number;
}

/** Runs one statement. @throws ReplyTooLargeError, pg.DatabaseError */
export function runStatement(client: pg.ClientBase, statement: NeonStatement): Promise<NeonResult> {
  return execute(client, statement, { left: bodyLimit });
}

/** Runs statements in one transaction: all or nothing. @throws ReplyTooLargeError, pg.DatabaseError */
export async function runBatch(
  client: pg.ClientBase,
  statements: NeonStatement[],
  options: BatchOptions,
): Promise<NeonResult[]> {
  const begin = [
    "begin",
    options.isolationLevel && `isolation level ${options.isolationLevel}`,
    options.readOnly && "read only",
    options.deferrable && "deferrable",
  ];
  await client.query(begin.filter(Boolean).join(" "));
  const room: Room = { left: bodyLimit };
  try {
    const results: NeonResult[] = [];
    for (const statement of statements) results.push(await execute(client, statement, room));
    await client.query("commit");
    return results;
  } catch (error) {
    // A connection that owes us the rest of an endless result is dropped, which rolls back too.
    if (!(error instanceof ReplyTooLargeError)) await client.query("rollback").catch(() => {});
    throw error;
  }
}

const asText = { getTypeParser: () => (value: string) => value };

function execute(client: pg.ClientBase, statement: NeonStatement, room: Room): Promise<NeonResult> {
  const { promise, resolve, reject } = Promise.withResolvers<NeonResult>();
  const config: pg.QueryArrayConfig & { queryMode: "extended" } = {
    text: statement.query,
    values: statement.params,
    rowMode: "array",
    types: asText as unknown as pg.CustomTypesConfig,
    // The simple protocol would run several statements in one string, which Neon answers with 42601.
    queryMode: "extended",
  };
  // With listeners instead of a promise, rows beyond the limit are not kept.
  const query = new pg.Query<(string | null)[]>(config as pg.QueryConfig);
  const rows: (string | null)[][] = [];
  query.on("row", (row: (string | null)[]) => {
    if (room.left < 0) return;
    for (const value of row) room.left -= value?.length ?? 4;
    if (room.left < 0) reject(new ReplyTooLargeError());
    else rows.push(row);
  });
  query.on("error", reject);
  query.on("end", (result: pg.ResultBuilder) =>
    resolve({
      command: result.command,
      rowCount: result.rowCount,
      rowAsArray: true,
      fields: result.fields.map((field) => ({
        name: field.name,
        dataTypeID: field.dataTypeID,
        tableID: field.tableID,
        columnID: field.columnID,
        dataTypeSize: field.dataTypeSize,
        dataTypeModifier: field.dataTypeModifier,
        format: "text",
      })),
      rows,
    }),
  );
  client.query(query);
  return promise;
}
