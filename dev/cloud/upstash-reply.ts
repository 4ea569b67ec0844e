/** What the endpoint says of one command. */
export type Answer = { result: unknown } | { error: string };

/** How the client asked to have strings sent. */
export type Encoding = "base64" | "text";

/**
 * A reply of Redis with its strings as buffers, in JSON. Numbers and null go as they are; in base64 every string is encoded,
 * nested ones too, except an `OK` that is the whole reply.
 */
export function answerOf(reply: unknown, encoding: Encoding): Answer {
  if (reply instanceof Error) return { error: reply.message };
  const isOk = Buffer.isBuffer(reply) && reply.toString("latin1") === "OK";
  return { result: isOk ? "OK" : encode(reply, encoding) };
}

function encode(reply: unknown, encoding: Encoding): unknown {
  if (Array.isArray(reply)) return reply.map((each) => encode(each, encoding));
  if (Buffer.isBuffer(reply)) return reply.toString(encoding === "base64" ? "base64" : "utf8");
  if (reply instanceof Error) return encode(Buffer.from(reply.message), encoding);
  return reply;
}
