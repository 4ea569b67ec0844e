import { connect, createServer, type Socket } from "node:net";

/** What befalls whoever is connected through it. */
export interface Fault {
  readonly refuses?: boolean;
  /** Every request arrives so much later, in milliseconds. */
  readonly delayMs?: number;
  /** So many of the requests break the connection, half of them after they have arrived. */
  readonly breaks?: number;
}

/** A TCP connection to a server of this machine on which things can go wrong. */
export interface FaultyLink {
  readonly port: number;
  suffer(fault: Fault): void;
  stop(): Promise<void>;
}

export async function startFaultyLink(port: number): Promise<FaultyLink> {
  let fault: Fault = {};
  const open = new Set<Socket>();

  const server = createServer((near) => {
    if (fault.refuses) return near.destroy();
    const far = connect(port, "127.0.0.1");
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        open.delete(socket);
        other.destroy();
      });
    }
    far.on("data", (bytes) => near.write(bytes));
    near.on("data", (bytes) => {
      const pass = () => far.destroyed || far.write(bytes);
      const luck = Math.random();
      if (luck < (fault.breaks ?? 0) / 2) return near.destroy();
      if (fault.delayMs === undefined) pass();
      else setTimeout(pass, fault.delayMs);
      if (luck < (fault.breaks ?? 0)) near.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP address");

  return {
    port: address.port,
    suffer(next) {
      fault = next;
      if (next.refuses) for (const socket of open) socket.destroy();
    },
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
