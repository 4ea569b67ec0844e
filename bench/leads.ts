import { availableParallelism, totalmem } from "node:os";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import type { Database, Read } from "#app/db/database.ts";
import { openDatabase } from "#app/db/open.server.ts";
import type { LeadFilter, LeadSort } from "#app/domains/leads/lead-filter.ts";
import { leadSorts } from "#app/domains/leads/lead-filter.ts";
import { leadKeyset } from "#app/domains/leads/lead-keysets.server.ts";
import { leadsMatching } from "#app/domains/leads/leads-matching.server.ts";
import { countLeads, type LeadListArgs, listLeads } from "#app/domains/leads/queries.server.ts";
import { startPostgres } from "#dev/servers/postgres.ts";
import { leads } from "#schema";
import { type Contender, figure, markdownTable, measure, quantile } from "./measure.ts";
import { cohortIds, makeLeads, menteeId, organizationId } from "./million-leads.ts";

/*
 * `npm run bench:leads`: what the leads list costs the database, as the application's role under row-level security. Cold is the first run of
 * a statement on a connection of its own; the server has the data in memory.
 */

const { values: options } = parseArgs({
  options: {
    leads: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "30" },
    cold: { type: "string", default: "5" },
  },
});
const leadCount = Number(options.leads);
const rounds = Number(options.rounds);
const coldRuns = Number(options.cold);
const atMost = 50;
const timeZone = "America/Sao_Paulo";
const scope = {
  kind: "organization",
  organizationId,
  userId: "00000000-0000-7000-8005-000000000001",
  role: "owner",
} as const;
const newest: LeadSort = { by: "entered", direction: "desc" };

interface Case {
  name: string;
  /** Whether the target is for it: counts read what they count. */
  page: boolean;
  load: (read: Read) => Promise<{ found: number }>;
}

const argsOf = (filter: LeadFilter, sort: LeadSort, after?: string | null): LeadListArgs => ({
  ...{ filter, sort, after: after ?? undefined, pageSize: 50, timeZone, today: "2026-01-01" },
  cursorSecret: "the secret of this benchmark",
});

function page(name: string, filter: LeadFilter = {}, sort = newest, after?: string | null): Case {
  const args = argsOf(filter, sort, after);
  return {
    name,
    page: true,
    load: async (read) => ({ found: (await listLeads.declaration.load(read, args, scope)).rows.length }),
  };
}

function count(name: string, filter: LeadFilter): Case {
  return {
    name: `count: ${name}`,
    page: false,
    load: async (read) => ({
      found: await countLeads.declaration.load(read, { filter, timeZone, today: "2026-01-01" }, scope),
    }),
  };
}

/** The cursor behind so many leads. */
async function cursorAt(database: Database, depth: number, filter: LeadFilter = {}, sort = newest) {
  const { size, secret, boundTo } = {
    size: 1,
    secret: argsOf(filter, sort).cursorSecret,
    boundTo: [organizationId, timeZone, { ...filter }],
  };
  const place = leadKeyset(sort).page({ size, secret, boundTo });
  const [rows] = await database.readBatch(scope, (db) => [
    db
      .select(place.cursorColumns)
      .from(leads)
      .where(leadsMatching(filter, timeZone))
      .orderBy(...place.orderBy)
      .offset(depth - 1)
      .limit(1),
  ]);
  return place.result([...rows, ...rows]).next;
}

const searches: Record<string, string> = {
  "one in a thousand": "zwanziger",
  "one e-mail": "lead77777@example.com",
  "one phone": "(11) 90000-0077",
  "two words": "maria silva",
  "one in twenty": "maria",
  "all of them": "example.com",
  "two letters, rare": "zw",
  "one letter": "m",
  "nothing like it": "qwxyz",
};

const filters: Record<string, LeadFilter> = {
  "one status": { status: ["lost"] },
  "four statuses": { status: ["new", "qualified", "won", "lost"] },
  "one source": { source: ["source 3"] },
  "unknown source": { source: ["unknown"] },
  "a month of entry": { from: "2025-03-01", to: "2025-03-31" },
  "a month of wins": { wonFrom: "2025-03-01", wonTo: "2025-03-31" },
  "got to a proposal": { reached: "proposal" },
  "no value": { value: "undeclared" },
  "a range of values": { valueFrom: 1_000_000, valueTo: 1_500_000 },
  "a narrow range of values": { valueFrom: 1_000_000, valueTo: 1_001_000 },
  "no interaction for 90 days": { quiet: 90 },
  "won before entering": { daysToWin: "negative" },
  "a mentee": { mentee: menteeId },
  "a cohort of 180 mentees": { cohort: cohortIds.large },
  "a cohort of 19 mentees": { cohort: cohortIds.middle },
  "a cohort of one mentee": { cohort: cohortIds.small },
  "a status of a cohort": { cohort: cohortIds.middle, status: ["won"] },
  "a common name won in a month": { q: "maria", status: ["won"], from: "2025-03-01", to: "2025-03-31" },
  "a common name of a mentee": { q: "maria", mentee: menteeId },
};

async function casesOf(database: Database): Promise<Case[]> {
  const byValue: LeadSort = { by: "value", direction: "desc" };
  const deep = Math.floor(leadCount * 0.9);
  const common = { q: searches["one in twenty"] };
  return [
    ...leadSorts.flatMap((by) =>
      (["desc", "asc"] as const).map((direction) =>
        page(`first page by ${by} ${direction}`, {}, { by, direction }),
      ),
    ),
    page("page behind nine tenths", {}, newest, await cursorAt(database, deep)),
    page(
      "the same by value",
      {},
      byValue,
      await cursorAt(database, Math.floor(leadCount * 0.6), {}, byValue),
    ),
    ...Object.entries(filters).map(([name, filter]) => page(name, filter)),
    ...Object.entries(filters).map(([name, filter]) => page(`${name}, by value`, filter, byValue)),
    ...Object.entries(searches).map(([name, q]) => page(`search, ${name}: ${q}`, { q })),
    ...Object.entries(searches).map(([name, q]) => page(`the same by value: ${name}`, { q }, byValue)),
    page(
      "a deep page of maria",
      common,
      newest,
      await cursorAt(database, Math.floor(leadCount / 25), common),
    ),
    count("all", {}),
    count("one in a thousand", { q: searches["one in a thousand"] }),
    count("one in twenty", common),
    count("all of them", { q: searches["all of them"] }),
  ];
}

/** Each on a connection that has run nothing but the application's own questions at its start. */
async function coldTimes(url: string, { load }: Case): Promise<number[]> {
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
  const cases = await casesOf(database);
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
