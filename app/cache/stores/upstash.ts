import { Redis } from "@upstash/redis";
import type { CacheStore, Operation, Outcome } from "../store.ts";
import { asError } from "../unavailable.ts";
import { rejectsKeyLocking, withKeyLocking } from "./key-locking.ts";
import { type ScriptCall, scriptCall } from "./script-call.ts";
import { failureOf, outcomeOf } from "./script-reply.ts";

export interface UpstashStoreOptions {
  /** `https://….upstash.io`, without a path. */
  readonly url: string;
  /** Not a read-only one. */
  readonly token: string;
  /** A batch with more than about so many bytes of payload is sent as several requests at once: Upstash limits a request. */
  readonly requestBytes?: number;
}

/** Of one script: its reply, or the error text. */
interface Answer {
  readonly result?: unknown;
  readonly error?: string | undefined;
}

/** What a REST round trip may take, unless the application says otherwise. */
const deadlineMs = { least: 80, most: 250 };

/** Upstash over REST: a batch is one pipeline request. Shared by all instances of the application. */
export function upstashStore({ url, token, requestBytes = 1_000_000 }: UpstashStoreOptions): CacheStore {
  /** Of the request that is being made: the client asks for it before it first waits. */
  let deadline: AbortSignal | undefined;
  const client = new Redis({
    url,
    token,
    // The function form alone makes an aborted request fail: with the other, it resolves with the reason as its result.
    signal: () => deadline ?? AbortSignal.timeout(deadlineMs.most),
    // Its own tries would outlast every deadline, and repeat what was carried out.
    retry: { retries: 0 },
    // One whose argument cannot be serialised would shift the results of the others.
    enableAutoPipelining: false,
    // Text stays text: "123" is no number.
    automaticDeserialization: false,
    // All that is stored is well-formed text, which JSON carries as it is.
    responseEncoding: false,
    enableTelemetry: false,
  });
  /** Until a server rejects the flag. */
  let keyLocking = true;

  /** One round trip. */
  async function send(
    calls: readonly ScriptCall[],
    by: "sha" | "text",
    signal: AbortSignal,
  ): Promise<Answer[]> {
    signal.throwIfAborted();
    const pipeline = client.pipeline();
    for (const { script, keys, args } of calls) {
      if (by === "sha") pipeline.evalsha(script.sha, [...keys], [...args]);
      else pipeline.eval(script.text, [...keys], [...args]);
    }
    deadline = signal;
    const answers = pipeline.exec({ keepErrors: true });
    deadline = undefined;
    return [...(await answers)];
  }

  /** One round trip, or more with a server that does not know the scripts or the flag. */
  async function ask(calls: readonly ScriptCall[], signal: AbortSignal): Promise<Answer[]> {
    const flagged = keyLocking;
    const sent = flagged
      ? calls.map((call) => ({ ...call, script: withKeyLocking(call.script) }))
      : [...calls];
    const answers = await send(sent, "sha", signal);
    await replaceWhere(
      answers,
      (error) => error.startsWith("NOSCRIPT"),
      (which) => send(pick(sent, which), "text", signal),
    );
    if (!flagged) return answers;
    await replaceWhere(answers, rejectsKeyLocking, (which) => {
      keyLocking = false;
      return ask(pick(calls, which), signal);
    });
    return answers;
  }

  async function request(operations: readonly Operation[], signal: AbortSignal): Promise<Outcome[]> {
    const calls = operations.map(scriptCall);
    try {
      const answers = await ask(calls, signal);
      return operations.map((operation, i) => outcome(operation, answers[i]));
    } catch (error) {
      const reason = withoutCommand(error);
      if (!/max request size exceeded/i.test(reason.message)) throw reason;
      return operations.map((operation) => failureOf(operation, reason));
    }
  }

  return {
    deadlineMs,
    async execute(operations, { signal }) {
      const parts = partsOf(operations, requestBytes);
      return (await Promise.all(parts.map((part) => request(part, signal)))).flat();
    },
    async close() {},
  };
}

function outcome(operation: Operation, answer: Answer | undefined): Outcome {
  if (answer === undefined) return failureOf(operation, new Error("Upstash left out an answer"));
  if (answer.error) return failureOf(operation, new Error(answer.error));
  return outcomeOf(operation, answer.result);
}

/** Asks again for the answers that are such errors, and puts what comes back in their place. */
async function replaceWhere(
  answers: Answer[],
  matches: (error: string) => boolean,
  again: (which: readonly number[]) => Promise<Answer[]>,
): Promise<void> {
  const which = answers.flatMap(({ error }, i) => (error && matches(error) ? [i] : []));
  if (which.length === 0) return;
  const better = await again(which);
  which.forEach((i, position) => {
    const answer = better[position];
    if (answer) answers[i] = answer;
  });
}

function pick<T>(from: readonly T[], which: readonly number[]): T[] {
  return which.flatMap((i) => from[i] ?? []);
}

/** In order; one that is too large by itself goes alone. */
function partsOf(operations: readonly Operation[], requestBytes: number): Operation[][] {
  const parts: Operation[][] = [[]];
  let bytes = 0;
  for (const operation of operations) {
    const weight = operation.kind === "write" ? operation.bytes : 0;
    if (bytes + weight > requestBytes && parts.at(-1)?.length !== 0) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(operation);
    bytes += weight;
  }
  return parts;
}

/** The client's errors repeat the whole request: what it held belongs into no log. */
function withoutCommand(error: unknown): Error {
  const { message } = asError(error);
  const end = message.indexOf(", command was: ");
  return end < 0 ? asError(error) : new Error(message.slice(0, end));
}
