import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { LocalCommand } from "../command.ts";
import { runCommand } from "../run-command.ts";
import type { Terminal } from "../terminal.ts";
import { dataCommands } from "./index.ts";

const maps = join(import.meta.dirname, "..", "olist");

export const tryOlist: LocalCommand = {
  name: "try olist",
  about: "Imports the Marketing Funnel by Olist into a database of its own and prints the pipeline report",
  operands: [{ name: "FOLDER", about: "with marketing_qualified_leads.csv and closed_deals.csv" }],
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
    const { openData } = await import("../data.ts");
    const dataFolder = await mkdtemp(join(tmpdir(), "placar-olist-"));
    const data = await openData({
      databaseUrl: undefined,
      databaseDriver: "auto",
      redisUrl: undefined,
      dataFolder,
    });
    /** What the steps have to say is not the report. */
    const aside: Terminal = { ...terminal, out: terminal.err };
    const run = (argv: string[], terminal: Terminal) =>
      runCommand(dataCommands, argv, terminal, (command, args) =>
        command.run(args, { data, terminal, cwd, signal }),
      );
    const chosen = ["by", "format"].flatMap((name) => {
      const value = args.optional(name);
      return value === undefined ? [] : [`--${name}`, value];
    });
    const organization = ["--organization", "olist"];
    const importing = (file: string, map: string) => [
      ...["import", "leads", join(folder, file), "--map", join(maps, map)],
      ...organization,
    ];
    const zone = ["--time-zone", "America/Sao_Paulo", "--currency", "BRL"];
    const owner = ["--name", "Olist", "--owner", "owner@olist.example"];
    try {
      return (
        (await run(["organizations", "create", "olist", ...owner, ...zone], aside)) ||
        (await run(importing("marketing_qualified_leads.csv", "leads.map.json"), aside)) ||
        (await run(importing("closed_deals.csv", "deals.map.json"), aside)) ||
        (await run(["report", "pipeline", ...organization, ...chosen], terminal))
      );
    } finally {
      await data.close();
      await rm(dataFolder, { recursive: true, force: true });
    }
  },
};
