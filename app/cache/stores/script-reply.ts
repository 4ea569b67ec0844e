import type { Operation, Outcome, ReadReply, Replies } from "../store.ts";
import { asError } from "../unavailable.ts";

/** What a script answered, as the reply to its operation. */
export function outcomeOf(operation: Operation, reply: unknown): Outcome {
  try {
    return { ok: true, reply: replyOf(operation, reply) };
  } catch (error) {
    return { ok: false, error: asError(error) };
  }
}

/** What a server's error means for an operation. */
export function failureOf(operation: Operation, error: Error): Outcome {
  // A server without memory to spare, or that takes no request so large, keeps no entry; the cache is not away for that.
  const isFull = /^OOM|max request size exceeded/i.test(error.message);
  return operation.kind === "write" && isFull ? { ok: true, reply: false } : { ok: false, error };
}

function replyOf(operation: Operation, reply: unknown): Replies[Operation["kind"]] {
  switch (operation.kind) {
    case "read":
      return readReply(reply);
    case "write":
      return reply === 1;
    case "release":
      return null;
    case "bump":
      return listOf(reply, operation.tags.length).map(text);
    case "versions":
      return listOf(reply, operation.tags.length).map((each) =>
        each === null ? undefined : text(each).replace(/@.*/, ""),
      );
  }
}

function readReply(reply: unknown): ReadReply {
  const [stamp, payload, stale, leased, position] = listOf(reply, 5);
  return {
    stamp: text(stamp),
    entry: payload === null ? undefined : { payload: text(payload), stale: stale === 1 },
    leased: leased === 1,
    position: text(position) || undefined,
  };
}

function listOf(reply: unknown, length: number): unknown[] {
  if (Array.isArray(reply) && reply.length === length) return reply;
  throw new TypeError("The store answered with something else than the protocol says");
}

function text(reply: unknown): string {
  if (typeof reply === "string") return reply;
  throw new TypeError("The store answered with something else than the protocol says");
}
