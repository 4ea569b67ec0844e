import { connect } from "node:net";

export interface Target {
  port: number;
  path: string;
  headers: Record<string, string>;
  /** that every answer must have */
  status: number;
}

/**
 * How many requests a second a server answers to so many connections, each of which sends its next request when the answer to the
 * last is there. Written on sockets, so that whoever asks takes less of the machine than who answers.
 */
export async function requestRate(
  target: Target,
  connections: number,
  milliseconds: number,
): Promise<{ rate: number; answered: number }> {
  const begun = performance.now();
  const ends = begun + milliseconds;
  const counts = await Promise.all(Array.from({ length: connections }, () => ask(target, ends)));
  const answered = counts.reduce((sum, count) => sum + count, 0);
  return { rate: (answered * 1000) / (performance.now() - begun), answered };
}

function ask({ port, path, headers, status }: Target, ends: number): Promise<number> {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${lines.join("")}\r\n`;
  return new Promise((resolve, reject) => {
    let answered = 0;
    let received = Buffer.alloc(0);
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    socket.setNoDelay(true);
    socket.once("error", reject);
    socket.once("close", () =>
      reject(new Error(`${path}: the connection was closed before the answer was there`)),
    );
    socket.on("data", (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      if (!isWhole(received)) return;
      if (received.toString("latin1", 9, 12) !== String(status)) {
        reject(new Error(`${path} answered ${received.toString("latin1", 0, 200)}`));
        socket.destroy();
        return;
      }
      received = Buffer.alloc(0);
      answered++;
      if (performance.now() < ends) socket.write(request);
      else {
        socket.destroy();
        resolve(answered);
      }
    });
  });
}

/** Of an answer with a length, in chunks, or without a body. */
function isWhole(received: Buffer): boolean {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const head = received.toString("latin1", 0, end).toLowerCase();
  if (head.startsWith("http/1.1 304")) return true;
  const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
  if (length !== undefined) return received.length >= end + 4 + Number(length);
  return received.subarray(-5).equals(lastChunk);
}

const lastChunk = Buffer.from("0\r\n\r\n");
