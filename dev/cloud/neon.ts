import { WebSocketServer } from "ws";
import { listenOnLoopback } from "./loopback-server.ts";
import { openConnections } from "./neon-connections.ts";
import { answerSql } from "./neon-http.ts";
import { pipeToServer } from "./neon-websocket.ts";

export interface NeonGateway {
  /** For `neonConfig.fetchEndpoint`: `http://127.0.0.1:<port>/sql` */
  sqlEndpoint: string;
  /** For `neonConfig.wsProxy`: `127.0.0.1:<port>/v2`, with `useSecureWebSocket = false` */
  wsProxy: string;
  /** `postgresUrl` with the host name of a Neon-like server, which only the two addresses above lead to. */
  connectionString: string;
  stop(): Promise<void>;
}

/** The host in the gateway's connection strings. Names below `localhost` never leave the machine. */
export const neonHost = "db.neon.localhost";

/** Serves Neon's HTTP and WebSocket endpoints on a free port of 127.0.0.1, in front of a real Postgres. */
export async function startNeonGateway(options: { postgresUrl: string }): Promise<NeonGateway> {
  const postgres = new URL(options.postgresUrl);
  const target = { host: postgres.hostname, port: Number(postgres.port || 5432) };
  const connections = openConnections(target);

  const { server, port, stop } = await listenOnLoopback((request, response) => {
    if (URL.parse(request.url ?? "", "http://gateway")?.pathname === "/sql") {
      void answerSql(request, response, connections);
    } else {
      request.resume();
      response.writeHead(404).end();
    }
  });
  const webSockets = new WebSocketServer({ server, path: "/v2", perMessageDeflate: false });
  webSockets.on("connection", (socket) => pipeToServer(socket, target));

  const connectionString = new URL(postgres);
  connectionString.host = neonHost;
  connectionString.port = "";
  return {
    sqlEndpoint: `http://127.0.0.1:${port}/sql`,
    wsProxy: `127.0.0.1:${port}/v2`,
    connectionString: connectionString.href,
    async stop() {
      for (const socket of webSockets.clients) socket.terminate();
      webSockets.close();
      await stop();
      await connections.close();
    },
  };
}
