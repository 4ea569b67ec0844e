import { parseArgs } from "node:util";
import type { DataLayer } from "#app/domains/caller.ts";
import type { Terminal } from "./terminal.ts";

/** Something in what was asked for is wrong: the message says what and what was expected, in a line or a few. Exit code 1. */
export class CommandError extends Error {
  override name = "CommandError";
}

/** The command line itself is wrong. Exit code 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

export interface Option {
  /** What stands for its value in the help; a flag where it is left out. */
  value?: string;
  about: string;
  required?: true;
}

export interface Arguments {
  operand(place: number): string;
  /** The value of an option. @throws where it is required and was not given, which the parser has made sure of */
  required(name: string): string;
  optional(name: string): string | undefined;
  flag(name: string): boolean;
}

/** What a command works with, in its own process or in a server's. */
export interface Context {
  terminal: Terminal;
  /** What relative paths start from. */
  cwd: string;
  /** Whoever asked has gone away: stop, and leave everything as it was. */
  signal: AbortSignal;
}

interface Described {
  /** As it is typed: "import leads". */
  name: string;
  about: string;
  operands?: readonly { name: string; about: string }[];
  options?: Readonly<Record<string, Option>>;
  /** What else a reader of the help should know. */
  notes?: string;
}

/** Works on the data; where a server holds the embedded database, in that server. */
export interface DataCommand extends Described {
  works: "on data";
  run(args: Arguments, context: Context & { data: DataLayer }): Promise<number | undefined>;
}

/** Opens what it needs by itself. */
export interface LocalCommand extends Described {
  works: "alone";
  run(args: Arguments, context: Context): Promise<number | undefined>;
}

export type Command = DataCommand | LocalCommand;

/**
 * Reads a command's own arguments.
 * @returns "help" where that was asked for
 * @throws UsageError naming the option
 */
export function parseArguments(command: Command, argv: readonly string[]): Arguments | "help" {
  const { options = {}, operands = [] } = command;
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { value }]) => [
      name,
      { type: value === undefined ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  const parsed = attempt(() =>
    parseArgs({ args: [...argv], options: { ...config, help: { type: "boolean" } }, allowPositionals: true }),
  );
  const values: Record<string, string | boolean | undefined> = parsed.values;
  if (values.help) return "help";
  const missing = operands[parsed.positionals.length];
  if (missing) throw new UsageError(`${missing.name} is missing: ${missing.about}.`);
  const extra = parsed.positionals[operands.length];
  if (extra !== undefined) throw new UsageError(`Not expected: ${extra}.`);
  for (const [name, option] of Object.entries(options)) {
    if (option.required && values[name] === undefined)
      throw new UsageError(`--${name} ${option.value} is missing: ${option.about}.`);
  }
  const optional = (name: string) => values[name]?.toString();
  return {
    operand: (place) => parsed.positionals[place] ?? "",
    required: (name) => optional(name) ?? "",
    optional,
    flag: (name) => values[name] === true,
  };
}

function attempt<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    // Node's own messages name the option; what they advise about dashes is left out.
    throw new UsageError((error as Error).message.split(". To specify")[0]?.replace(/\.?$/, ".") ?? "");
  }
}

const prefix = "npm run placar --";

export function usageOf({ name, operands = [], options = {} }: Command): string {
  const parts = Object.entries(options).map(([option, { value, required }]) => {
    const text = value === undefined ? `--${option}` : `--${option} ${value}`;
    return required ? text : `[${text}]`;
  });
  return [prefix, name, ...operands.map((operand) => operand.name), ...parts].join(" ");
}

export function helpOf(command: Command): string {
  const { operands = [], options = {}, notes } = command;
  const rows = [
    ...operands.map((operand): [string, string] => [operand.name, operand.about]),
    ...Object.entries(options).map(([name, { value, about }]): [string, string] => [
      value === undefined ? `--${name}` : `--${name} ${value}`,
      about,
    ]),
  ];
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  const lines = rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
  return [
    `${command.about}.`,
    "",
    usageOf(command),
    ...(lines.length > 0 ? ["", ...lines] : []),
    ...(notes ? ["", notes] : []),
  ].join("\n");
}
