import { once } from "node:events";
import { type ChainableCommander, Redis } from "ioredis";
import type { CacheStore, Operation, Outcome } from "../store.ts";
import { asError } from "../unavailable.ts";
import { type ScriptCall, scriptCall } from "./script-call.ts";
import { failureOf, outcomeOf } from "./script-reply.ts";

export interface RedisStoreOptions {
  /** `redis://[user:password@]host:port[/db]`, `rediss://` for TLS. Redis 7.0 or newer, or Valkey; the primary. */
  readonly url: string;
  /** Told of lost connections; the store connects again by itself. */
  readonly onConnectionError?: (error: Error) => void;
}

/** Unanswered batches in a row after which a connection is given up: a dead one can look alive for a quarter of an hour. */
const unansweredBatches = 3;

type Answer = readonly [error: Error | null, reply: unknown];

/** Redis over TCP: a batch is one pipeline on one connection. Shared by all instances of the application. */
export function redisStore({ url, onConnectionError = () => {} }: RedisStoreOptions): CacheStore {
  const client = new Redis(url, {
    // What a lost connection leaves unanswered has failed, and whoever sent it knows what that means.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    retryStrategy: (times) => Math.min(50 * 2 ** times, 2_000),
    // A failover leaves this connection with what is a replica now.
    reconnectOnError: (error) => /^(READONLY|MASTERDOWN)/.test(error.message),
  });
  client.on("error", onConnectionError);
  // Each batch that waits for the connection listens.
  client.setMaxListeners(0);
  let unanswered = 0;

  /** One round trip. The scripts are called by their hash; `whole` sends their text. */
  function send(calls: readonly ScriptCall[], whole: boolean): Promise<Answer[]> {
    const [only, ...others] = calls;
    return only && others.length === 0 ? sendOne(only, whole) : sendMany(calls, whole);
  }

  /** Without the cost of a pipeline, which is felt in a hit. */
  async function sendOne(call: ScriptCall, whole: boolean): Promise<Answer[]> {
    try {
      return [[null, await command(client, call, whole)]];
    } catch (error) {
      return [[asError(error), undefined]];
    }
  }

  async function sendMany(calls: readonly ScriptCall[], whole: boolean): Promise<Answer[]> {
    const pipeline = client.pipeline();
    for (const call of calls) command(pipeline, call, whole);
    return (await pipeline.exec()) ?? [];
  }

  async function sendAll(operations: readonly Operation[]): Promise<Outcome[]> {
    const calls = operations.map(scriptCall);
    const answers = await send(calls, false);
    if (answers.some(isUnknown)) await sendUnknown(calls, answers);
    unanswered = 0;
    return operations.map((operation, i) => outcome(operation, answers[i]));
  }

  /** Sends the text of the scripts that the server did not know, and puts its answers in place. */
  async function sendUnknown(calls: readonly ScriptCall[], answers: Answer[]): Promise<void> {
    const unknown = answers.flatMap((answer, i) => (isUnknown(answer) ? [i] : []));
    const again = await send(
      unknown.flatMap((i) => calls[i] ?? []),
      true,
    );
    unknown.forEach((i, position) => {
      const answer = again[position];
      if (answer) answers[i] = answer;
    });
  }

  return {
    execute(operations, attempt) {
      attempt.onGivenUp = () => {
        // Reconnects; what was sent on the old connection fails.
        if (++unanswered >= unansweredBatches && client.status === "ready") client.disconnect(true);
      };
      if (client.status === "ready") return sendAll(operations);
      return once(client, "ready", { signal: attempt.signal }).then(() => sendAll(operations));
    },
    async close() {
      client.disconnect();
    },
  };
}

function isUnknown([error]: Answer): boolean {
  return error?.message.startsWith("NOSCRIPT") ?? false;
}

function command(
  on: Redis | ChainableCommander,
  { script, keys, args }: ScriptCall,
  whole: boolean,
): unknown {
  return whole
    ? on.eval(script.text, keys.length, ...keys, ...args)
    : on.evalsha(script.sha, keys.length, ...keys, ...args);
}

function outcome(operation: Operation, answer: Answer | undefined): Outcome {
  const [error, reply] = answer ?? [new Error("Redis left out an answer"), undefined];
  return error === null ? outcomeOf(operation, reply) : failureOf(operation, error);
}
