import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { request } from "node:http";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createLayout } from "#app/cache/layout.ts";
import type { Tag } from "#app/cache/tag.ts";
import { openEmbedded } from "#app/db/drivers/pglite.server.ts";
import { demoAccounts } from "#app/domains/accounts/demo-accounts.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { signValue } from "#app/signing/signed-value.server.ts";
import { ensureBuild } from "#dev/bundle/ensure-build.ts";
import { startRedis } from "#dev/servers/redis.ts";
import { makeTempFolder, removeFolder } from "#dev/servers/temp-folder.ts";
import { addDemo } from "#ops/demo/fill.server.ts";
import { figure, markdownTable, quantile } from "./measure.ts";
import { compressions } from "./pages/compressions.ts";
import type { Order, Report } from "./pages/load.ts";
import { readMarkup } from "./pages/markup-tree.ts";
import type { Rate, Target } from "./pages/request-rate.ts";
import { processorTime, type Served, startProcess } from "./pages/start-process.ts";

/*
 * What a page costs on its ways to a reader, beside a bare server that makes the round trip of a kept page and sends the same bytes:
 * requests a second, one process each, in rounds, so that whatever slows the machine down slows all of them.
 */

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    path: { type: "string", multiple: true },
    connections: { type: "string", multiple: true },
  },
});
const paths = options.path ?? ["/o/demo/leads", "/o/demo/reports/pipeline"];
const connectionCounts = (options.connections ?? ["1", "16", "64"]).map(Number);
const rounds = options.quick ? 3 : 7;
const milliseconds = options.quick ? 300 : 600;
const secret = "a secret that signs what this benchmark sends";

interface Way {
  name: string;
  target: Target & Pick<Served, "pid">;
  /** in how many of the rounds it takes part */
  rounds: number;
  /** Whether its Server-Timing header names rendering, and statements; undefined for the limit, which has none. */
  works?: { renders: boolean; asksDatabase: boolean };
}

interface Sample extends Rate {
  /** processor µs of a request, in the server's process */
  cost: number;
  /** of one core, that the process that asks took */
  askerShare: number;
}

const root = join(import.meta.dirname, "..");
const begun = performance.now();
let busiestAsker = 0;
let late = 0;
await step("the build", 240, ensureBuild());
const folder = await makeTempFolder("bench");
const redis = await startRedis();
const asker = fork(join(import.meta.dirname, "pages", "load.ts"));
try {
  await step("filling the database", 120, fill());
  const server = await startProcess(
    "the built server",
    [join(root, "server.ts")],
    serverEnv(),
    "/health/ready",
  );
  try {
    console.log(
      `${availableParallelism()} cores, load ${figure(loadavg()[0])} at the start; medians of ${rounds} rounds of ${milliseconds} ms` +
        " (rendered 3, nothing cached 1), Redis on the same machine, PGlite, one line of log a request everywhere.",
    );
    for (const path of paths) await comparePath(server, path);
    console.log(
      `\nThe process that asks took at most ${figure(busiestAsker * 100)} % of a core; load ${figure(loadavg()[0])} at the end, ${figure((performance.now() - begun) / 1000)} s in all.${late === 0 ? "" : ` ${late} conditional requests got a whole page, because the cache was late.`}`,
    );
  } finally {
    await server.stop();
  }
} finally {
  asker.kill();
  await redis.stop();
  await removeFolder(folder);
}

function serverEnv(): NodeJS.ProcessEnv {
  const unset = {
    DATABASE_URL: "",
    DATABASE_REPLICA_URLS: "",
    UPSTASH_REDIS_REST_URL: "",
    LOG_LEVEL: "info",
  };
  return {
    ...unset,
    PLACAR_DATA: folder,
    PLACAR_DEMO: "true",
    PLACAR_SECRET: secret,
    REDIS_URL: redis.url,
  };
}

async function fill() {
  const database = await openEmbedded({ folder });
  await database.migrate();
  const data = await openDataLayer({ database, sweepSeconds: 0 });
  await addDemo(data, { now: new Date(), signal: new AbortController().signal, onProgress: () => {} });
  await data.close();
}

async function comparePath(server: Served, path: string) {
  const headers = { Accept: "text/html", "Accept-Encoding": "gzip", Cookie: await signIn(server.port) };
  const kept = await step(`the first ${path}`, 30, get({ ...server, path, headers, status: 200 }));
  const file = join(folder, "bytes");
  await writeFile(file, kept.body);
  const limit = await startProcess(
    "the bare server",
    [join(import.meta.dirname, "pages", "limit-server.ts"), file, redis.url, ...tagKeys(kept.etag)],
    {},
    path,
  );
  let bare: Served | undefined;
  try {
    const plain = await get({
      ...server,
      path,
      headers: { ...headers, "Accept-Encoding": "identity" },
      status: 200,
    });
    const markup = join(folder, "markup");
    await writeFile(markup, JSON.stringify(readMarkup(plain.body.toString())));
    bare = await startProcess(
      "the bare application",
      [join(import.meta.dirname, "pages", "bare-react-router.ts"), markup, redis.url, path],
      { NODE_ENV: "production" },
      path,
    );
    const ways = waysOf({ server, limit, bare }, path, headers, kept.etag);
    for (const way of ways) await step(`checking "${way.name}" of ${path}`, 30, check(way));
    console.log(
      `\n### ${path}, ${figure(kept.body.length)} bytes in gzip, ${figure(plain.body.length)} plain`,
    );
    for (const connections of connectionCounts) await compare(ways, connections);
    console.log(`\n${compressions(plain.body, { name: demoAccounts[0].name, id: plain.id })}`);
  } finally {
    await bare?.stop();
    await limit.stop();
  }
}

interface Servers {
  server: Served;
  limit: Served;
  bare: Served;
}

function waysOf(servers: Servers, path: string, headers: Target["headers"], etag: string): Way[] {
  const known = { ...headers, "If-None-Match": etag };
  const past = signValue(String(Math.ceil(Date.now() / 1000) + 3600), "uncached", secret);
  const addressOf = ({ port, pid }: Served) => ({ port, pid });
  const ours = addressOf(servers.server);
  return [
    {
      name: "limit: node:http, same bytes",
      target: { ...addressOf(servers.limit), path, headers, status: 200 },
      rounds,
    },
    {
      name: "304",
      target: { ...ours, path, headers: known, status: 304 },
      rounds,
      works: { renders: false, asksDatabase: false },
    },
    {
      name: "kept page",
      target: { ...ours, path, headers, status: 200 },
      rounds,
      works: { renders: false, asksDatabase: false },
    },
    {
      name: "rendered, queries cached",
      // Parameters that are not in their normal form: the same page, which is not kept.
      target: { ...ours, path: `${path}?z=1&a=1`, headers, status: 200 },
      rounds: 3,
      works: { renders: true, asksDatabase: false },
    },
    {
      name: "bare React Router, same elements",
      target: { ...addressOf(servers.bare), path, headers, status: 200 },
      rounds: 3,
    },
    {
      name: "rendered, nothing cached",
      // As the author of a write reads whose news are not through.
      target: {
        ...ours,
        path,
        headers: { ...headers, Cookie: `${headers.Cookie}; uncached=${past}` },
        status: 200,
      },
      rounds: 1,
      works: { renders: true, asksDatabase: true },
    },
  ];
}

/** @throws Error where an answer did not come the way that is to be measured */
async function check({ name, target, works }: Way) {
  await get(target);
  const { timing } = await get(target);
  if (!works) return;
  const counted = (what: string) => new RegExp(`${what};dur=[\\d.]+;desc="[1-9]`).test(timing);
  if (counted("render") !== works.renders || counted("db") !== works.asksDatabase)
    throw new Error(`"${name}" does not come that way: ${timing}`);
}

async function compare(ways: Way[], connections: number) {
  const samples = new Map(ways.map(({ name }) => [name, [] as Sample[]]));
  for (let round = -1; round < rounds; round++) {
    for (const way of ways) {
      if (round >= way.rounds || (round < 0 && way.rounds === 1)) continue;
      const what = `"${way.name}" with ${connections} connections`;
      const sample = await step(what, 30, sampleOf(way, connections));
      if (round >= 0) samples.get(way.name)?.push(sample);
    }
  }
  const median = (name: string, of: "rate" | "cost") =>
    quantile(
      (samples.get(name) ?? []).map((sample) => sample[of]),
      0.5,
    );
  const limit = ways[0]?.name ?? "";
  const rows = ways.map(({ name }) => {
    const rates = (samples.get(name) ?? []).map(({ rate }) => rate);
    return [
      name,
      figure(median(name, "rate")),
      `${figure(quantile(rates, 0))} to ${figure(quantile(rates, 1))}`,
      figure(median(name, "rate") / median(limit, "rate")),
      figure(median(name, "cost")),
      figure(median(limit, "cost") / median(name, "cost")),
    ];
  });
  const head = [`${connections} connections`, "requests/s", "range", "of limit", "processor µs", "of limit"];
  console.log(`\n${markdownTable(head, rows)}`);
}

async function sampleOf({ target }: Way, connections: number): Promise<Sample> {
  const asked: ChildProcess = asker;
  const [before, askerBefore, from] = [
    await processorTime(target.pid),
    await processorTime(asked.pid ?? 0),
    performance.now(),
  ];
  const order: Order = { target, connections, milliseconds };
  asked.send(order);
  const [report] = (await once(asked, "message")) as [Report];
  if ("error" in report) throw new Error(report.error);
  const cost = (((await processorTime(target.pid)) - before) * 1000) / report.rate.answered;
  const askerShare = ((await processorTime(asked.pid ?? 0)) - askerBefore) / (performance.now() - from);
  busiestAsker = Math.max(busiestAsker, askerShare);
  late += report.rate.late;
  return { ...report.rate, cost, askerShare };
}

/** The tags that an entity tag names, as they are called in Redis. */
function tagKeys(etag: string): string[] {
  const text = Buffer.from(/"([\w-]+)\./.exec(etag)?.[1] ?? "", "base64url").toString();
  const names = JSON.parse(text)[3] as [string, ...string[]][];
  const { tag } = createLayout("placar", "");
  return names.flatMap(([group, ...members]) => members.map((member) => tag(`{${group}}${member}` as Tag)));
}

async function signIn(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/sign-in`, {
    method: "POST",
    body: new URLSearchParams({ demo: "owner" }),
    redirect: "manual",
    signal: AbortSignal.timeout(30_000),
  });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.replace(/;.*/, ""))
    .filter((cookie) => !cookie.startsWith("flash="))
    .join("; ");
}

/** As it is sent. */
function get({ port, path, headers, status }: Target) {
  return new Promise<{ etag: string; timing: string; id: string; body: Buffer }>((resolve, reject) => {
    const signal = AbortSignal.timeout(30_000);
    const req = request({ host: "127.0.0.1", port, path, headers, signal }, async (res) => {
      const chunks: Buffer[] = [];
      for await (const chunk of res) chunks.push(chunk);
      if (res.statusCode !== status) reject(new Error(`${path} answered ${res.statusCode}`));
      const { etag = "", "server-timing": timing, "x-request-id": id } = res.headers;
      resolve({ etag, timing: String(timing), id: String(id), body: Buffer.concat(chunks) });
    });
    req.once("error", reject);
    req.end();
  });
}

/** @throws Error that names the step, where it fails or takes longer */
async function step<T>(name: string, seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
