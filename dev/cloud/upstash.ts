import { randomBytes } from "node:crypto";
import { listenOnLoopback } from "./loopback-server.ts";
import { openConnection } from "./upstash-connection.ts";
import { answerRest, type UpstashEndpoint } from "./upstash-http.ts";

export interface UpstashGateway {
  /** `http://127.0.0.1:<port>` */
  url: string;
  token: string;
  stop(): Promise<void>;
}

export interface UpstashGatewayOptions {
  redisUrl: string;
  /** Made anew unless given. */
  token?: string;
  /** Upstash takes 10 MB unless a plan says otherwise. */
  maxRequestBytes?: number;
  /** `false` hands scripts that carry `allow-key-locking` to Redis as they are, as other REST servers do: it rejects them. */
  keyLocking?: boolean;
}

/**
 * Serves Upstash's REST endpoints on a free port of 127.0.0.1, in front of a real Redis.
 *
 * @throws Error when there is no Redis
 */
export async function startUpstashGateway(options: UpstashGatewayOptions): Promise<UpstashGateway> {
  const { redisUrl, keyLocking = true, maxRequestBytes = 10 * 1024 * 1024 } = options;
  const token = options.token ?? randomBytes(24).toString("base64url");
  const connection = await openConnection(redisUrl, { keyLocking });
  let answered = 0;
  const nextSyncToken = () => String(++answered).padStart(16, "0");
  const endpoint: UpstashEndpoint = { connection, token, maxRequestBytes, nextSyncToken };
  const { port, stop } = await listenOnLoopback((request, response) => {
    void answerRest(request, response, endpoint);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    async stop() {
      await stop();
      connection.close();
    },
  };
}
