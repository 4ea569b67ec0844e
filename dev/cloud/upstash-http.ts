import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { RequestError, readBody } from "./request-body.ts";
import type { RedisCommand } from "./upstash-commands.ts";
import type { UpstashConnection } from "./upstash-connection.ts";
import { answerOf, type Encoding } from "./upstash-reply.ts";

/** What an endpoint knows of itself. */
export interface UpstashEndpoint {
  connection: UpstashConnection;
  token: string;
  /** Of a request's body, in bytes. */
  maxRequestBytes: number;
  /** What a client shows with its next request so that it reads its own writes; later ones sort after earlier ones. */
  nextSyncToken(): string;
}

const argument = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const command: z.ZodType<RedisCommand> = z.tuple([z.string()], argument);
const commands = z.array(command).min(1);

/**
 * Answers Upstash's REST endpoints: `POST /` one command, `/pipeline` and `/multi-exec` several. Every answer is JSON, errors
 * too, since the client parses them all.
 * Source: Upstash's description of its REST API and the request handling of `@upstash/redis` 1.39.
 */
export async function answerRest(
  request: IncomingMessage,
  response: ServerResponse,
  endpoint: UpstashEndpoint,
): Promise<void> {
  const { status, body } = await answer(request, endpoint).catch((error: unknown) => ({
    status: error instanceof RequestError ? error.status : 500,
    body: { error: error instanceof Error ? error.message : String(error) },
  }));
  if (response.destroyed) return;
  response.writeHead(status, {
    "content-type": "application/json",
    ...(status === 200 ? { "upstash-sync-token": endpoint.nextSyncToken() } : {}),
  });
  response.end(JSON.stringify(body));
}

interface Answered {
  status: number;
  body: unknown;
}

async function answer(request: IncomingMessage, endpoint: UpstashEndpoint): Promise<Answered> {
  const { connection, token, maxRequestBytes: limit } = endpoint;
  const text = await readBody(
    request,
    limit,
    (bytes) => `ERR max request size exceeded. Limit: ${limit} bytes, Actual: ${bytes} bytes`,
  );
  if (request.headers.authorization !== `Bearer ${token}`) {
    throw new RequestError(401, "WRONGPASS invalid or missing auth token");
  }
  if (request.method !== "POST") throw new RequestError(405, "ERR only POST is served here");
  const encoding: Encoding = request.headers["upstash-encoding"] === "base64" ? "base64" : "text";
  switch (URL.parse(request.url ?? "", "http://endpoint")?.pathname) {
    case "/": {
      const [reply] = await connection.run([parse(command, text, "command")]);
      const body = answerOf(reply, encoding);
      return { status: "error" in body ? 400 : 200, body };
    }
    case "/pipeline": {
      const replies = await connection.run(parse(commands, text, "pipeline request"));
      return { status: 200, body: replies.map((reply) => answerOf(reply, encoding)) };
    }
    case "/multi-exec": {
      const replies = await connection.runTransaction(parse(commands, text, "multi-exec request"));
      if (replies instanceof Error) return { status: 400, body: { error: replies.message } };
      return { status: 200, body: replies.map((reply) => answerOf(reply, encoding)) };
    }
    default:
      throw new RequestError(404, "ERR no such endpoint");
  }
}

function parse<T>(schema: z.ZodType<T>, text: string, what: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new RequestError(400, `ERR failed to parse ${what}`);
  }
}
