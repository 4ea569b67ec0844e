import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import pg from "pg";
import { newId } from "#app/db/new-id.ts";
import { openDatabase } from "#app/db/open.server.ts";
import { callerFor } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { bulkMove } from "#app/domains/leads/commands.server.ts";
import { countSelected } from "#app/domains/leads/queries.server.ts";
import { startPostgres } from "#dev/servers/postgres.ts";
import { markdownTable, quantile } from "./measure.ts";
import { makeLeads, organizationId } from "./million-leads.ts";

/*
 * Moves many leads among very many as the application does, as its own role under row-level security, beside the same writes in bare SQL by the
 * role that owns the tables: an UPDATE and an INSERT into the history, without locks in order, activity, or anybody to be told.
 */

const { values: options } = parseArgs({
  options: {
    leads: { type: "string", default: "1000000" },
    move: { type: "string", default: "10000" },
    rounds: { type: "string", default: "9" },
  },
});
const [leadCount, moved, rounds] = [Number(options.leads), Number(options.move), Number(options.rounds)];
const timeZone = "America/Sao_Paulo";
const userId = "00000000-0000-7000-8005-000000000001";
const scope = { kind: "organization", organizationId, userId, role: "owner" } as const;
const say = (text: string) => process.stderr.write(`${text}\n`);

const server = await startPostgres({ settings: { shared_buffers: "1GB", work_mem: "64MB", jit: "off" } });
try {
  say(`Making ${leadCount.toLocaleString("en")} leads`);
  const url = await makeLeads(server, leadCount);
  const superuser = new URL(server.superuserUrl);
  superuser.pathname = new URL(url).pathname;
  const bare = new pg.Client({ connectionString: superuser.href });
  await bare.connect();
  await bare.query("insert into users (id, name, email) values ($1, 'Bench', 'bench@example.com')", [userId]);
  const data = await openDataLayer({ database: await openDatabase({ url }), sweepSeconds: 0 });
  const caller = callerFor(data, scope);
  const stages = ["new", "qualified"] as const;
  const took = { ours: [] as number[], bare: [] as number[] };
  try {
    for (let round = 0; round < rounds + 1; round++) {
      // Back and forth, other leads each time, all over the table.
      const ids = await bare
        .query<{ id: string }>(
          "select id from leads where organization_id = $1 and status = 'first_contact' order by md5(id::text || $2) limit $3",
          [organizationId, String(round), moved * 2],
        )
        .then(({ rows }) => rows.map(({ id }) => id));
      if (ids.length < moved * 2)
        throw new Error(
          `Of --leads ${leadCount} only ${ids.length} can be moved; --move ${moved} needs twice as many.`,
        );
      const [ours, others] = [ids.slice(0, moved), ids.slice(moved)];
      const selection = { ids: ours };
      const { total } = await countSelected.recompute(caller, { selection, timeZone });
      const to = stages[round % 2] ?? "new";
      let start = performance.now();
      await bulkMove(caller, { bulkId: newId(), selection, count: total, timeZone, to });
      const own = performance.now() - start;
      start = performance.now();
      await bare.query("begin");
      await bare.query(
        "update leads set status = $2, row_version = row_version + 1, updated_at = now() where id = any($1::uuid[])",
        [others, to],
      );
      await bare.query(
        `insert into lead_status_changes (id, organization_id, lead_id, from_status, to_status, changed_at, changed_by)
         select gen_random_uuid(), $3, id, 'first_contact', $2, now(), $4 from unnest($1::uuid[]) id`,
        [others, to, organizationId, userId],
      );
      await bare.query("commit");
      const plain = performance.now() - start;
      if (round > 0) {
        took.ours.push(own);
        took.bare.push(plain);
      }
      say(`round ${round} of ${rounds}: ${Math.round(own)} ms, bare ${Math.round(plain)} ms`);
      await bare.query("update leads set status = 'first_contact' where id = any($1::uuid[])", [ids]);
      await bare.query("vacuum analyze leads");
    }
  } finally {
    await data.close();
    await bare.end();
  }
  const [ours, plain] = [quantile(took.ours, 0.5), quantile(took.bare, 0.5)];
  process.stdout.write(
    `${markdownTable(
      ["", "median ms", "ratio"],
      [
        [
          `bulk move of ${moved.toLocaleString("en")} among ${leadCount.toLocaleString("en")}`,
          ours.toFixed(0),
          (ours / plain).toFixed(2),
        ],
        ["bare UPDATE + INSERT", plain.toFixed(0), "1"],
      ],
    )}\n`,
  );
} finally {
  await server.stop();
}
