import { freePort } from "./free-port.ts";
import { type GuardedProcess, ServerStartError, startGuarded } from "./guarded-process.ts";
import { makeTempFolder, removeFolder } from "./temp-folder.ts";

export interface RedisServer {
  /** `redis://127.0.0.1:<port>` */
  url: string;
  port: number;
  pid: number;
  /** Ends it and removes its folder. A second call does nothing. */
  stop(): Promise<void>;
}

/**
 * Starts the system's `redis-server` on loopback, with nothing written to disk.
 *
 * @param options.port take this port (a test that brings a stopped server back); a free one otherwise
 * @throws Error saying what to install when there is no redis-server
 */
export async function startRedis(options: { port?: number } = {}): Promise<RedisServer> {
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    const folder = await makeTempFolder("redis");
    try {
      const server = await launch(port, folder);
      return { url: `redis://127.0.0.1:${port}`, port, pid: server.pid, stop: server.stop };
    } catch (error) {
      await removeFolder(folder);
      if (!(error instanceof ServerStartError)) throw error;
      if (/not found/i.test(error.output)) {
        throw new Error("redis-server is not on the PATH: run `npm run test:setup`", { cause: error });
      }
      const lostThePort = /Address already in use/i.test(error.output);
      if (!lostThePort || attempt === 5) throw error;
    }
  }
}

function launch(port: number, folder: string): Promise<GuardedProcess> {
  const settings = {
    bind: "127.0.0.1",
    port: String(port),
    dir: folder,
    save: "",
    appendonly: "no",
    daemonize: "no",
    // Debian's own configuration is not read, so nothing else names a log file or a pid file.
    logfile: "",
  };
  return startGuarded({
    command: "redis-server",
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    ready: /Ready to accept connections/,
    folder,
    stopSignal: "TERM",
  });
}
