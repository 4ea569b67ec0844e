import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below what systems give out by themselves: a server that is stopped finds its port free when it comes back. */
const [lowest, highest] = [10_240, 32_000];

/** A TCP port of 127.0.0.1 that nobody listened on a moment ago. Another process may take it first: who uses it retries. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = randomInt(lowest, highest + 1);
    if (await isFree(port)) return port;
  }
  throw new Error(`No port between ${lowest} and ${highest} was found free`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ host: "127.0.0.1", port }, () => server.close(() => resolve(true)));
  });
}
