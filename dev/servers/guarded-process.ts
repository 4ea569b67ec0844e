import { spawn } from "node:child_process";
import type { Readable } from "node:stream";

/**
 * A shell stands between this process and the server, and holds the other end of a pipe of ours. Whatever ends
 * this process, SIGKILL included, closes the pipe: then the shell stops the server and removes its folder, unless a file
 * `keep` lies in it. A handler on `exit` or SIGTERM could not do that. Arguments: the folder, the signal, the command.
 */
const guard = `
folder=$1; signal=$2; shift 2
exec 4<&0
"$@" 3>&- 4<&- </dev/null &
server=$!
echo "$server" >&3
exec 3>&-
( read -r _ <&4; kill -s "$signal" "$server"; kill -s CONT "$server" ) >/dev/null 2>&1 &
watcher=$!
wait "$server"
code=$?
kill "$watcher" 2>/dev/null
[ -e "$folder/keep" ] || rm -rf "$folder"
exit "$code"
`;

const stopTimeout = 15_000;

export interface GuardedProcessOptions {
  command: string;
  args: string[];
  /** What the output says once the server takes connections. */
  ready: RegExp;
  /** The server's own folder: removed when it has ended, for whatever reason. */
  folder: string;
  stopSignal: "TERM" | "QUIT";
  /** Run as this user (root only). */
  owner?: { uid: number; gid: number } | undefined;
  env?: NodeJS.ProcessEnv;
}

export interface GuardedProcess {
  /** The server's own process id, not the guard's. */
  pid: number;
  /** Settles when the server has ended and its folder is gone. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

/** Why a server did not come up, with the last lines it wrote. */
export class ServerStartError extends Error {
  readonly output: string;

  constructor(command: string, output: string) {
    super(`${command} did not start:\n${output}`);
    this.name = "ServerStartError";
    this.output = output;
  }
}

/**
 * Starts a server that cannot outlive this process, and waits until it says that it is ready.
 *
 * @throws ServerStartError when it ends before that
 */
export async function startGuarded(options: GuardedProcessOptions): Promise<GuardedProcess> {
  const child = spawn(
    "/bin/sh",
    ["-c", guard, "guard", options.folder, options.stopSignal, options.command, ...options.args],
    {
      stdio: ["pipe", "pipe", "pipe", "pipe"],
      // A session of its own: Ctrl-C in a terminal goes to this process alone, which then stops the server in order.
      detached: true,
      env: { ...process.env, ...options.env },
      ...options.owner,
    },
  );
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const pid = readPid(child.stdio[3] as Readable);

  let output = "";
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-8192);
      if (options.ready.test(output)) resolve();
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("error", reject);
    child.once("close", () => reject(new ServerStartError(options.command, output)));
  });

  const serverPid = await pid;
  child.stdin?.on("error", () => {}); // the guard has gone first: nothing left to tell it
  const stop = async () => {
    child.stdin?.end();
    const timer = setTimeout(() => {
      try {
        process.kill(serverPid, "SIGKILL");
      } catch {} // it has just ended
    }, stopTimeout);
    await ended;
    clearTimeout(timer);
  };
  return { pid: serverPid, ended, stop };
}

async function readPid(stream: Readable): Promise<number> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return Number.parseInt(text, 10);
}
