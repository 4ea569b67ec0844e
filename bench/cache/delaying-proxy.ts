import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Stands between a client and its server on loopback, delays what passes and counts it. */
export interface DelayingProxy {
  readonly port: number;
  /** Milliseconds added to each round trip, half of them each way. */
  delay(ms: number): void;
  /** Cuts every connection and refuses new ones, until it is told to accept them again. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  /** Runs `work` and counts what it sent. */
  counted(work: () => Promise<unknown>): Promise<Traffic>;
  stop(): Promise<void>;
}

export interface Traffic {
  /** How often something was sent after an answer had come: what was sent together counts once. */
  readonly roundTrips: number;
  /** Redis's commands or HTTP's requests. */
  readonly requests: number;
}

/** As a command begins in Redis's protocol, and a request in HTTP. */
const beginning = /\*\d+\r\n\$|POST \//g;

export async function startDelayingProxy(targetPort: number): Promise<DelayingProxy> {
  const sockets = new Set<Socket>();
  let halfMs = 0;
  let answered = true;
  let roundTrips = 0;
  let requests = 0;

  function later(pass: () => void): void {
    if (halfMs === 0) pass();
    else setTimeout(pass, halfMs);
  }

  function forward(from: Socket, to: Socket, onChunk: (chunk: Buffer) => void, after: () => void): void {
    sockets.add(from);
    from.setNoDelay(true);
    from.on("error", () => {});
    from.on("data", (chunk) => {
      onChunk(chunk);
      later(() => {
        if (to.writable) to.write(chunk);
        after();
      });
    });
    from.on("close", () => {
      sockets.delete(from);
      // After what was sent before.
      later(() => to.end());
    });
  }

  const server = createServer((client) => {
    const target = connect(targetPort, "127.0.0.1");
    const count = (chunk: Buffer) => {
      if (answered) roundTrips++;
      answered = false;
      requests += chunk.toString("latin1").match(beginning)?.length ?? 0;
    };
    forward(client, target, count, () => {});
    forward(
      target,
      client,
      () => {},
      () => {
        answered = true;
      },
    );
  });
  const listen = async (port: number) => void (await once(server.listen(port, "127.0.0.1"), "listening"));
  await listen(0);
  const { port } = server.address() as AddressInfo;

  async function refuse(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  return {
    port,
    delay(ms) {
      halfMs = ms / 2;
    },
    refuse,
    async accept() {
      if (!server.listening) await listen(port);
    },
    async counted(work) {
      [answered, roundTrips, requests] = [true, 0, 0];
      await work();
      return { roundTrips, requests };
    },
    stop: refuse,
  };
}
