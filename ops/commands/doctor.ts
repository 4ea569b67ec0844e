import { loadEnv } from "#app/env.server.ts";
import { type Arguments, CommandError, type DataCommand, type LocalCommand } from "../command.ts";
import type { Finding } from "../doctor/finding.ts";
import type { Terminal } from "../terminal.ts";

const described = {
  name: "doctor",
  about: "Looks at what the application stands on, and says what is amiss and what to do about it",
  options: { format: { value: "FORMAT", about: "json or text; text where left out" } },
  notes: `The exit code is 0 where there is no problem; warnings are none. While a server holds the embedded database, that server looks,
at its own settings.`,
};

/** Within the server that holds the embedded database. */
export const doctorInServer: DataCommand = {
  ...described,
  works: "on data",
  run: async (args, { data, terminal }) => {
    const format = formatOf(args);
    const { examine } = await import("../doctor/examine.ts");
    return report(await examine(loadEnv(), data), format, terminal);
  },
};

/** In a process of its own: opens what it can, whatever state that is in. */
export const doctor: LocalCommand = {
  ...described,
  works: "alone",
  run: async (args, { terminal, cwd, signal }) => {
    const format = formatOf(args);
    const env = loadEnv();
    if (env.databaseUrl === undefined) {
      const { findControl, runThrough } = await import("../control-client.ts");
      const control = await findControl(env.dataFolder);
      const argv = ["doctor", "--format", format];
      const exit = control && (await runThrough(control, { argv, cwd }, terminal, signal));
      if (exit !== undefined) return exit;
    }
    const { examine } = await import("../doctor/examine.ts");
    return report(await examine(env), format, terminal);
  },
};

function formatOf(args: Arguments): "json" | "text" {
  const format = args.optional("format") ?? "text";
  if (format === "json" || format === "text") return format;
  throw new CommandError(`--format: expected json or text, got ${JSON.stringify(format)}.`);
}

function report(findings: readonly Finding[], format: "json" | "text", terminal: Terminal): number {
  const count = (status: Finding["status"]) => findings.filter((one) => one.status === status).length;
  const [problems, warnings] = [count("problem"), count("warning")];
  if (format === "json") terminal.out(JSON.stringify({ problems, warnings, findings }, null, 2));
  else {
    for (const line of findings.flatMap(linesOf)) terminal.out(line);
    terminal.out(`\n${counted(problems, "problem")}, ${counted(warnings, "warning")}.`);
  }
  return problems > 0 ? 1 : 0;
}

function linesOf({ check, status, found, advice }: Finding): string[] {
  const margin = " ".repeat(33);
  return [
    `${status.padEnd(9)}${check.padEnd(24)}${found}`,
    ...(advice === undefined ? [] : [`${margin}${advice}`]),
  ];
}

const counted = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;
