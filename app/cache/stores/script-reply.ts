import type { Operation, Outcome, ReadOperation, ReadReply, Replies } from "../store.ts";
import { asError } from "../unavailable.ts";

/** What reading answers with when there is nothing to tell. */
const freshAndKnown = 1;

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
      return readReply(operation, reply);
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

function readReply({ known }: ReadOperation, reply: unknown): ReadReply {
  if (known && reply === freshAndKnown) {
    const { edition, stamp, payload } = known;
    return { stamp, entry: { edition, payload, stale: false }, leased: false, position: undefined };
  }
  const [stamp, edition, payload, stale, leased, position] = listOf(reply, 6);
  const sent = payload ?? (known?.edition === edition ? known?.payload : undefined);
  return {
    stamp: text(stamp),
    entry: edition === null ? undefined : { edition: text(edition), payload: text(sent), stale: stale === 1 },
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
