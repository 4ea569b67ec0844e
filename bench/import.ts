import { createReadStream } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { newId } from "#app/db/new-id.ts";
import { openDatabase } from "#app/db/open.server.ts";
import { callerFor } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { importLeads } from "#app/domains/imports/commands.server.ts";
import { parseMapping } from "#app/domains/imports/mapping.ts";
import { readCsv } from "#app/domains/imports/read-csv.server.ts";
import { makeMigratedDatabase } from "#dev/servers/migrated-database.ts";
import { startPostgres } from "#dev/servers/postgres.ts";
import { figure, markdownTable, measure } from "./measure.ts";

/*
 * An import of new leads beside COPY of the same leads and their history into the same tables, with their indexes, triggers and foreign keys: what
 * PostgreSQL needs for the rows alone. Each run fills an organization of its own.
 */

const { values: options } = parseArgs({
  options: { rows: { type: "string", default: "100000" }, rounds: { type: "string", default: "3" } },
});
const [rows, rounds] = [Number(options.rows), Number(options.rounds)];
const database = "bench_import";
const timeZone = "America/Sao_Paulo";

const mapping = parseMapping(
  JSON.stringify({
    fields: {
      externalId: { column: "id" },
      name: { column: "name" },
      email: { column: "email" },
      source: { column: "source" },
      enteredAt: { column: "entered", pattern: "YYYY-MM-DD HH:mm:ss" },
      value: { column: "value" },
      mentee: { constant: "Bakery" },
    },
  }),
  "the mapping",
);

const server = await startPostgres();
try {
  const url = await makeMigratedDatabase(server, database);
  const superuser = new pg.Client({
    connectionString: server.superuserUrl.replace(/\/[^/]*$/, `/${database}`),
  });
  await superuser.connect();
  const data = await openDataLayer({ database: await openDatabase({ url }), sweepSeconds: 0 });
  // Where the server can read them.
  const [file, leadFile, moveFile] = ["file", "leads", "moves"].map((name) =>
    join(server.dataFolder, `${name}.csv`),
  ) as [string, string, string];
  let [organizationId, menteeId] = ["", ""];

  /** An organization with a mentee, and the files of its leads. */
  const arrange = async () => {
    [organizationId, menteeId] = [newId(), newId()];
    const cohortId = newId();
    const insert = (text: string, values: unknown[]) => superuser.query(text, values);
    await insert("insert into organizations (id, name, slug) values ($1, 'Bench', $2)", [
      organizationId,
      `bench-${organizationId}`,
    ]);
    await insert(
      "insert into organization_settings (organization_id, currency, time_zone, locale) values ($1, 'BRL', $2, 'en')",
      [organizationId, timeZone],
    );
    await insert(
      "insert into cohorts (id, organization_id, name, starts_on) values ($1, $2, 'Spring', '2024-01-01')",
      [cohortId, organizationId],
    );
    await insert(
      "insert into mentees (id, organization_id, cohort_id, business_name, joined_on) values ($1, $2, $3, 'Bakery', '2024-01-01')",
      [menteeId, organizationId, cohortId],
    );
    const given = ["id,name,email,source,entered,value"];
    const [leads, moves]: [string[], string[]] = [[], []];
    for (let n = 0; n < rows; n++) {
      const entered = `2025-${String((n % 12) + 1).padStart(2, "0")}-${String((n % 28) + 1).padStart(2, "0")} 10:30:00`;
      const [id, name, email, source] = [newId(), `Lead ${n}`, `lead${n}@example.com`, `source ${n % 7}`];
      given.push(`x${n},${name},${email},${source},${entered},${n % 5000}`);
      leads.push(
        [
          id,
          organizationId,
          menteeId,
          name,
          email,
          source,
          (n % 5000) * 100,
          `x${n}`,
          `${entered}-03`,
        ].join(),
      );
      moves.push([newId(), organizationId, id, "new", `${entered}-03`].join());
    }
    await writeFile(file, `${given.join("\n")}\n`, { mode: 0o644 });
    await writeFile(leadFile, `${leads.join("\n")}\n`, { mode: 0o644 });
    await writeFile(moveFile, `${moves.join("\n")}\n`, { mode: 0o644 });
  };

  const timings = await measure(
    [
      {
        name: "COPY",
        before: arrange,
        run: async () => {
          await superuser.query("begin");
          await superuser.query("select set_config('app.command', 'bench.copy', true)");
          await superuser.query(
            `copy leads (id, organization_id, mentee_id, name, email, source, value, external_id, entered_at) from '${leadFile}' with (format csv)`,
          );
          await superuser.query(
            `copy lead_status_changes (id, organization_id, lead_id, to_status, changed_at) from '${moveFile}' with (format csv)`,
          );
          await superuser.query("commit");
        },
      },
      {
        name: "import",
        before: arrange,
        run: async () => {
          const summary = await importLeads(callerFor(data, { kind: "system", organizationId }), {
            organization: { id: organizationId, timeZone, currency: "BRL" },
            mapping,
            csv: await readCsv(createReadStream(file), "bench.csv"),
            file: "bench.csv",
          });
          if (summary.created !== rows) throw new Error(`${summary.created} of ${rows} leads were created.`);
        },
      },
    ],
    { rounds, warmups: 1, onRound: (round) => process.stderr.write(`round ${round} of ${rounds}\n`) },
  );
  const copied = timings.get("COPY")?.median ?? Number.NaN;
  const table = [...timings].map(([name, { median }]) => [
    name,
    figure(median),
    figure((rows / median) * 1_000),
    figure(median / copied),
  ]);
  console.log(
    `${rows} new leads, ${rounds} rounds, ${availableParallelism()} cores, PostgreSQL without fsync\n`,
  );
  console.log(markdownTable(["", "median ms", "rows a second", "times COPY"], table));
  await Promise.all([file, leadFile, moveFile].map((each) => rm(each, { force: true })));
  await superuser.end();
  await data.close();
} finally {
  await server.stop();
}
