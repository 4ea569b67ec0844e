import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { FolderLock } from "#app/db/folder-lock.server.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { carriesToken } from "#app/server/bearer-token.server.ts";
import { dataCommands } from "./commands/index.ts";
import type { ControlMessage, ControlRequest } from "./control-messages.ts";
import { runCommand } from "./run-command.ts";
import type { Terminal } from "./terminal.ts";

const largestRequest = 1_000_000;

/** Milliseconds between two messages about progress. */
const progressPause = 100;

/**
 * Runs commands for other processes of this machine while this one holds the embedded database, on the data layer that also
 * serves the pages, so that its cache knows of every write. Listens on a free port of the loopback interface; who may ask is who
 * can read the folder's lock, where the token is.
 */
export async function startControlServer(
  data: DataLayer,
  lock: FolderLock,
): Promise<{ stop(): Promise<void> }> {
  const token = randomBytes(32).toString("base64url");
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const server = createServer((req, res) => {
    const done: Promise<void> = answer(req, res, { data, token, stopping: stopping.signal })
      .catch(() => {
        res.destroy();
      })
      .finally(() => running.delete(done));
    running.add(done);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  await lock.announce({ port: (server.address() as AddressInfo).port, token });
  return {
    stop: async () => {
      await lock.announce(undefined);
      stopping.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all(running);
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Served {
  data: DataLayer;
  token: string;
  stopping: AbortSignal;
}

async function answer(
  req: IncomingMessage,
  res: ServerResponse,
  { data, token, stopping }: Served,
): Promise<void> {
  if (req.method !== "POST" || !carriesToken(req.headers.authorization, token)) {
    res.writeHead(403).end();
    return;
  }
  const { argv, cwd } = JSON.parse(await bodyOf(req)) as ControlRequest;
  const gone = new AbortController();
  res.once("close", () => gone.abort());
  res.writeHead(200, { "Content-Type": "application/x-ndjson", "Cache-Control": "no-store" });
  const send = (message: ControlMessage) => res.write(`${JSON.stringify(message)}\n`);
  const terminal = remoteTerminal(send);
  const signal = AbortSignal.any([gone.signal, stopping]);
  const exit = await runCommand(dataCommands, argv, terminal, async (command, args) =>
    command.run(args, { data, terminal, cwd, signal }),
  );
  send({ exit });
  res.end();
}

function remoteTerminal(send: (message: ControlMessage) => void): Terminal {
  return {
    out: (out) => send({ out }),
    err: (err) => send({ err }),
    progress: (label) => {
      let last = 0;
      return {
        show: (done, total) => {
          if (Date.now() - last < progressPause) return;
          last = Date.now();
          send({ progress: { label, done, total } });
        },
        end: () => send({ progress: null }),
      };
    },
  };
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestRequest) throw new Error("The request is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
