import type { RequestListener } from "node:http";
import { join } from "node:path";
import type { Logger } from "pino";
import { isEmbedded } from "#app/db/migrate.server.ts";
import { openDatabase } from "#app/db/open.server.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { openDataLayer, openStore } from "#app/domains/data-layer.server.ts";
import { allJobs } from "#app/domains/jobs.server.ts";
import { type Env, loadEnv } from "#app/env.server.ts";
import { startWorkers } from "#app/jobs/start-workers.server.ts";
import { openMail } from "#app/mail/open-mail.server.ts";
import { startControlServer } from "#ops/control-server.ts";
import { createLog } from "./log.server.ts";
import { type CacheFigures, createCacheFigures } from "./observe/cache-figures.server.ts";
import type { Metrics } from "./observe/metrics.server.ts";
import { observeInvalidations, observeStore } from "./observe/observe-data.server.ts";
import { type Observer, observers } from "./observe/observer.ts";
import { buildVersion } from "./pages/build-version.server.ts";
import { createPageCache } from "./pages/page-cache.server.ts";
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
  /** told of what happens, to count it */
  observer: Observer;
  /** what owners may know of the cache */
  figures: CacheFigures;
  /** undefined where nobody may ask for them */
  metrics: Metrics | undefined;
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
    replicaUrls: env.databaseReplicaUrls,
    onReplica(event) {
      if (event.type === "failed") log.warn({ err: event.error }, "replica failed, the primary answers");
    },
    dataFolder: env.dataFolder,
    driver: env.databaseDriver,
    neonGateway: env.neonGateway,
  });
  const figures = createCacheFigures();
  const observing: Observer[] = [figures];
  const observer = observers(observing);
  // In the order in which they were opened; whatever stands on another is closed before it.
  const closers = [() => database.close()];
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    if (isEmbedded(database)) await database.migrate();
    const opened = await openDataLayer({
      database,
      store: observeStore(await openStore(env), observer),
      sweepSeconds: env.sweepSeconds,
      onSweepError: (error) => log.warn({ err: error }, "sweep of pending invalidations failed"),
      onCacheEvent(event) {
        const { type, ...details } = event;
        log.warn({ cache: type, ...details }, "cache");
        observer.cache(event);
      },
    });
    // Closes the database too.
    closers[0] = () => opened.close();
    const data = observeInvalidations(opened, observer);
    const metrics = env.metricsToken === undefined ? undefined : await openMetrics(data);
    if (metrics) observing.push(metrics);
    if (isEmbedded(database) && database.lock) {
      const control = await startControlServer(data, database.lock);
      closers.push(() => control.stop());
    }
    if (env.jobs) {
      const mail = env.mail && openMail({ ...env.mail, secret });
      if (mail) closers.push(async () => mail.close());
      const workers = await startWorkers(data, allJobs, {
        mail,
        onFailure: ({ last, ...failed }) =>
          last ? log.error(failed, "job failed for good") : log.warn(failed, "job failed"),
        onError: (error) => log.warn({ err: error }, "job queue"),
      });
      closers.push(() => workers.stop());
    }
    return { env, log, secret, data, observer, figures, metrics, readiness: () => readinessOf(data), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Loaded only where somebody may ask for them. */
async function openMetrics(data: DataLayer): Promise<Metrics> {
  const { createMetrics } = await import("./observe/metrics.server.ts");
  return createMetrics(data);
}

/**
 * The application's answer to a request.
 * @param folder of the build; undefined in development, where something else serves the browser's files, and what a page is
 * made from changes with every edit
 */
export async function createListener(services: Services, folder?: string): Promise<RequestListener> {
  const { env } = services;
  const load = async () => prepareBuild(await import("virtual:react-router/server-build"), env.origin);
  // A function is asked, and the routes put together, for each request.
  if (folder === undefined) return createAppListener(services, load);
  const build = await load();
  // A page that tells its queries tells those of this time.
  const pages = env.showQueries
    ? undefined
    : createPageCache(services, build, await buildVersion(join(folder, "server")));
  return serveFiles(join(folder, "client"), env, createAppListener(services, build, pages));
}

/** Opens everything and puts the listener together. */
export async function createApp({ folder }: { folder: string }): Promise<RunningApp> {
  const services = await openServices();
  return { listener: await createListener(services, folder), log: services.log, close: services.close };
}
