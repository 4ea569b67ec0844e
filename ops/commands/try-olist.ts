import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { LocalCommand } from "../command.ts";
import { sizeOf } from "../given-file.ts";
import { runCommand } from "../run-command.ts";
import type { Terminal } from "../terminal.ts";
import { dataCommands } from "./index.ts";
import { readReportArguments } from "./report-pipeline.ts";

const maps = join(import.meta.dirname, "..", "olist");

const steps = [
  { file: "marketing_qualified_leads.csv", map: "leads.map.json" },
  { file: "closed_deals.csv", map: "deals.map.json" },
];

export const tryOlist: LocalCommand = {
  name: "try olist",
  about: "Imports the Marketing Funnel by Olist into a database of its own and prints the pipeline report",
  operands: [{ name: "FOLDER", about: `with ${steps.map(({ file }) => file).join(" and ")}` }],
  options: {
    by: { value: "GROUP", about: "source or month; source where left out" },
    format: { value: "FORMAT", about: "json or text; text where left out" },
  },
  notes:
    "Only the report goes to standard output. The database is embedded, in a temporary folder, and gone afterwards.",
  works: "alone",
  run: async (args, context) => {
    const { terminal, cwd, signal } = context;
    const folder = resolve(cwd, args.operand(0));
    // Before a database is made for nothing.
    await readReportArguments(args);
    for (const { file } of steps) await sizeOf(join(folder, file), "FOLDER");
    const { openData } = await import("../data.ts");
    const dataFolder = await mkdtemp(join(tmpdir(), "placar-olist-"));
    const data = await openData({
      databaseUrl: undefined,
      databaseDriver: "auto",
      redisUrl: undefined,
      dataFolder,
    });
    /** What the steps have to say is not the report; and nobody will sign in to what is gone in a minute. */
    const aside: Terminal = { ...terminal, out: terminal.err };
    const silent: Terminal = { ...terminal, out: () => {} };
    const run = (argv: string[], terminal: Terminal) =>
      runCommand(dataCommands, argv, terminal, (command, args) =>
        command.run(args, { data, terminal, cwd, signal }),
      );
    const chosen = ["by", "format"].flatMap((name) => {
      const value = args.optional(name);
      return value === undefined ? [] : [`--${name}`, value];
    });
    const organization = ["--organization", "olist"];
    const zone = ["--time-zone", "America/Sao_Paulo", "--currency", "BRL"];
    const owner = ["--name", "Olist", "--owner", "owner@olist.example"];
    try {
      let failed = await run(["organizations", "create", "olist", ...owner, ...zone], silent);
      for (const { file, map } of steps) {
        const importing = ["import", "leads", join(folder, file), "--map", join(maps, map), ...organization];
        failed ||= await run(importing, aside);
      }
      return failed || (await run(["report", "pipeline", ...organization, ...chosen], terminal));
    } finally {
      await data.close();
      await rm(dataFolder, { recursive: true, force: true });
    }
  },
};
