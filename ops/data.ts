import { isEmbedded } from "#app/db/migrate.server.ts";
import { openDatabase } from "#app/db/open.server.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { openDataLayer, openStore } from "#app/domains/data-layer.server.ts";
import type { Env } from "#app/env.server.ts";

/**
 * Opens the data that the environment names, for one command. An embedded database is brought to the newest migration.
 * @throws DatabaseError, FolderError
 */
export async function openData(
  env: Pick<Env, "databaseUrl" | "databaseDriver" | "dataFolder"> &
    Partial<Pick<Env, "neonGateway" | "redisUrl" | "upstash">>,
): Promise<DataLayer> {
  const database = await openDatabase({
    url: env.databaseUrl,
    dataFolder: env.dataFolder,
    driver: env.databaseDriver,
    neonGateway: env.neonGateway,
  });
  try {
    if (isEmbedded(database)) await database.migrate();
    const data = await openDataLayer({ database, store: await openStore(env), sweepSeconds: 0 });
    const shared = env.redisUrl !== undefined || env.upstash !== undefined;
    return shared || isEmbedded(database) ? data : leavingBumpsToServers(data);
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Servers whose caches are in their own memory are out of reach: the rows that a command leaves tell their sweeps what to bump. */
function leavingBumpsToServers(data: DataLayer): DataLayer {
  const sweep = async () => ({ bumped: 0, confirmed: 0 });
  return { ...data, invalidations: { ...data.invalidations, settle: async () => false, sweep } };
}
