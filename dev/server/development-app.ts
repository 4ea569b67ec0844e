import type { Server } from "node:http";
import { createServer } from "vite";
import type { RunningApp } from "../../app/server/app.server.ts";

type AppModule = typeof import("../../app/server/app.server.ts");

const entry = "/app/server/app.server.ts";

/**
 * The application from its sources, with Vite in front for what the browser asks for. A change to the sources is seen by the
 * next request; what a process has once (database, cache) stays open, so a change to that code needs a restart.
 */
export async function loadDevelopmentApp(server: Server) {
  const vite = await keepingSignalHandlers(() =>
    createServer({
      appType: "custom",
      server: { middlewareMode: true, hmr: { server } },
    }),
  );
  const load = () => vite.ssrLoadModule(entry) as Promise<AppModule>;
  const first = await load();

  async function start(): Promise<RunningApp> {
    const services = await first.openServices();
    const listenerOf = cached((module: AppModule) => module.createListener(services));
    return {
      log: services.log,
      listener: (req, res) =>
        vite.middlewares(req, res, async () => {
          try {
            (await listenerOf(await load()))(req, res);
          } catch (error) {
            vite.ssrFixStacktrace(error as Error);
            console.error(error);
            res.writeHead(500, { "Content-Type": "text/plain" }).end(String(error));
          }
        }),
      close: async () => {
        await vite.close();
        await services.close();
      },
    };
  }

  return { loadEnv: first.loadEnv, start };
}

/** React Router's plugin ends the process at the first signal: the embedded database would be left open. */
async function keepingSignalHandlers<T>(work: () => Promise<T>): Promise<T> {
  const signals = ["SIGTERM", "SIGINT"] as const;
  const before = new Map(signals.map((signal) => [signal, process.listeners(signal)]));
  const result = await work();
  for (const [signal, known] of before) {
    for (const listener of process.listeners(signal)) {
      if (!known.includes(listener)) process.off(signal, listener);
    }
  }
  return result;
}

/** Makes a value anew only when it is asked for with another key than before. */
function cached<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  let last: { key: Key; value: Value } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, value: make(key) };
    return last.value;
  };
}
