import { randomBytes } from "node:crypto";
import { makeMigratedDatabase } from "../servers/migrated-database.ts";
import { startPostgres } from "../servers/postgres.ts";
import { startRedis } from "../servers/redis.ts";
import { startNeonGateway } from "./neon.ts";
import { startUpstashGateway } from "./upstash.ts";

export interface Cloud {
  /** With these in its environment, the server runs on the production drivers. */
  variables: Record<string, string>;
  /** The database behind all of it: as the role that owns it, and past every policy. */
  ownerUrl: string;
  superuserUrl: string;
  /** Ends every server; nothing of the data is left. */
  stop(): Promise<void>;
}

const database = "placar";

/**
 * Starts PostgreSQL and Redis, with Neon's and Upstash's endpoints in front of them, all on free ports of 127.0.0.1, and migrates.
 * @param options.plain without those endpoints: node-postgres and Redis's own protocol
 */
export async function startCloud({ plain = false } = {}): Promise<Cloud> {
  const stops: (() => Promise<void>)[] = [];
  const started = <Server extends { stop(): Promise<void> }>(server: Server): Server => {
    stops.push(server.stop);
    return server;
  };
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    const postgres = started(await startPostgres());
    const ownerUrl = await makeMigratedDatabase(postgres, database);
    const redis = started(await startRedis());
    // Production does not start on a server's database without one.
    const secret = { PLACAR_SECRET: randomBytes(36).toString("base64url") };
    const behind = { ownerUrl, superuserUrl: postgres.url(database, "postgres"), stop };
    if (plain) return { variables: { DATABASE_URL: ownerUrl, REDIS_URL: redis.url, ...secret }, ...behind };
    const neon = started(await startNeonGateway({ postgresUrl: ownerUrl }));
    const upstash = started(await startUpstashGateway({ redisUrl: redis.url }));
    const variables = {
      DATABASE_URL: neon.connectionString,
      DATABASE_DRIVER: "neon",
      NEON_SQL_ENDPOINT: neon.sqlEndpoint,
      NEON_WS_PROXY: neon.wsProxy,
      UPSTASH_REDIS_REST_URL: upstash.url,
      UPSTASH_REDIS_REST_TOKEN: upstash.token,
      ...secret,
    };
    return { variables, ...behind };
  } catch (error) {
    await stop();
    throw error;
  }
}
