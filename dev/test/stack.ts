import { rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startNeonGateway } from "../cloud/neon.ts";
import { startUpstashGateway } from "../cloud/upstash.ts";
import { makeMigratedDatabase } from "../servers/migrated-database.ts";
import { startPostgres } from "../servers/postgres.ts";
import { startRedis } from "../servers/redis.ts";
import { makeTempFolder, removeFolder } from "../servers/temp-folder.ts";

/** What the integration tests of one run stand on; a value that workers get as a message, so plain data. */
export type TestStack =
  | { kind: "pglite"; redisUrl: string; dumpFile: string }
  | ({ kind: "postgres"; redisUrl: string } & ServerStack)
  | ({ kind: "neon"; redisUrl: string } & NeonStack & ServerStack);

interface NeonStack {
  gateway: { sqlEndpoint: string; wsProxy: string };
  /** Upstash's endpoint in front of the same Redis. */
  upstash: { url: string; token: string };
}

interface ServerStack {
  /** As the role that owns and migrates; the database's name is to be replaced. */
  ownerUrl: string;
  /** Past every policy and every gateway: for making databases and for oracles. */
  superuserUrl: string;
}

declare module "vitest" {
  interface ProvidedContext {
    testStack: TestStack;
  }
}

/** A migrated, empty database that each test file gets a copy of. */
export const templateDatabase = "placar_template";

/** Vitest's global setup: starts the stack that PLACAR_TEST_STACK of the project names, once a run. */
export default async function startStack(project: TestProject): Promise<() => Promise<void>> {
  const redis = await startRedis();
  const stops = [redis.stop];
  const stop = async () => {
    for (const one of stops.reverse()) await one();
  };
  try {
    project.provide("testStack", await startDatabases(project, redis.url, stops));
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startDatabases(
  project: TestProject,
  redisUrl: string,
  stops: (() => Promise<void>)[],
): Promise<TestStack> {
  const kind = project.config.env.PLACAR_TEST_STACK;
  if (kind === "pglite") return { kind, redisUrl, dumpFile: await dumpMigrated(stops) };
  if (kind !== "postgres" && kind !== "neon") throw new Error(`PLACAR_TEST_STACK: no stack ${kind}`);
  const postgres = await startPostgres();
  stops.push(postgres.stop);
  await makeMigratedDatabase(postgres, templateDatabase);
  const { superuserUrl } = postgres;
  if (kind === "postgres") return { kind, redisUrl, ownerUrl: postgres.url(), superuserUrl };
  const gateway = await startNeonGateway({ postgresUrl: postgres.url() });
  stops.push(gateway.stop);
  const rest = await startUpstashGateway({ redisUrl });
  stops.push(rest.stop);
  const { sqlEndpoint, wsProxy, connectionString } = gateway;
  return {
    ...{ kind, redisUrl, ownerUrl: connectionString, superuserUrl },
    gateway: { sqlEndpoint, wsProxy },
    upstash: { url: rest.url, token: rest.token },
  };
}

/** Migrates an embedded database in memory and leaves its dump in a file: loading it takes a tenth of making it. */
async function dumpMigrated(stops: (() => Promise<void>)[]): Promise<string> {
  const { openEmbedded } = await import("#app/db/drivers/pglite.server.ts");
  const folder = await makeTempFolder("dump");
  const removeAtOnce = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", removeAtOnce);
  stops.push(async () => {
    process.off("exit", removeAtOnce);
    await removeFolder(folder);
  });
  const database = await openEmbedded({});
  try {
    await database.migrate();
    const dump = await database.client.dumpDataDir("none");
    const file = join(folder, "migrated.tar");
    await writeFile(file, Buffer.from(await dump.arrayBuffer()));
    return file;
  } finally {
    await database.close();
  }
}
