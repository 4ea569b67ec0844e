import { type ChildProcess, spawn } from "node:child_process";
import { dirname, join } from "node:path";

const root = dirname(dirname(import.meta.dirname));

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

const running = new Set<ChildProcess>();

/** Ends what a failed test left running; for `afterAll`. */
export function endAll(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** Starts a script of ours as a process of its own, with nothing of the developer's own settings. */
export function start(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): ChildProcess & { ended: Promise<Run> } {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      HOST: "127.0.0.1",
      DATABASE_URL: "",
      REDIS_URL: "",
      UPSTASH_REDIS_REST_URL: "",
      UPSTASH_REDIS_REST_TOKEN: "",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  // A pipe may cut a letter of several bytes in two.
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8");
  child.stdout?.on("data", (chunk) => {
    output.stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    output.stderr += chunk;
  });
  running.add(child);
  const ended = new Promise<Run>((resolve) =>
    child.once("close", (code) => {
      running.delete(child);
      resolve({ code, ...output });
    }),
  );
  return Object.assign(child, { ended });
}

/** `npm run placar -- …` */
export const placar = (env: NodeJS.ProcessEnv, ...args: string[]): Promise<Run> =>
  start("ops/placar.ts", args, env).ended;
