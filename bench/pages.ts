import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openEmbedded } from "#app/db/drivers/pglite.server.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { signValue } from "#app/server/signed-value.server.ts";
import { ensureBuild } from "#dev/bundle/ensure-build.ts";
import { startRedis } from "#dev/servers/redis.ts";
import { makeTempFolder, removeFolder } from "#dev/servers/temp-folder.ts";
import { startServer } from "#dev/test/server.ts";
import { addDemo } from "#ops/demo/fill.server.ts";
import { figure, markdownTable, quantile } from "./measure.ts";
import { requestRate, type Target } from "./request-rate.ts";

/*
 * What a page costs on its ways to a reader, beside a bare server that sends the same bytes: requests a second, one process each, in
 * rounds, so that whatever slows the machine down slows all of them.
 */

const { values: options } = parseArgs({
  options: {
    path: { type: "string", multiple: true },
    rounds: { type: "string", default: "7" },
    seconds: { type: "string", default: "1" },
  },
});
const paths = options.path ?? ["/o/demo", "/o/demo/leads", "/o/demo/reports/pipeline"];
const [rounds, milliseconds] = [Number(options.rounds), Number(options.seconds) * 1000];
const connections = 16;
const secret = "a secret that signs what this benchmark sends";

await ensureBuild();
const folder = await makeTempFolder("bench");
const redis = await startRedis();
const children: ChildProcess[] = [];
try {
  await fill();
  const server = await startServer({
    PLACAR_DATA: folder,
    PLACAR_DEMO: "true",
    PLACAR_SECRET: secret,
    REDIS_URL: redis.url,
    // The bare server writes no line for each request either.
    LOG_LEVEL: "warn",
  });
  try {
    const port = Number(new URL(server.origin).port);
    for (const path of paths) await compare({ port, pid: server.pid }, path);
  } finally {
    await server.stop();
  }
} finally {
  for (const child of children) child.kill();
  await redis.stop();
  await removeFolder(folder);
}

async function fill() {
  const database = await openEmbedded({ folder });
  await database.migrate();
  const data = await openDataLayer({ database, sweepSeconds: 0 });
  await addDemo(data, { now: new Date(), signal: new AbortController().signal, onProgress: () => {} });
  await data.close();
}

/** Milliseconds of processor time that a process has used so far, of all its threads; NaN where the system does not tell. */
async function processorTime(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // In hundredths of a second, on every Linux that there is.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

interface Served {
  port: number;
  pid: number;
}

async function compare(server: Served, path: string) {
  const { port } = server;
  const headers = { Accept: "text/html", "Accept-Encoding": "gzip", Cookie: await signIn(port) };
  const kept = await get(port, path, headers);
  const file = join(folder, "bytes");
  await writeFile(file, kept.body);
  const bare = spawn(process.execPath, [join(import.meta.dirname, "bare-server.ts"), file, redis.url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(bare);
  const [line] = await once(bare.stdout, "data");
  const bareServer = { port: Number(line), pid: bare.pid ?? 0 };
  const past = signValue(String(Math.ceil(Date.now() / 1000) + 3600), "uncached", secret);
  // Parameters that are not in their normal form: the same page, which is not kept.
  const unkept = `${path}?z=1&a=1`;
  const targets: [string, Target & Served][] = [
    ["bare node:http, the same bytes", { ...bareServer, path, headers, status: 200 }],
    ["304", { ...server, path, headers: { ...headers, "If-None-Match": kept.etag }, status: 304 }],
    ["kept page", { ...server, path, headers, status: 200 }],
    ["rendered, queries cached", { ...server, path: unkept, headers, status: 200 }],
    [
      "rendered, nothing cached",
      {
        ...server,
        path,
        headers: { ...headers, Cookie: `${headers.Cookie}; uncached=${past}` },
        status: 200,
      },
    ],
  ];
  const rates = targets.map(() => [] as number[]);
  const costs = targets.map(() => [] as number[]);
  for (let round = -1; round < rounds; round++) {
    for (const [at, [name, target]] of targets.entries()) {
      // What is rendered takes as long for one round as the others for many.
      if (name.startsWith("rendered") && round !== 0) continue;
      const before = await processorTime(target.pid);
      const { rate, answered } = await requestRate(target, connections, milliseconds);
      const cost = ((await processorTime(target.pid)) - before) / answered;
      if (round < 0) continue;
      rates[at]?.push(rate);
      costs[at]?.push(cost);
    }
  }
  bare.kill();
  const base = quantile(rates[0] ?? [], 0.5);
  const baseCost = quantile(costs[0] ?? [], 0.5);
  const rows = targets.map(([name], at) => {
    const [median, low, high] = [0.5, 0, 1].map((share) => quantile(rates[at] ?? [], share));
    const ratio = (median ?? Number.NaN) / base;
    const cost = quantile(costs[at] ?? [], 0.5);
    return [
      name,
      figure(median),
      `${figure(low)} to ${figure(high)}`,
      ratio.toFixed(2),
      figure(cost * 1000),
      (baseCost / cost).toFixed(2),
    ];
  });
  console.log(
    `\n${path}, ${kept.body.length} bytes in gzip; load of the machine ${loadavg()[0]?.toFixed(1)}\n\n${markdownTable(
      ["", "requests/s", "range", "of bare", "processor µs", "of bare"],
      rows,
    )}`,
  );
}

async function signIn(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/sign-in`, {
    method: "POST",
    body: new URLSearchParams({ demo: "owner" }),
    redirect: "manual",
  });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.replace(/;.*/, ""))
    .filter((cookie) => !cookie.startsWith("flash="))
    .join("; ");
}

/** As it is sent. */
function get(port: number, path: string, headers: Record<string, string>) {
  return new Promise<{ etag: string; body: Buffer }>((resolve, reject) => {
    const req = request({ host: "127.0.0.1", port, path, headers }, async (res) => {
      const chunks: Buffer[] = [];
      for await (const chunk of res) chunks.push(chunk);
      if (res.statusCode !== 200) reject(new Error(`${path} answered ${res.statusCode}`));
      resolve({ etag: res.headers.etag ?? "", body: Buffer.concat(chunks) });
    });
    req.once("error", reject);
    req.end();
  });
}
