import { randomBytes } from "node:crypto";
import pg from "pg";
import { migrate } from "#app/db/migrate.server.ts";
import { startPostgres } from "../servers/postgres.ts";
import { startRedis } from "../servers/redis.ts";
import { startNeonGateway } from "./neon.ts";
import { startUpstashGateway } from "./upstash.ts";

export interface Cloud {
  /** With these in its environment, the server runs on the production drivers. */
  variables: Record<string, string>;
  /** Ends every server; nothing of the data is left. */
  stop(): Promise<void>;
}

const database = "placar";

/** Starts PostgreSQL and Redis with Neon's and Upstash's endpoints in front of them, all on free ports of 127.0.0.1, and migrates. */
export async function startCloud(): Promise<Cloud> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    const neon = await startNeon(stops);
    const redis = await startRedis();
    stops.push(redis.stop);
    const upstash = await startUpstashGateway({ redisUrl: redis.url });
    stops.push(upstash.stop);
    const variables = {
      ...neon,
      UPSTASH_REDIS_REST_URL: upstash.url,
      UPSTASH_REDIS_REST_TOKEN: upstash.token,
      // Production does not start on a server's database without one.
      PLACAR_SECRET: randomBytes(36).toString("base64url"),
    };
    return { variables, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startNeon(stops: (() => Promise<void>)[]): Promise<Record<string, string>> {
  const postgres = await startPostgres();
  stops.push(postgres.stop);
  const client = new pg.Client({ connectionString: postgres.url() });
  await client.connect();
  await client.query(`create database ${database}`);
  await client.end();
  await migrate({ url: postgres.url(database) });
  const gateway = await startNeonGateway({ postgresUrl: postgres.url(database) });
  stops.push(gateway.stop);
  return {
    DATABASE_URL: gateway.connectionString,
    DATABASE_DRIVER: "neon",
    NEON_SQL_ENDPOINT: gateway.sqlEndpoint,
    NEON_WS_PROXY: gateway.wsProxy,
  };
}
