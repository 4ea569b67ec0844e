import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { freePort } from "#dev/servers/free-port.ts";

export interface Served {
  port: number;
  pid: number;
  stop(): Promise<void>;
}

/**
 * Starts a server of this benchmark and waits until it is ready. Its log goes to the null device: who reads a log takes part of the
 * machine, and of what is measured.
 * @param healthPath that answers 200 once it is ready
 * @throws Error when it is not within a minute
 */
export async function startProcess(
  name: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  healthPath: string,
): Promise<Served> {
  const port = await freePort();
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, HOST: "127.0.0.1", PORT: String(port), ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const until = performance.now() + 60_000;
  while (!(await isReady(port, healthPath))) {
    if (child.exitCode !== null || performance.now() > until) {
      kill();
      throw new Error(`${name} did not start`);
    }
    await setTimeout(100);
  }
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      await ended(child);
      process.off("exit", kill);
    },
  };
}

async function isReady(port: number, path: string): Promise<boolean> {
  const signal = AbortSignal.timeout(5_000);
  return fetch(`http://127.0.0.1:${port}${path}`, { signal }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Waits for its end; a process that does not obey within five seconds is killed. */
function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const late = globalThis.setTimeout(() => child.kill("SIGKILL"), 5_000);
    child.once("close", () => {
      clearTimeout(late);
      resolve();
    });
    if (!child.kill()) child.emit("close");
  });
}

/** Milliseconds of processor time that a process has used so far, of all its threads; NaN where the system does not tell. */
export async function processorTime(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // In hundredths of a second, on every Linux that there is.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
