import { connect } from "node:net";
import type { RawData, WebSocket } from "ws";

/** Bytes that may wait for a slow reader in either direction before the writer is made to wait. */
const highWaterMark = 1024 * 1024;

/**
 * Joins a WebSocket to the server's TCP port: binary messages one way, the byte stream the other, each held back while
 * the far side is slow. The driver closes without a Terminate message, so its close ends the TCP side.
 */
export function pipeToServer(socket: WebSocket, target: { host: string; port: number }): void {
  const server = connect({ ...target, noDelay: true });

  socket.on("message", (data: RawData, isBinary: boolean) => {
    if (!isBinary) socket.close(1003, "binary messages only");
    else if (server.writable && !server.write(toBuffer(data))) socket.pause();
  });
  server.on("drain", () => socket.resume());

  server.on("data", (chunk) => {
    socket.send(chunk, { binary: true }, () => {
      if (server.isPaused() && socket.bufferedAmount < highWaterMark) server.resume();
    });
    if (socket.bufferedAmount >= highWaterMark) server.pause();
  });

  socket.on("error", () => server.destroy());
  socket.on("close", () => server.destroySoon());
  server.on("error", () => socket.close(1011, "the server is gone"));
  server.on("close", () => {
    // What the client sent to a server that was gone may have paused it, and its goodbye would go unread.
    socket.resume();
    socket.close(1000);
  });
}

function toBuffer(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
