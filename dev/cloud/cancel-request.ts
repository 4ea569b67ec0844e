import { connect } from "node:net";
import type pg from "pg";

const cancelRequestCode = 80_877_102;

/**
 * Asks the server to cancel what a connection is running, over a connection of its own.
 * The server does not answer; a request that comes while nothing runs has no effect.
 * Source: PostgreSQL documentation, "Message Formats", CancelRequest.
 */
export function cancelRunning(client: pg.ClientBase, target: { host: string; port: number }): void {
  const { processID, secretKey } = client as unknown as { processID: number; secretKey: number };
  const packet = Buffer.alloc(16);
  packet.writeInt32BE(packet.length, 0);
  packet.writeInt32BE(cancelRequestCode, 4);
  packet.writeInt32BE(processID, 8);
  packet.writeInt32BE(secretKey, 12);
  const socket = connect(target.port, target.host, () => socket.end(packet));
  socket.on("error", () => {}); // the server is gone, and the query with it
}
