import { availableParallelism, totalmem } from "node:os";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import type { Database, Read } from "#app/db/database.ts";
import { openDatabase } from "#app/db/open.server.ts";
import { startPostgres } from "#dev/servers/postgres.ts";
import { type LeadPage, leadPages, scope } from "./lead-pages.ts";
import { type Contender, figure, markdownTable, measure, quantile } from "./measure.ts";
import { makeLeads } from "./million-leads.ts";

/*
 * `npm run bench:leads`: what the leads list costs the database, as the application's role under row-level security. Cold is the first run of
 * a statement on a connection of its own; the server has the data in memory. `-- --only` takes a regular expression of what to measure.
 */

const { values: options } = parseArgs({
  options: {
    leads: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "30" },
    cold: { type: "string", default: "5" },
    only: { type: "string", default: "" },
  },
});
const leadCount = Number(options.leads);
const rounds = Number(options.rounds);
const coldRuns = Number(options.cold);
const only = new RegExp(options.only);
const atMost = 50;

/** Each on a connection that has run nothing but the application's own questions at its start. */
async function coldTimes(url: string, { load }: LeadPage): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < coldRuns; run += 1) {
    const database = await openDatabase({ url });
    try {
      const start = performance.now();
      await load((build) => database.readBatch(scope, build));
      times.push(performance.now() - start);
    } finally {
      await database.close();
    }
  }
  return times;
}

const say = (text: string) => process.stderr.write(`${text}\n`);

async function report(url: string, database: Database): Promise<{ text: string; missed: string[] }> {
  const read: Read = (build) => database.readBatch(scope, build);
  const cases = (await leadPages(database, leadCount)).filter(({ name }) => only.test(name));
  const found = new Map<string, number>();
  const cold = new Map<string, number[]>();
  for (const each of cases) {
    found.set(each.name, (await each.load(read)).found);
    cold.set(each.name, await coldTimes(url, each));
  }
  const contenders = cases.map(
    ({ name, page, load }): Contender => ({ name, every: page ? 1 : 10, run: () => load(read) }),
  );
  const warm = await measure(contenders, {
    rounds,
    warmups: 2,
    onRound: (round) => round % 10 === 0 && say(`round ${round} of ${rounds}`),
  });
  const missed: string[] = [];
  const rows = cases.map(({ name, page }) => {
    const first = quantile(cold.get(name) ?? [], 0.5);
    const { median, p95 } = warm.get(name) ?? { median: Number.NaN, p95: Number.NaN };
    if (page && Math.max(first, median) > atMost) missed.push(name);
    return [name, (found.get(name) ?? 0).toLocaleString("en"), ...[first, median, p95].map(figure)];
  });
  const head = ["what", "leads", "cold ms", "warm ms", "p95"];
  return { text: markdownTable(head, rows), missed };
}

say(`Starting PostgreSQL with ${leadCount.toLocaleString("en")} leads …`);
const server = await startPostgres({ settings: { shared_buffers: "1GB", jit: "off" } });
try {
  const url = await makeLeads(server, leadCount);
  const database = await openDatabase({ url });
  try {
    const { text, missed } = await report(url, database);
    const memory = Math.round(totalmem() / 2 ** 30);
    console.log(
      `${availableParallelism()} cores, ${memory} GiB; ${leadCount.toLocaleString("en")} leads; pages of 50; medians of ${coldRuns} cold and ${rounds} warm runs\n\n${text}\n`,
    );
    console.log(
      missed.length === 0
        ? `Every page takes at most ${atMost} ms, cold and warm.`
        : `Above ${atMost} ms: ${missed.join(", ")}.`,
    );
    if (missed.length > 0) process.exitCode = 1;
  } finally {
    await database.close();
  }
} finally {
  await server.stop();
}
