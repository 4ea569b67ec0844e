import { loadEnv } from "#app/env.server.ts";
import type { Arguments, Command, DataCommand } from "./command.ts";
import { dbReset } from "./commands/db-reset.ts";
import { doctor, doctorInServer } from "./commands/doctor.ts";
import { dataCommands } from "./commands/index.ts";
import { migrateCommand } from "./commands/migrate.ts";
import { tryOlist } from "./commands/try-olist.ts";
import { findControl, runThrough } from "./control-client.ts";
import { runCommand } from "./run-command.ts";
import { processTerminal } from "./terminal.ts";

/*
 * `npm run placar -- COMMAND …`: what an operator does. Works on the data that the environment names; while a server holds the
 * embedded database, in that server.
 */

const commands: readonly Command[] = [
  doctor,
  ...dataCommands.filter((command) => command !== doctorInServer),
  migrateCommand,
  dbReset,
  tryOlist,
];

const terminal = processTerminal();
const argv = process.argv.slice(2);
const interrupted = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.on(name, () => {
    // Told twice, somebody does not want to wait.
    if (interrupted.signal.aborted) process.exit(130);
    interrupted.abort();
  });
}

const context = { terminal, cwd: process.cwd(), signal: interrupted.signal };

process.exitCode = await main();

async function main(): Promise<number> {
  if (argv[0] === "--help" || argv[0] === "help") {
    const width = Math.max(...commands.map(({ name }) => name.length));
    for (const { name, about } of commands) terminal.out(`${name.padEnd(width)}  ${about}`);
    terminal.out("\nnpm run placar -- COMMAND --help tells more of each.");
    return 0;
  }
  return runCommand(commands, argv, terminal, (command, args) =>
    command.works === "alone" ? command.run(args, context) : runOnData(command, args),
  );
}

async function runOnData(command: DataCommand, args: Arguments): Promise<number | undefined> {
  const env = loadEnv();
  if (env.databaseUrl === undefined) {
    const control = await findControl(env.dataFolder);
    const exit = control && (await runThrough(control, { argv, cwd: context.cwd }, terminal, context.signal));
    if (exit !== undefined) return exit;
  }
  // Loaded only here: what a server does for us needs none of it.
  const { openData } = await import("./data.ts");
  const data = await openData(env);
  try {
    return await command.run(args, { ...context, data });
  } finally {
    await data.close();
  }
}
