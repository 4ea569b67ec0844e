import { createReadStream } from "node:fs";
import { basename, resolve } from "node:path";
import { callerFor } from "#app/domains/caller.ts";
import type { ImportSummary } from "#app/domains/imports/commands.server.ts";
import { counted, formatFor, i18nFor } from "#app/i18n/index.ts";
import type { DataCommand } from "../command.ts";
import { readText, sizeOf } from "../given-file.ts";

export const importLeadsCommand: DataCommand = {
  name: "import leads",
  about: "Imports leads from a CSV file by their external ids",
  operands: [{ name: "FILE", about: "CSV in UTF-8, with commas, semicolons or tabs" }],
  options: {
    organization: { value: "SLUG", about: "whose leads they are", required: true },
    map: { value: "FILE", about: "which column is what: see docs/import.md", required: true },
    "dry-run": { about: "says what would change and changes nothing" },
  },
  notes: `Importing a file twice changes nothing. Rows that cannot be taken are named and left out; everything else is written at once
or not at all. The exit code is 1 where no row could be taken.`,
  works: "on data",
  run: async (args, { data, terminal, cwd, signal }) => {
    const [{ findOrganization }, { parseMapping }, { readCsv }, { importLeads }, { sayReason }] =
      await Promise.all([
        import("../organization.ts"),
        import("#app/domains/imports/mapping.ts"),
        import("#app/domains/imports/read-csv.server.ts"),
        import("#app/domains/imports/commands.server.ts"),
        import("#app/domains/imports/reason.ts"),
      ]);
    const [file, map] = [resolve(cwd, args.operand(0)), resolve(cwd, args.required("map"))];
    const dryRun = args.flag("dry-run");
    const mapping = parseMapping(await readText(map, "--map"), basename(map));
    const organization = await findOrganization(data, args.required("organization"));
    const size = await sizeOf(file, "FILE");
    const bytes = createReadStream(file);
    const { m } = i18nFor("en");
    const name = basename(file);
    const bar = terminal.progress(name);
    try {
      const summary = await importLeads(
        callerFor(data, { kind: "system", organizationId: organization.id }),
        {
          organization,
          mapping,
          csv: await readCsv(bytes, name),
          file: name,
          dryRun,
          signal,
          onProgress: () => bar.show(bytes.bytesRead, size),
          onRejected: ({ line, column, reason }) =>
            terminal.err(
              `${name}, line ${line}${column === undefined ? "" : `, column ${column}`}: ${sayReason(m, reason)}`,
            ),
        },
      );
      bar.end();
      terminal.out(describe(name, summary, dryRun));
      if (summary.duplicates > 0) terminal.out(m.imports.duplicates.summary(summary.duplicates, dryRun));
      return summary.rows > 0 && summary.rejected === summary.rows ? 1 : 0;
    } finally {
      bar.end();
      bytes.destroy();
    }
  },
};

function describe(name: string, summary: ImportSummary, dryRun: boolean): string {
  const n = formatFor("en").number;
  const { rows, created, updated, unchanged, rejected } = summary;
  const counts = `${n(created)} created, ${n(updated)} updated, ${n(unchanged)} unchanged, ${n(rejected)} rejected`;
  return `${name}: ${counted("en", rows, { one: "row", other: "rows" })}: ${counts}${dryRun ? " (dry run: nothing was written)" : ""}`;
}
