import { join } from "node:path";
import { openEmbedded } from "#app/db/drivers/pglite.server.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { ensureBuild } from "#dev/bundle/ensure-build.ts";
import { makeTempFolder, removeFolder } from "#dev/servers/temp-folder.ts";
import { startServer } from "#dev/test/server.ts";
import { addDemo } from "#ops/demo/fill.server.ts";
import { agenciesVariable, arrangeAgencies } from "./agencies.ts";

/** Where the workers find the address of the server that the whole run uses. */
export const originVariable = "PLACAR_E2E_ORIGIN";

/**
 * Playwright's global setup: the production build on a free port, in demo mode, on an embedded database that holds the demo
 * agency, which tests only read, and small ones for the tests that write.
 */
export default async function startApplication(): Promise<(() => Promise<void>) | undefined> {
  // Whoever writes a test keeps one running meanwhile.
  if (process.env[originVariable]) return undefined;
  const folder = await makeTempFolder("e2e");
  try {
    await Promise.all([ensureBuild(), fillDatabase(folder)]);
    const server = await startServer({ PLACAR_DATA: folder, PLACAR_DEMO: "true", LOG_LEVEL: "info" });
    process.env[originVariable] = server.origin;
    return async () => {
      await server.stop();
      await removeFolder(folder);
    };
  } catch (error) {
    await removeFolder(folder);
    throw error;
  }
}

async function fillDatabase(folder: string): Promise<void> {
  const database = await openEmbedded({ folder });
  try {
    await database.migrate();
    const data = await openDataLayer({ database, sweepSeconds: 0 });
    await addDemo(data, { now: new Date(), signal: new AbortController().signal, onProgress: () => {} });
    const agencies = join(folder, "agencies");
    await arrangeAgencies(
      async (text, params) => (await database.client.query(text, params)).rows as never,
      agencies,
    );
    process.env[agenciesVariable] = agencies;
    await data.close();
  } catch (error) {
    await database.close();
    throw error;
  }
}
