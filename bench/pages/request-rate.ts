import { connect } from "node:net";
import { setTimeout } from "node:timers";

export interface Target {
  port: number;
  path: string;
  headers: Record<string, string>;
  /** that every answer must have */
  status: number;
}

export interface Rate {
  /** requests a second */
  rate: number;
  answered: number;
  /** of these with a whole page instead of 304: made anew, since the cache was late */
  late: number;
}

/** Milliseconds that answers may take to come after the last request was sent. */
const patience = 20_000;

/**
 * How many requests a second a server answers to so many connections, each of which sends its next request when the answer to the
 * last is there. Written on sockets, with a request that is put together once, so that whoever asks takes less of the machine than
 * who answers.
 * @throws Error naming the address, where an answer is another than expected, late, or broken off
 */
export async function requestRate(target: Target, connections: number, milliseconds: number): Promise<Rate> {
  const begun = performance.now();
  const ends = begun + milliseconds;
  const counts = await Promise.all(Array.from({ length: connections }, () => ask(target, ends)));
  const sum = (of: keyof Count) => counts.reduce((total, count) => total + count[of], 0);
  const answered = sum("answered");
  return { rate: (answered * 1000) / (performance.now() - begun), answered, late: sum("late") };
}

type Count = Pick<Rate, "answered" | "late">;

function ask({ port, path, headers, status }: Target, ends: number): Promise<Count> {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${lines.join("")}\r\n`);
  return new Promise((resolve, reject) => {
    let [answered, late] = [0, 0];
    let answer: Answer | undefined;
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    const fail = (why: string) => {
      reject(new Error(`${path}: ${why}`));
      socket.destroy();
    };
    const timer = setTimeout(() => fail("no answer in time"), ends - performance.now() + patience);
    socket.setNoDelay(true);
    socket.once("error", ({ message }) => fail(message));
    socket.once("close", () => {
      clearTimeout(timer);
      fail("the connection was closed before the answer was there");
    });
    socket.on("data", (chunk) => {
      answer = answer ? continued(answer, chunk) : begunWith(chunk);
      if (answer === undefined) return fail("the head of an answer came in pieces");
      if (answer.status !== status && answer.status !== 200)
        return fail(`answered ${answer.status}, not ${status}`);
      if (answer.missing > 0) return;
      if (answer.status !== status) late++;
      answer = undefined;
      answered++;
      if (performance.now() < ends) socket.write(request);
      else {
        resolve({ answered, late });
        socket.destroy();
      }
    });
  });
}

interface Answer {
  status: number;
  /** bytes of the body that are still to come; of one in chunks, infinitely many until its last */
  missing: number;
}

/** The head of an answer fits into one piece, on loopback. */
function begunWith(chunk: Buffer): Answer | undefined {
  const end = chunk.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = chunk.toString("latin1", 0, end);
  const status = Number(head.slice(9, 12));
  if (status === 304) return { status, missing: 0 };
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  const missing = length === undefined ? Number.POSITIVE_INFINITY : Number(length);
  return continued({ status, missing }, chunk.subarray(end + 4));
}

function continued({ status, missing }: Answer, chunk: Buffer): Answer {
  const ended = missing === Number.POSITIVE_INFINITY && chunk.subarray(-lastChunk.length).equals(lastChunk);
  return { status, missing: ended ? 0 : missing - chunk.length };
}

const lastChunk = Buffer.from("0\r\n\r\n");
