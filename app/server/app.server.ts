import type { RequestListener } from "node:http";
import type { Logger } from "pino";
import { type Env, loadEnv } from "#app/env.server.ts";
import { createLog } from "./log.server.ts";
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
  /** whether requests can be answered now, and by what */
  readiness(): Promise<Readiness>;
  /** Ends what it opened: pools, locks, timers. */
  close(): Promise<void>;
}

export interface Readiness {
  ready: boolean;
  database: "reachable" | "unreachable";
}

export interface RunningApp {
  listener: RequestListener;
  log: Logger;
  close(): Promise<void>;
}

/**
 * Opens what the application stands on.
 * @throws EnvError, or an error whose message says in one line what could not be opened
 */
export async function openServices(): Promise<Services> {
  const env = loadEnv();
  const log = createLog(env);
  return {
    env,
    log,
    secret: await loadSecret(env),
    readiness: async () => ({ ready: true, database: "reachable" }),
    close: async () => {},
  };
}

/**
 * The application's answer to a request.
 * @param files folder with the client build; undefined where something else serves it
 */
export function createListener(services: Services, files?: string): RequestListener {
  const listener = createAppListener(services, () => import("virtual:react-router/server-build"));
  return files === undefined ? listener : serveFiles(files, services.env, listener);
}

/** Opens everything and puts the listener together. */
export async function createApp({ files }: { files: string }): Promise<RunningApp> {
  const services = await openServices();
  return { listener: createListener(services, files), log: services.log, close: services.close };
}
