import { neonConfig } from "@neondatabase/serverless";
import { type PostgresServer, startPostgres } from "../servers/postgres.ts";
import { type NeonGateway, startNeonGateway } from "./neon.ts";

/** A Postgres and the gateway in front of it, with the driver of this process pointed at it. */
export async function startForDriver(): Promise<{
  postgres: PostgresServer;
  gateway: NeonGateway;
  stop(): Promise<void>;
}> {
  const postgres = await startPostgres();
  const gateway = await startNeonGateway({ postgresUrl: postgres.url() });
  neonConfig.fetchEndpoint = () => gateway.sqlEndpoint;
  neonConfig.wsProxy = () => gateway.wsProxy;
  neonConfig.useSecureWebSocket = false;
  return {
    postgres,
    gateway,
    async stop() {
      await gateway.stop();
      await postgres.stop();
    },
  };
}
