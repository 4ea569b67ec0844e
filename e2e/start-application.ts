import { join } from "node:path";
import pg from "pg";
import type { Database } from "#app/db/database.ts";
import { openEmbedded } from "#app/db/drivers/pglite.server.ts";
import { openDatabase } from "#app/db/open.server.ts";
import { demoAccounts } from "#app/domains/accounts/demo-accounts.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { ensureBuild } from "#dev/bundle/ensure-build.ts";
import { startCloud } from "#dev/cloud/start-cloud.ts";
import { makeTempFolder, removeFolder } from "#dev/servers/temp-folder.ts";
import type { Oracle } from "#dev/test/database.ts";
import { startServer } from "#dev/test/server.ts";
import { addDemo } from "#ops/demo/fill.server.ts";
import { agenciesVariable, arrangeAgencies } from "./agencies.ts";

/** Where the workers find the address of the server that the whole run uses. */
export const originVariable = "PLACAR_E2E_ORIGIN";

/** What the run stands on: `embedded` unless this names `postgres` (with Redis) or `cloud` (Neon's and Upstash's drivers). */
export const stack = process.env.PLACAR_E2E_STACK ?? "embedded";

/**
 * Playwright's global setup: the production build on a free port, in demo mode, on a database that holds the demo agency, which
 * tests only read, and small ones for the tests that write.
 */
export default async function startApplication(): Promise<(() => Promise<void>) | undefined> {
  // Whoever writes a test keeps one running meanwhile.
  if (process.env[originVariable]) return undefined;
  const folder = await makeTempFolder("e2e");
  const stops = [() => removeFolder(folder)];
  const stop = async () => {
    for (const one of stops.reverse()) await one();
  };
  try {
    const [variables] = await Promise.all([prepareStack(folder, stops), ensureBuild()]);
    const server = await startServer({
      ...variables,
      PLACAR_DATA: folder,
      PLACAR_DEMO: "true",
      PLACAR_OPERATORS: demoAccounts[0].email,
      LOG_LEVEL: "info",
    });
    stops.push(async () => void (await server.stop()));
    process.env[originVariable] = server.origin;
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Gives the server's variables. */
async function prepareStack(folder: string, stops: (() => Promise<void>)[]): Promise<Record<string, string>> {
  if (stack === "embedded") {
    const database = await openEmbedded({ folder });
    await database.migrate();
    await fillDatabase(database, folder, async (text, params) => {
      return (await database.client.query(text, params)).rows as never;
    });
    return {};
  }
  if (stack !== "postgres" && stack !== "cloud") throw new Error(`PLACAR_E2E_STACK: no stack ${stack}`);
  const { variables, ownerUrl, superuserUrl, stop } = await startCloud({ plain: stack === "postgres" });
  stops.push(stop);
  const oracle = new pg.Client({ connectionString: superuserUrl });
  await oracle.connect();
  try {
    const database = await openDatabase({ url: ownerUrl });
    await fillDatabase(database, folder, async (text, params) => (await oracle.query(text, params)).rows);
  } finally {
    await oracle.end();
  }
  return variables;
}

/** Fills it, around the cache that the server will have, and closes it. */
async function fillDatabase(database: Database, folder: string, sql: Oracle): Promise<void> {
  try {
    const data = await openDataLayer({ database, sweepSeconds: 0 });
    await addDemo(data, { now: new Date(), signal: new AbortController().signal, onProgress: () => {} });
    const agencies = join(folder, "agencies");
    await arrangeAgencies(sql, agencies);
    process.env[agenciesVariable] = agencies;
    await data.close();
  } catch (error) {
    await database.close();
    throw error;
  }
}
