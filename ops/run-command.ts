import { type Arguments, type Command, helpOf, parseArguments, UsageError, usageOf } from "./command.ts";
import type { Terminal } from "./terminal.ts";

/** Errors whose messages are meant for whoever gave the command. */
export const expectedErrors = [
  "CommandError",
  "ImportError",
  "EnvError",
  "DatabaseError",
  "FolderError",
  "NotFoundError",
  "ForbiddenError",
  "ConflictError",
];

/**
 * Finds a command by the words at the beginning of a command line.
 * @throws UsageError
 */
export function findCommand<C extends Command>(commands: readonly C[], argv: readonly string[]) {
  const words = argv.filter((each) => !each.startsWith("-"));
  for (const command of commands) {
    const name = command.name.split(" ");
    if (name.every((word, place) => argv[place] === word)) return { command, rest: argv.slice(name.length) };
  }
  const group = commands.filter(({ name }) => name.startsWith(`${words[0]} `)).map(({ name }) => name);
  const what =
    argv.length === 0
      ? "Which command?"
      : `There is no command ${JSON.stringify(words.slice(0, 2).join(" "))}.`;
  throw new UsageError(
    `${what} ${group.length > 0 ? `There is: ${group.join(", ")}.` : "See npm run placar -- --help."}`,
  );
}

/**
 * Runs one command and says on the terminal what went wrong, if something did.
 * @returns the exit code: 1 where it could not be done, 2 where the command line was wrong
 */
export async function runCommand<C extends Command>(
  commands: readonly C[],
  argv: readonly string[],
  terminal: Terminal,
  run: (command: C, args: Arguments) => Promise<number | undefined>,
): Promise<number> {
  let usage = "";
  try {
    const { command, rest } = findCommand(commands, argv);
    usage = usageOf(command);
    const args = parseArguments(command, rest);
    if (args === "help") {
      terminal.out(helpOf(command));
      return 0;
    }
    return (await run(command, args)) ?? 0;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === "AbortError") {
      terminal.err("Stopped.");
      return 130;
    }
    if (error instanceof UsageError) {
      terminal.err([error.message, usage].filter(Boolean).join("\n"));
      return 2;
    }
    terminal.err(expectedErrors.includes(error.name) ? error.message : describeUnexpected(error));
    return 1;
  }
}

/** What the database said, rather than the whole statement with its values. */
function describeUnexpected(error: Error): string {
  const { cause } = error;
  return cause instanceof Error
    ? `${cause.message}\n${error.stack
        ?.split("\n")
        .filter((line) => /^\s+at /.test(line))
        .join("\n")}`
    : (error.stack ?? error.message);
}
