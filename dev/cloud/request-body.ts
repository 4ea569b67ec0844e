import type { IncomingMessage } from "node:http";

/** A request that an endpoint refuses before what stands behind it sees it. */
export class RequestError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Reads to the end even what is too large: a client still sending would take an early answer for a broken connection.
 *
 * @param describeExcess what the 413 says to a body of so many bytes
 * @throws RequestError 413 above `limit` bytes; Error when the client goes away before it has sent everything
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  describeExcess: (bytes: number) => string,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > limit) throw new RequestError(413, describeExcess(size));
  return Buffer.concat(chunks).toString();
}
