import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { RunningApp } from "./app/server/app.server.ts";

/*
 * Runs Placar: `node server.ts` the build, `node server.ts --dev` the sources through Vite. The port opens first, so that
 * a probe sees a living process while the database is still being reached.
 */

type AppModule = typeof import("./app/server/app.server.ts");

const development = process.argv.includes("--dev");
process.env.NODE_ENV ??= development ? "development" : "production";

/** Milliseconds that running requests get to finish once the process is told to stop. A developer's browser holds a socket open. */
const patience = development ? 1_000 : 10_000;

/** Where it listens, for who started it in its own process: PORT may say "any". */
export const listeningPort = () => (server.address() as AddressInfo).port;

let running: RunningApp | undefined;
let stopping = false;

const server = createServer((req, res) => {
  if (stopping) res.setHeader("Connection", "close");
  if (running && !(stopping && req.url === "/health/ready")) running.listener(req, res);
  else answerWithoutApp(req, res);
});
// Longer than the idle timeout of the usual proxies, so that it is they who hang up.
server.keepAliveTimeout = 75_000;

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    // Told twice, somebody does not want to wait.
    if (stopping) process.exit(1);
    stop(0);
  });
}
process.on("uncaughtException", (error) => {
  if (!running) return fail(error);
  running.log.fatal({ err: error }, "uncaught exception");
  if (!stopping) stop(1);
});

try {
  const app = await loadApp();
  const env = app.loadEnv();
  await listen(env.port, env.host);
  running = await app.start();
  const { port } = server.address() as AddressInfo;
  running.log.info({ port, pid: process.pid }, "listening");
} catch (error) {
  fail(error);
}

async function loadApp(): Promise<Pick<AppModule, "loadEnv"> & { start(): Promise<RunningApp> }> {
  if (development) {
    const { loadDevelopmentApp } = await import("./dev/server/development-app.ts");
    return loadDevelopmentApp(server);
  }
  const build = new URL("./build/", import.meta.url);
  const app: AppModule = await import(new URL("server/index.js", build).href).catch((error) => {
    const missing =
      error.code === "ERR_MODULE_NOT_FOUND" && error.url === new URL("server/index.js", build).href;
    throw missing ? explained("There is no build yet: run npm run build.") : error;
  });
  return { loadEnv: app.loadEnv, start: () => app.createApp({ folder: build.pathname }) };
}

function listen(port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `Port ${port} is taken. Stop what uses it, or set PORT to another.`,
        EACCES: `Port ${port} may not be used by this user. Set PORT to one above 1023.`,
        EADDRNOTAVAIL: `HOST ${host} is no address of this machine.`,
        ENOTFOUND: `HOST ${host} is not known.`,
      };
      reject(explained(reasons[error.code ?? ""] ?? `Port ${port} cannot be used: ${error.message}`));
    });
    server.listen({ port, ...(host === undefined ? {} : { host }) }, resolve);
  });
}

/** Before the application is there, and to load balancers once it is going. */
function answerWithoutApp(req: IncomingMessage, res: ServerResponse) {
  const live = req.url === "/health/live";
  const body = JSON.stringify(
    live ? { live: true } : { ready: false, reason: stopping ? "stopping" : "starting" },
  );
  res.writeHead(live ? 200 : 503, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
    ...(live ? {} : { "Retry-After": "2" }),
  });
  res.end(body);
}

/** Takes no more requests, finishes those that run, lets go of what is open, and ends the process. */
async function stop(code: number) {
  stopping = true;
  running?.log.info("stopping");
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  await new Promise<void>((resolve) => {
    const late = setTimeout(() => {
      running?.log.warn("requests were still running at the deadline");
      server.closeAllConnections();
      resolve();
    }, patience);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
  });
  clearInterval(idle);
  try {
    await running?.close();
  } catch (error) {
    running?.log.error({ err: error }, "could not close");
  }
  running?.log.info("stopped");
  process.exit(code);
}

/** Says why the process cannot run: in a line, where the reason is one that whoever started it can do something about. */
function fail(error: unknown): never {
  const expected = ["EnvError", "DatabaseError", "FolderError", "StartError"];
  if (error instanceof Error && expected.includes(error.name)) console.error(error.message);
  else console.error(error);
  process.exit(1);
}

function explained(message: string): Error {
  return Object.assign(new Error(message), { name: "StartError" });
}
