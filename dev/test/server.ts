import { spawn } from "node:child_process";
import { dirname, join } from "node:path";

const root = dirname(dirname(import.meta.dirname));

export interface ServerExit {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface TestServer {
  pid: number;
  /** such as http://127.0.0.1:40123 */
  origin: string;
  /** what it has logged so far, a record a line */
  logs(): Record<string, unknown>[];
  ended: Promise<ServerExit>;
  /** Sends a signal, SIGTERM unless told otherwise, and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<ServerExit>;
}

/** Nothing of the developer's own settings: a variable that is set, even blank, goes before .env files. */
const unset = {
  DATABASE_URL: "",
  DATABASE_REPLICA_URLS: "",
  REDIS_URL: "",
  UPSTASH_REDIS_REST_URL: "",
  UPSTASH_REDIS_REST_TOKEN: "",
  NEON_SQL_ENDPOINT: "",
  NEON_WS_PROXY: "",
};

function run(env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [join(root, "server.ts")], {
    cwd: root,
    env: { PATH: process.env.PATH, HOST: "127.0.0.1", PORT: "0", ...unset, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8");
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
    for (const listener of listeners) listener();
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<ServerExit>((resolve) =>
    child.once("close", (code) => resolve({ code, stdout, stderr })),
  );
  // Not left behind if the tests are broken off.
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  ended.then(() => process.off("exit", kill));
  return { child, ended, listeners, read: () => stdout };
}

/** Runs the built server until it ends by itself, which one that cannot start does. */
export function runServer(env: NodeJS.ProcessEnv): Promise<ServerExit> {
  return run(env).ended;
}

/** Starts the built server on a free port of the loopback interface and waits until it answers. */
export async function startServer(env: NodeJS.ProcessEnv): Promise<TestServer> {
  const { child, ended, listeners, read } = run(env);
  // What follows the last line break is a line that has come in part.
  const logs = () =>
    read()
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const port = await new Promise<number>((resolve, reject) => {
    listeners.add(() => {
      const match = /"port":(\d+).*"msg":"listening"/.exec(read());
      if (match) resolve(Number(match[1]));
    });
    ended.then(({ stderr }) => reject(new Error(`The server did not start: ${stderr}`)));
  });
  return {
    pid: child.pid ?? 0,
    origin: `http://127.0.0.1:${port}`,
    logs,
    ended,
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
}
