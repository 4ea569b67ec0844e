import type { IncomingMessage, ServerResponse } from "node:http";
import pg from "pg";
import { z } from "zod";
import {
  bodyLimit,
  ConnectionStringError,
  type NeonConnections,
  ReplyTooLargeError,
} from "./neon-connections.ts";
import { type BatchOptions, runBatch, runStatement } from "./neon-query.ts";
import { RequestError, readBody } from "./request-body.ts";

const statement = z.object({
  query: z.string(),
  params: z.array(z.union([z.string(), z.null()])).default([]),
});
const body = z.union([z.object({ queries: z.array(statement) }), statement]);

const isolationLevels: Record<string, string> = {
  ReadUncommitted: "read uncommitted",
  ReadCommitted: "read committed",
  RepeatableRead: "repeatable read",
  Serializable: "serializable",
};

/** The fields of a Postgres error that the driver copies onto its NeonDbError. */
const errorFields = [
  "severity",
  "code",
  "detail",
  "hint",
  "position",
  "internalPosition",
  "internalQuery",
  "where",
  "schema",
  "table",
  "column",
  "dataType",
  "constraint",
  "file",
  "line",
  "routine",
] as const;

/**
 * Answers Neon's `/sql`: `{query, params}` with its result, `{queries: […]}` with `{results: […]}` of one transaction.
 * Source: the request and reply handling of `@neondatabase/serverless` 1.2.
 */
export async function answerSql(
  request: IncomingMessage,
  response: ServerResponse,
  connections: NeonConnections,
): Promise<void> {
  const gone = new AbortController();
  response.on("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  const { status, json } = await run(request, connections, gone.signal).then(
    (result) => replyWith(result),
    (error: unknown) => describeError(error),
  );
  if (gone.signal.aborted) return;
  response.writeHead(status, { "content-type": "application/json" });
  response.end(json);
}

interface Reply {
  status: number;
  json: string;
}

async function run(
  request: IncomingMessage,
  connections: NeonConnections,
  gone: AbortSignal,
): Promise<unknown> {
  const text = await readBody(request, bodyLimit, () => `request is too large (max is ${bodyLimit} bytes)`);
  if (request.method !== "POST") throw new RequestError(405, "only POST");
  const connectionString = header(request, "neon-connection-string");
  if (!connectionString) throw new RequestError(400, "missing header Neon-Connection-String");
  for (const name of ["neon-raw-text-output", "neon-array-mode"]) {
    if (header(request, name) !== "true") throw new RequestError(400, `only with ${name}: true`);
  }
  const parsed = body.safeParse(parseJson(text));
  if (!parsed.success) throw new RequestError(400, z.prettifyError(parsed.error));
  const asked = parsed.data;
  const options = readBatchOptions(request);
  return connections.use(connectionString, gone, async (client) =>
    "queries" in asked
      ? { results: await runBatch(client, asked.queries, options) }
      : await runStatement(client, asked),
  );
}

function readBatchOptions(request: IncomingMessage): BatchOptions {
  const level = header(request, "neon-batch-isolation-level");
  const isolationLevel = level === undefined ? undefined : isolationLevels[level];
  if (level !== undefined && !isolationLevel) throw new RequestError(400, `unknown isolation level ${level}`);
  return {
    isolationLevel,
    readOnly: header(request, "neon-batch-read-only") === "true",
    deferrable: header(request, "neon-batch-deferrable") === "true",
  };
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestError(400, "the body is not JSON");
  }
}

function replyWith(result: unknown): Reply {
  const json = JSON.stringify(result);
  return Buffer.byteLength(json) > bodyLimit
    ? describeError(new ReplyTooLargeError())
    : { status: 200, json };
}

/** Only status 400 keeps the code of a Postgres error in the driver. */
function describeError(error: unknown): Reply {
  if (error instanceof pg.DatabaseError) {
    const fields = errorFields.map((name) => [name, error[name]]);
    return { status: 400, json: JSON.stringify({ message: error.message, ...Object.fromEntries(fields) }) };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RequestError) return { status: error.status, json: JSON.stringify({ message }) };
  if (error instanceof ConnectionStringError) return { status: 400, json: JSON.stringify({ message }) };
  if (error instanceof ReplyTooLargeError) {
    return {
      status: 507,
      json: JSON.stringify({ message: `response is too large (max is ${bodyLimit} bytes)` }),
    };
  }
  return { status: 500, json: JSON.stringify({ message }) };
}
