import { createServer } from "node:net";
import { parseArgs } from "node:util";
import { demoAccounts, demoPassword } from "#app/domains/accounts/demo-accounts.ts";
import { loadEnv } from "#app/env.server.ts";
import { ensureBuild } from "#dev/bundle/ensure-build.ts";
import { CommandError } from "./command.ts";
import { prepareDemoFolder } from "./demo/folder.ts";
import { expectedErrors } from "./run-command.ts";
import { processTerminal } from "./terminal.ts";

/*
 * `npm run demo`: an embedded database with two years of a made-up agency, and a server on it. `--reset` starts afresh.
 */

// Whatever .env says of other databases: the demo has its own.
for (const name of ["DATABASE_URL", "REDIS_URL", "UPSTASH_REDIS_REST_URL", "UPSTASH_REDIS_REST_TOKEN"]) {
  process.env[name] = "";
}
process.env.PLACAR_DEMO = "true";
process.env.PLACAR_OPERATORS ??= demoAccounts[0].email;
process.env.LOG_LEVEL ??= "warn";
process.env.NODE_ENV = "production";

const terminal = processTerminal({ quarters: true });
const interrupted = new AbortController();
const interrupt = () => {
  if (interrupted.signal.aborted) process.exit(130);
  interrupted.abort();
};

try {
  const { reset } = readOptions();
  const { dataFolder, port, host } = loadEnv();
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  await refuseTakenPort(port, host);
  const onStart = () => terminal.err("Building the application …");
  const built = ensureBuild({ onStart }).then(
    () => undefined,
    (error: Error) => error,
  );
  await prepareDemoFolder(dataFolder, { reset, terminal, signal: interrupted.signal });
  const failed = await built;
  if (failed) throw new CommandError(failed.message);
  interrupted.signal.throwIfAborted();
  process.off("SIGINT", interrupt).off("SIGTERM", interrupt);

  // The server takes over from here: its signals, its exit code.
  const { listeningPort } = await import("../server.ts");
  terminal.out(welcome(listeningPort()));
} catch (error) {
  if (!(error instanceof Error)) throw error;
  if (error.name === "AbortError") terminal.err("Stopped.");
  else terminal.err(expectedErrors.includes(error.name) ? error.message : (error.stack ?? error.message));
  process.exit(error.name === "AbortError" ? 130 : 1);
}

function readOptions(): { reset: boolean } {
  try {
    const { values } = parseArgs({ options: { reset: { type: "boolean" }, help: { type: "boolean" } } });
    if (values.help) {
      terminal.out(
        "npm run demo -- [--reset]\n\n  --reset  throws the demo's database away and fills a new one\n\nPORT and PLACAR_DATA say where it listens and which folder it uses.",
      );
      process.exit(0);
    }
    return { reset: values.reset ?? false };
  } catch (error) {
    terminal.err(`${(error as Error).message.split(". To specify")[0]}\nnpm run demo -- [--reset]`);
    process.exit(2);
  }
}

/** Before the work, not after it. */
async function refuseTakenPort(port: number, host: string | undefined): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") resolve();
      else reject(new CommandError(`Port ${port} is taken. Stop what uses it, or set PORT to another.`));
    });
    probe.listen({ port, ...(host === undefined ? {} : { host }) }, () => probe.close(() => resolve()));
  });
}

function welcome(port: number): string {
  const address = `http://localhost:${port}`;
  const rows = demoAccounts.map(({ role, email }) => `  ${role.padEnd(8)}${email}`);
  return `\nPlacar runs on ${address}\n\nSign in with the password ${demoPassword} as\n${rows.join("\n")}\n\nControl-C stops it.`;
}
