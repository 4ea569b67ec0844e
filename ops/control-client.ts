import { request } from "node:http";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { folderHolder, type LockHolder } from "#app/db/folder-lock.server.ts";
import { CommandError } from "./command.ts";
import type { ControlMessage, ControlRequest } from "./control-messages.ts";
import type { Progress, Terminal } from "./terminal.ts";

type Control = NonNullable<LockHolder["control"]>;

/** How long a process that holds the folder may take until it says where commands go, or lets go, in milliseconds. */
const patience = 5_000;

/**
 * Where commands go while another process holds the folder; undefined where nobody does, or where who does takes no commands
 * (opening the folder then says who it is).
 */
export async function findControl(folder: string): Promise<Control | undefined> {
  for (const deadline = Date.now() + patience; ; await setTimeout(50)) {
    const holder = await folderHolder(folder);
    if (holder === undefined || holder.control || Date.now() > deadline) return holder?.control;
  }
}

/**
 * Has a server run a command, and shows what it says as if it were running here.
 * @returns the exit code, or undefined where nobody listens any more
 * @throws CommandError where the server broke off
 */
export async function runThrough(
  { port, token }: Control,
  asked: ControlRequest,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number | undefined> {
  const req = request({
    host: "127.0.0.1",
    port,
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
    signal,
  });
  req.end(JSON.stringify(asked));
  try {
    const res = await new Promise<NodeJS.ReadableStream & { statusCode?: number }>((resolve, reject) => {
      req.once("response", resolve).once("error", reject);
    });
    if (res.statusCode !== 200)
      throw new CommandError("The server that holds the data takes no command from here.");
    return await relay(res, terminal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ECONNREFUSED") return undefined;
    if (code === "ECONNRESET") throw brokenOff();
    throw error;
  }
}

async function relay(res: NodeJS.ReadableStream, terminal: Terminal): Promise<number> {
  let bar: Progress | undefined;
  try {
    for await (const line of createInterface({ input: res })) {
      const message = JSON.parse(line) as ControlMessage;
      if ("exit" in message) return message.exit;
      if ("out" in message) terminal.out(message.out);
      else if ("err" in message) terminal.err(message.err);
      else if (message.progress) {
        bar ??= terminal.progress(message.progress.label);
        bar.show(message.progress.done, message.progress.total);
      } else {
        bar?.end();
        bar = undefined;
      }
    }
  } finally {
    bar?.end();
  }
  throw brokenOff();
}

const brokenOff = () =>
  new CommandError("The server that holds the data stopped before the command was through. Run it again.");
