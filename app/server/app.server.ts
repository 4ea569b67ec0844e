import type { RequestListener } from "node:http";
import type { Logger } from "pino";
import { isEmbedded } from "#app/db/migrate.server.ts";
import { openDatabase } from "#app/db/open.server.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { openDataLayer, openStore } from "#app/domains/data-layer.server.ts";
import { type Env, loadEnv } from "#app/env.server.ts";
import { startControlServer } from "#ops/control-server.ts";
import { createLog } from "./log.server.ts";
import { prepareBuild } from "./prepare-build.server.ts";
import { type Readiness, readinessOf } from "./readiness.server.ts";
import { createAppListener } from "./request-listener.server.ts";
import { loadSecret } from "./secret.server.ts";
import { serveFiles } from "./serve-files.server.ts";

export { EnvError, loadEnv } from "#app/env.server.ts";

/** What a process has once, whoever asks: the routes get the same object through their context. */
export interface Services {
  env: Env;
  log: Logger;
  /** signs cookies */
  secret: string;
  data: DataLayer;
  /** whether requests can be answered now, and by what */
  readiness(): Promise<Readiness>;
  /** Ends what it opened: pools, locks, timers. */
  close(): Promise<void>;
}

export interface RunningApp {
  listener: RequestListener;
  log: Logger;
  close(): Promise<void>;
}

/**
 * Opens what the application stands on. The embedded database is brought to the newest migration; a server's database is
 * left to `npm run db:migrate`.
 * @throws EnvError, DatabaseError, FolderError, whose messages are meant for who started the process
 */
export async function openServices(): Promise<Services> {
  const env = loadEnv();
  const log = createLog(env);
  const secret = await loadSecret(env);
  const database = await openDatabase({
    url: env.databaseUrl,
    dataFolder: env.dataFolder,
    driver: env.databaseDriver,
    neonGateway: env.neonGateway,
  });
  try {
    if (isEmbedded(database)) await database.migrate();
    const data = await openDataLayer({
      database,
      store: await openStore(env),
      sweepSeconds: env.sweepSeconds,
      onSweepError: (error) => log.warn({ err: error }, "sweep of pending invalidations failed"),
      onCacheEvent: ({ type, ...details }) => log.warn({ cache: type, ...details }, "cache"),
    });
    const control =
      isEmbedded(database) && database.lock ? await startControlServer(data, database.lock) : undefined;
    const close = async () => {
      await control?.stop();
      await data.close();
    };
    return { env, log, secret, data, readiness: () => readinessOf(data), close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * The application's answer to a request.
 * @param files folder with the client build; undefined where something else serves it
 */
export async function createListener(services: Services, files?: string): Promise<RequestListener> {
  const { env } = services;
  const load = async () => prepareBuild(await import("virtual:react-router/server-build"), env.origin);
  // A function is asked, and the routes put together, for each request: only development needs that.
  const listener = createAppListener(services, env.mode === "development" ? load : await load());
  return files === undefined ? listener : serveFiles(files, env, listener);
}

/** Opens everything and puts the listener together. */
export async function createApp({ files }: { files: string }): Promise<RunningApp> {
  const services = await openServices();
  return { listener: await createListener(services, files), log: services.log, close: services.close };
}
