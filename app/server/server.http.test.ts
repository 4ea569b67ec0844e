import { mkdtemp, rm, stat } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RedisServer, startRedis } from "#dev/servers/redis.ts";
import { runServer, startServer, type TestServer } from "#dev/test/server.ts";

let folder: string;
let server: TestServer;

/** A page that anybody may see. */
const front = "/sign-in";

const page = { Accept: "text/html" };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "placar-http-"));
  server = await startServer({ PLACAR_DATA: join(folder, "data"), PLACAR_TRUST_PROXY: "true" });
});

afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.origin}${path}`, { headers, redirect: "manual" });

/** Without fetch, which decompresses and adds headers of its own. */
function raw(path: string, headers: Record<string, string> = {}, method = "GET") {
  return new Promise<{ res: IncomingMessage; body: Buffer }>((resolve, reject) => {
    const req = request(`${server.origin}${path}`, { headers, method }, async (res) => {
      const chunks: Buffer[] = [];
      for await (const chunk of res) chunks.push(chunk);
      resolve({ res, body: Buffer.concat(chunks) });
    });
    req.once("error", reject);
    req.end();
  });
}

/** What a server answers to bytes that no client library would send. */
function wire(bytes: string) {
  return new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(server.origin).port), "127.0.0.1", () => socket.end(bytes));
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.once("error", reject);
    socket.once("close", () => resolve(answer));
  });
}

async function scriptOf(): Promise<string> {
  const html = await (await get(front, page)).text();
  return /src="(\/assets\/[^"]+\.js)"|href="(\/assets\/[^"]+\.js)"/.exec(html)?.[2] ?? "";
}

describe("a page", () => {
  test("carries the security headers", async () => {
    const { headers } = await get(front, page);
    expect(Object.fromEntries(headers)).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "x-frame-options": "DENY",
      "permissions-policy": expect.stringContaining("camera=()"),
      "cache-control": "private, no-cache",
      "content-type": "text/html; charset=utf-8",
    });
    expect(headers.has("strict-transport-security")).toBe(false);
    expect(headers.has("x-powered-by")).toBe(false);
  });

  test("runs no script without the nonce of this one answer", async () => {
    const nonces = new Set<string>();
    for (let i = 0; i < 3; i++) {
      const response = await get(front, page);
      const policy = response.headers.get("content-security-policy") ?? "";
      const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
      const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(0);
      for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  test("has no inline style, which the policy would refuse", async () => {
    const html = await (await get(front, page)).text();
    expect(html).not.toMatch(/<style\b|\sstyle="/);
  });

  test("says in Server-Timing where the time went, and so does its data", async () => {
    for (const path of [front, `${front}.data`]) {
      const timing = (await get(path, page)).headers.get("server-timing") ?? "";
      expect(timing.split(", ").map((entry) => entry.split(";")[0])).toEqual([
        "session",
        "cache",
        "db",
        "render",
        "total",
      ]);
      expect(timing).toMatch(/^session;dur=\d+\.\d;desc="\d+", /);
    }
  });

  test("tells a proxy's encrypted reader to stay encrypted", async () => {
    const { headers } = await get(front, { ...page, "X-Forwarded-Proto": "https" });
    expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
    expect(headers.get("content-security-policy")).toContain("upgrade-insecure-requests");
  });

  test("can be asked for without its body", async () => {
    const { res, body } = await raw(front, page, "HEAD");
    expect(res.statusCode).toBe(200);
    expect(res.headers["content-security-policy"]).toBeDefined();
    expect(body).toHaveLength(0);
  });
});

describe("compression", () => {
  test.each([
    ["br, gzip", "br", brotliDecompressSync],
    ["gzip, br;q=0.5", "gzip", gunzipSync],
    ["gzip", "gzip", gunzipSync],
    ["br;q=0, gzip", "gzip", gunzipSync],
    ["identity", undefined, (body: Buffer) => body],
    ["", undefined, (body: Buffer) => body],
  ])("of pages and files for %j is %s", async (accepted, encoding, decode) => {
    for (const path of [front, await scriptOf()]) {
      const { res, body } = await raw(path, { ...page, "Accept-Encoding": accepted });
      expect(res.headers["content-encoding"]).toBe(encoding);
      expect(res.headers.vary).toContain("Accept-Encoding");
      const { body: plain } = await raw(path, page);
      expect(decode(body).length).toBeGreaterThan(1000);
      if (encoding) expect(body.length).toBeLessThan(plain.length / 2);
    }
  });

  test("leaves fonts and small answers alone", async () => {
    const html = await (await get(front, page)).text();
    const font = /\/assets\/[^"]+\.woff2/.exec(html)?.[0] ?? "";
    const { res } = await raw(font, { "Accept-Encoding": "br" });
    expect(res.statusCode).toBe(200);
    expect(res.headers["content-type"]).toBe("font/woff2");
    expect(res.headers["content-encoding"]).toBeUndefined();
  });
});

describe("files", () => {
  test("with a hash in their name are kept for ever", async () => {
    const { headers, status } = await get(await scriptOf());
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  test.each([
    "/assets/gone-12345678.js",
    "/.vite/manifest.json",
    "/../server/index.js",
    "/%2e%2e/server/index.js",
  ])("%s is none", async (path) => {
    const { res, body } = await raw(path, page);
    expect(res.statusCode).toBe(404);
    expect(res.headers["cache-control"]).toBe("private, no-cache");
    expect(body.toString()).toContain("<h1");
  });
});

describe("an error page", () => {
  test("is the house's own, in the reader's language", async () => {
    const response = await get("/nowhere", { ...page, "Accept-Language": "pt-BR" });
    expect(response.status).toBe(404);
    const html = await response.text();
    expect(html).toContain('<html lang="pt-BR"');
    expect(html.match(/<title>/g)).toHaveLength(1);
    expect(html).toMatch(/<h1[^>]*>[^<]+</);
  });

  test.each([
    ["GET http://placar.example/nowhere HTTP/1.1\r\nHost: placar.example\r\n", "404"],
    ["GET / HTTP/1.1\r\nHost: a b\r\n", "400"],
    ["GET / HTTP/1.1\r\nHost: [\r\n", "400"],
    ["GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n", "400"],
    ["BREW / HTTP/1.1\r\nHost: x\r\n", "400"],
    ["PROPFIND / HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n", "405"],
  ])("answers %j with %s and no trace", async (head, status) => {
    const answer = await wire(`${head}Connection: close\r\n\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status}`));
    expect(answer).not.toMatch(/\bat .*\.(?:js|ts):\d/);
  });
});

describe("a form", () => {
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${server.origin}${path}`, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { ...page, ...headers },
      redirect: "manual",
    });

  test("keeps the language and the look, and goes back", async () => {
    const response = await post("/preferences", { locale: "pt-BR", returnTo: "/nowhere?a=1" });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/nowhere?a=1");
    const [cookie = ""] = response.headers.getSetCookie();
    expect(cookie).toBe("locale=pt-BR; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
    const html = await (await get(front, { ...page, Cookie: "locale=pt-BR; theme=dark" })).text();
    expect(html).toContain('<html lang="pt-BR" data-theme="dark"');
  });

  test("sets secure cookies on an encrypted connection", async () => {
    const response = await post("/preferences", { theme: "dark" }, { "X-Forwarded-Proto": "https" });
    expect(response.headers.getSetCookie()[0]).toMatch(/^theme=dark; .*; Secure$/);
  });

  test("does not lead anywhere else", async () => {
    const response = await post("/preferences", { theme: "dark", returnTo: "//evil.example" });
    expect(response.headers.get("location")).toBe("/");
  });

  test("with a choice that does not exist is a bad request", async () => {
    const response = await post("/preferences", { theme: "pink" });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("<h1");
  });

  test.each([
    [{ Origin: "https://evil.example" }],
    [{ Origin: "null" }],
    [{ "Sec-Fetch-Site": "cross-site" }],
    [{ "Sec-Fetch-Site": "same-site" }],
  ])("from elsewhere (%j) is refused", async (headers) => {
    const response = await post("/preferences", { theme: "dark" }, headers);
    expect(response.status).toBe(400);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  test("from this site is taken, as the proxy's reader sees it", async () => {
    const here = { Origin: server.origin, "Sec-Fetch-Site": "same-origin" };
    expect((await post("/preferences", { theme: "dark" }, here)).status).toBe(303);
    const behind = {
      Origin: "https://placar.example",
      "X-Forwarded-Proto": "https",
      "X-Forwarded-Host": "placar.example",
    };
    expect((await post("/preferences", { theme: "dark" }, behind)).status).toBe(303);
  });

  test("that is no form makes no sense, and is no accident of ours", async () => {
    for (const path of [front, "/preferences"]) {
      for (const type of ["application/json", "text/plain"]) {
        const headers = { ...page, Origin: server.origin, "Content-Type": type };
        const response = await fetch(`${server.origin}${path}`, { method: "POST", body: "{}", headers });
        expect(response.status, `${path} ${type}`).toBe(400);
      }
    }
  });

  test("that is too large is refused, whether it says so or not, and the connection goes on", async () => {
    const large = "x".repeat(1024 * 1024 + 1);
    expect((await post("/preferences", { theme: large })).status).toBe(413);
    const chunked = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(`theme=${large}`));
        controller.close();
      },
    });
    const response = await fetch(`${server.origin}/preferences`, {
      method: "POST",
      body: chunked,
      headers: { ...page, "Content-Type": "application/x-www-form-urlencoded" },
      duplex: "half",
    } as RequestInit);
    expect(response.status).toBe(413);
    expect((await get(front, page)).status).toBe(200);
  });
});

describe("a request", () => {
  test("keeps the sane id that the proxy gave it, and gets one otherwise", async () => {
    const idOf = async (given: string) =>
      (await get(front, { ...page, "X-Request-Id": given })).headers.get("x-request-id");
    expect(await idOf("edge-0123456789")).toBe("edge-0123456789");
    for (const given of ["short", 'a"quoted"-identifier', "x".repeat(200)]) {
      expect(await idOf(given)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }
  });

  test("leaves a record that names the route and nobody", async () => {
    await get("/sign-in?email=ana@example.com&token=s3cret", {
      ...page,
      "X-Request-Id": "audited-request",
      "X-Forwarded-For": "203.0.113.7",
      Cookie: "session=c00kie",
    });
    const records = () => server.logs().filter((record) => record.requestId === "audited-request");
    await expect.poll(records).toHaveLength(1);
    expect(records()[0]).toEqual({
      level: "info",
      time: expect.any(String),
      requestId: "audited-request",
      method: "GET",
      route: front,
      status: 200,
      milliseconds: expect.any(Number),
      msg: "request",
    });
  });
});

describe("health", () => {
  test("lives and is ready", async () => {
    const live = await get("/health/live");
    expect([live.status, await live.json()]).toEqual([200, { live: true }]);
    const ready = await get("/health/ready");
    expect(ready.status).toBe(200);
    expect(ready.headers.get("cache-control")).toBe("no-store");
    expect(await ready.json()).toEqual({
      ready: true,
      database: "reachable",
      migrations: "applied",
      cache: "available",
    });
  });

  test("says whether Redis answers, before anything was asked of it too, and is ready without", async () => {
    const redis = await startRedis();
    await redis.stop();
    const other = await startServer({ PLACAR_DATA: join(folder, "redis"), REDIS_URL: redis.url });
    const ready = async () => {
      const answer = await fetch(`${other.origin}/health/ready`);
      const { cache } = await answer.json();
      return [answer.status, cache];
    };
    let again: RedisServer | undefined;
    try {
      expect(await ready()).toEqual([200, "away"]);
      again = await startRedis({ port: redis.port });
      await expect.poll(ready, { timeout: 20_000 }).toEqual([200, "available"]);
      await again.stop();
      expect(await ready()).toEqual([200, "away"]);
    } finally {
      await other.stop();
      await again?.stop();
    }
  });
});

describe("a server that cannot start says why in one line", () => {
  const cases: [string, () => NodeJS.ProcessEnv, RegExp][] = [
    [
      "a taken port",
      () => ({ PORT: new URL(server.origin).port, PLACAR_DATA: join(folder, "other") }),
      /^Port \d+ is taken\. Stop what uses it, or set PORT to another\.\n$/,
    ],
    [
      "a folder in use",
      () => ({ PLACAR_DATA: join(folder, "data") }),
      /^The folder \S+ is in use by process \d+\..*\n$/,
    ],
    ["a folder that cannot be", () => ({ PLACAR_DATA: "/dev/null/placar" }), /^\S.*\/dev\/null\/placar.*\n$/],
    [
      "an unknown host",
      () => ({ HOST: "192.0.2.1" }),
      /^HOST 192\.0\.2\.1 is no address of this machine\.\n$/,
    ],
    [
      "bad variables",
      () => ({ PORT: "x", PLACAR_DEMO: "perhaps" }),
      /^PORT: expected .*\nPLACAR_DEMO: expected .*\n$/,
    ],
    [
      "no secret in production",
      () => ({ DATABASE_URL: "postgres://u:p@127.0.0.1:1/x", PLACAR_DATA: join(folder, "other") }),
      /^PLACAR_SECRET: expected at least 32 characters.*\n$/,
    ],
  ];
  test.each(cases)("%s", async (_name, env, message) => {
    const { code, stderr, stdout } = await runServer(env());
    expect(stderr).toMatch(message);
    expect(stdout).toBe("");
    expect(code).toBe(1);
  });
});

test("the generated secret is its owner's alone", async () => {
  const { mode, size } = await stat(join(folder, "data", "secret"));
  expect(mode & 0o777).toBe(0o600);
  expect(size).toBeGreaterThan(32);
});

test("told to stop, it finishes what runs, takes nothing new and ends well", async () => {
  const body = "theme=dark&returnTo=%2Fslow";
  const slow = request(`${server.origin}/preferences`, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      "Content-Length": String(body.length),
      Expect: "100-continue",
    },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    slow.once("response", resolve);
    slow.once("error", reject);
  });
  // The request has to be there before the signal is: the server says so.
  const taken = new Promise<void>((resolve) => slow.once("continue", resolve));
  slow.write(body.slice(0, 8));
  await taken;

  process.kill(server.pid, "SIGTERM");
  await expect.poll(() => server.logs().some(({ msg }) => msg === "stopping")).toBe(true);
  await expect(get("/health/live")).rejects.toThrow();
  let ended = false;
  server.ended.then(() => {
    ended = true;
  });
  await setTimeout(300);
  expect(ended).toBe(false);

  slow.end(body.slice(8));
  const response = await answered;
  response.resume();
  expect(response.statusCode).toBe(303);
  expect(response.headers.location).toBe("/slow");
  const { code, stderr } = await server.ended;
  expect([code, stderr]).toEqual([0, ""]);
  expect(server.logs().at(-1)).toMatchObject({ msg: "stopped" });
  await expect(stat(join(folder, "data", "lock.json"))).rejects.toThrow("ENOENT");
});
