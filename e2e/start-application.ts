import { ensureBuild } from "#dev/bundle/ensure-build.ts";
import { makeTempFolder, removeFolder } from "#dev/servers/temp-folder.ts";
import { startServer } from "#dev/test/server.ts";

/** Where the workers find the address of the server that the whole run uses. */
export const originVariable = "PLACAR_E2E_ORIGIN";

/** Playwright's global setup: the production build on a free port, in demo mode, on a fresh embedded database. */
export default async function startApplication(): Promise<() => Promise<void>> {
  await ensureBuild();
  const folder = await makeTempFolder("e2e");
  try {
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
