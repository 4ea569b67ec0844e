import { availableParallelism, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Database, StatementBuilder } from "#app/db/database.ts";
import type { CursorColumns, Keyset, PageRequest } from "#app/db/keyset/index.ts";
import { localDate } from "#app/db/local-time.ts";
import { openDatabase } from "#app/db/open.server.ts";
import { type LeadSort, leadSorts } from "#app/domains/leads/lead-filter.ts";
import { leadKeyset } from "#app/domains/leads/lead-keysets.server.ts";
import { leadsMatching } from "#app/domains/leads/leads-matching.server.ts";
import { startPostgres } from "#dev/servers/postgres.ts";
import { leads, mentees } from "#schema";
import { type Contender, figure, markdownTable, measure } from "./measure.ts";
import { makeLeads, organizationId } from "./million-leads.ts";

const { values: options } = parseArgs({
  options: { leads: { type: "string", default: "1000000" }, rounds: { type: "string", default: "750" } },
});
const leadCount = Number(options.leads);
const rounds = Number(options.rounds);
/** OFFSET takes seconds where it is deep: fewer rounds tell enough, and leave the others in peace. */
const offsetEvery = 25;
const size = 50;
const deepestAtMost = 1.2;
const timeZone = "America/Sao_Paulo";
const scope = {
  kind: "organization",
  organizationId,
  userId: "00000000-0000-7000-8005-000000000001",
  role: "owner",
} as const;
const depths = [0, leadCount / 100, leadCount / 2, leadCount - leadCount / 1000];

/** The leads list's own statement but for its end: the page by position, or the same page by OFFSET. */
function listed(db: StatementBuilder, where: SQL | undefined, cursorColumns: CursorColumns) {
  return db
    .select({
      id: leads.id,
      name: leads.name,
      // Not a join: its estimates can talk the planner out of the index order that the page is read in.
      menteeName: sql<string>`(select ${mentees.businessName} from ${mentees} where ${ofLead})`.as(
        "mentee_name",
      ),
      source: leads.source,
      status: leads.status,
      value: leads.value,
      enteredOn: localDate(leads.enteredAt, timeZone).as("entered_on"),
      ...cursorColumns,
    })
    .from(leads)
    .where(and(leadsMatching({}, timeZone), where));
}

const ofLead = and(eq(mentees.organizationId, leads.organizationId), eq(mentees.id, leads.menteeId));

type Build = (db: StatementBuilder) => ReturnType<typeof listed>;

interface Measured {
  sort: string;
  depth: number;
  way: "keyset" | "keyset, backwards" | "offset";
  build: Build;
}

const request: PageRequest = { size, secret: "the secret of this benchmark", boundTo: organizationId };

function keysetPage(list: Keyset, cursors: Partial<PageRequest>): Build {
  // As in the application, the cursor is opened and the statement is built for every page.
  return (db) => {
    const page = list.page({ ...request, ...cursors });
    return page.select(({ where, cursorColumns }) => listed(db, where, cursorColumns));
  };
}

/**
 * OFFSET at its best: it skips ids alone and fetches the rows of one page, in the placement of NULLs that the index has. (With whole rows, and
 * with the list's own placement of NULLs, which it could only sort for, it takes ten times as long.)
 */
function offsetPage(list: Keyset, depth: number): Build {
  const page = list.page(request);
  const orderBy = list.terms.map((term) => sql`${term.expression} ${sql.raw(term.direction)}`);
  return (db) => {
    const ids = db
      .select({ id: leads.id })
      .from(leads)
      .where(leadsMatching({}, timeZone))
      .orderBy(...orderBy)
      .limit(page.limit)
      .offset(depth);
    return listed(db, inArray(leads.id, ids), page.cursorColumns).orderBy(
      ...orderBy,
    ) as unknown as ReturnType<typeof listed>;
  };
}

/** The cursor of the page that begins at `depth`, and that of the page which ends there. */
async function cursorsAt(database: Database, list: Keyset, depth: number) {
  const page = list.page(request);
  const [rows] = await database.readBatch(scope, (db) => [
    db
      .select(page.cursorColumns)
      .from(leads)
      .where(leadsMatching({}, timeZone))
      .orderBy(...page.orderBy)
      .offset(depth - 1)
      .limit(1),
  ]);
  const { next } = list.page({ ...request, size: 1 }).result([...rows, ...rows]);
  return { after: { after: next }, before: { before: next } };
}

async function everyWay(database: Database, sort: LeadSort): Promise<Measured[]> {
  const list = leadKeyset(sort);
  const measured: Measured[] = [];
  for (const depth of depths) {
    const of = { sort: `${sort.by} ${sort.direction}`, depth };
    const cursors = depth === 0 ? undefined : await cursorsAt(database, list, depth);
    measured.push({ ...of, way: "keyset", build: keysetPage(list, cursors?.after ?? {}) });
    if (cursors) measured.push({ ...of, way: "keyset, backwards", build: keysetPage(list, cursors.before) });
    // One direction tells enough of it.
    if (sort.direction === "desc") measured.push({ ...of, way: "offset", build: offsetPage(list, depth) });
  }
  return measured;
}

interface Plan {
  "Shared Hit Blocks": number;
  "Shared Read Blocks": number;
}

/** Pages of 8 kB that the statement touches as it runs. */
async function buffersOf(database: Database, build: Build): Promise<number> {
  const [{ rows }] = await database.readBatch(scope, (db) => [
    db.execute<{ "QUERY PLAN": { Plan: Plan }[] }>(
      sql`explain (analyze, buffers, timing off, format json) ${build(db).getSQL()}`,
    ),
  ]);
  const [result] = rows[0]?.["QUERY PLAN"] ?? [];
  if (!result) throw new Error("EXPLAIN answered nothing");
  return result.Plan["Shared Hit Blocks"] + result.Plan["Shared Read Blocks"];
}

const nameOf = ({ sort, depth, way }: Omit<Measured, "build">) => `${sort} ${depth} ${way}`;
const say = (text: string) => process.stderr.write(`${text}\n`);

async function report(database: Database): Promise<{ text: string; deepest: number; worst: number }> {
  const sorts = leadSorts.flatMap((by): LeadSort[] => [
    { by, direction: "desc" },
    { by, direction: "asc" },
  ]);
  const all: Measured[] = [];
  for (const sort of sorts) all.push(...(await everyWay(database, sort)));
  const contenders = all.map(
    (one): Contender => ({
      name: nameOf(one),
      every: one.way === "offset" ? offsetEvery : 1,
      run: () => database.readBatch(scope, (db) => [one.build(db)]),
    }),
  );
  const timings = await measure(contenders, {
    rounds,
    warmups: 10,
    onRound: (round) => round % 50 === 0 && say(`round ${round} of ${rounds}`),
  });
  const rows: string[][] = [];
  let [deepest, worst] = [0, 0];
  for (const one of all.filter(({ way }) => way === "keyset")) {
    const timingOf = (other: Partial<Measured>) => timings.get(nameOf({ ...one, ...other }));
    const [own, back, offset] = [
      timingOf({}),
      timingOf({ way: "keyset, backwards" }),
      timingOf({ way: "offset" }),
    ];
    const first = timingOf({ depth: 0 })?.median ?? Number.NaN;
    const peer = all.find(
      ({ way, sort, depth }) => way === "offset" && sort === one.sort && depth === one.depth,
    );
    const toFirst = (own?.median ?? Number.NaN) / first;
    worst = Math.max(worst, toFirst, (back?.median ?? 0) / first);
    if (one.depth === depths.at(-1)) deepest = Math.max(deepest, toFirst);
    rows.push([
      one.sort,
      one.depth.toLocaleString("en"),
      ...[own?.median, own?.p95].map(figure),
      toFirst.toFixed(2),
      figure(back?.median),
      figure(await buffersOf(database, one.build)),
      ...[offset?.median, offset?.p95, offset && own && offset.median / own.median].map(figure),
      figure(peer && (await buffersOf(database, peer.build))),
    ]);
  }
  const head = [
    "sort",
    "depth",
    "ms",
    "p95",
    "to first",
    "back ms",
    "buffers",
    "OFFSET ms",
    "p95",
    "times",
    "buffers",
  ];
  return { text: markdownTable(head, rows), deepest, worst };
}

say(`Starting PostgreSQL with ${leadCount.toLocaleString("en")} leads …`);
const server = await startPostgres({ settings: { shared_buffers: "1GB", work_mem: "64MB", jit: "off" } });
try {
  const database = await openDatabase({ url: await makeLeads(server, leadCount) });
  try {
    const { text, deepest, worst } = await report(database);
    const memory = Math.round(totalmem() / 2 ** 30);
    console.log(
      `${availableParallelism()} cores, ${memory} GiB; pages of ${size}; ${rounds} interleaved rounds (OFFSET: ${rounds / offsetEvery})\n\n${text}\n`,
    );
    console.log(
      `Against the first page of its sort the deepest page takes at most ${deepest.toFixed(2)} times as long (${deepestAtMost} is the limit), any page in either direction ${worst.toFixed(2)}.`,
    );
    if (deepest > deepestAtMost) process.exitCode = 1;
  } finally {
    await database.close();
  }
} finally {
  await server.stop();
}
