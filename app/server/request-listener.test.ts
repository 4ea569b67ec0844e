import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Writable } from "node:stream";
import { pino } from "pino";
import { data, redirect, type ServerBuild } from "react-router";
import { afterEach, expect, test } from "vitest";
import { NotFoundError } from "#app/domains/errors.ts";
import { parseEnv } from "#app/env.server.ts";
import { describeError } from "../describe-error.ts";
import type { Services } from "./app.server.ts";
import { setFlash, takeFlash } from "./flash.server.ts";
import { observers } from "./observe/observer.ts";
import { prepareBuild } from "./prepare-build.server.ts";
import type { RequestContext } from "./request-context.server.ts";
import { createAppListener } from "./request-listener.server.ts";

interface Handlers {
  loader?: (args: { context: RequestContext }) => unknown;
  action?: (args: { context: RequestContext }) => unknown;
  /** what renders a page; fails where nothing else is given */
  render?: (status: number) => Response;
}

/** A server build of one page, as React Router would make it. */
function buildOf({ loader, action, render }: Handlers): ServerBuild {
  const route = { id: "root", path: "", module: { default: () => null, loader, action } };
  const handleDocument = (_request: Request, status: number) => {
    if (render) return render(status);
    throw new Error("The renderer is broken for ana@example.com.");
  };
  const build = {
    entry: { module: { default: handleDocument, handleError: () => {} } },
    routes: { root: route },
    assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "1" },
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    basename: "/",
    future: {},
    ssr: true,
    isSpaMode: false,
    prerender: [],
    routeDiscovery: { mode: "initial", manifestPath: "" },
  };
  return prepareBuild(build as unknown as ServerBuild, undefined);
}

let server: Server | undefined;
afterEach(() => server?.close());

async function serve(handlers: Handlers) {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const services = {
    env: parseEnv({ NODE_ENV: "test" }),
    log: pino({ base: null, serializers: { err: describeError } }, sink),
    observer: observers([]),
    secret: "a secret that is long enough to sign with",
  } as Pick<Services, "env" | "log" | "observer" | "secret"> as Services;
  server = createServer(createAppListener(services, buildOf(handlers)));
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}/`, {
      redirect: "manual",
      ...init,
      headers: { Accept: "text/html", "X-Request-Id": "request-under-test", ...init.headers },
    });
  return { ask, lines };
}

const page = (status: number) =>
  new Response("<h1>rendered</h1>", { status, headers: { "Content-Type": "text/html" } });

test("a renderer that fails gets the house's own 500, with the request's id and nothing else of it", async () => {
  const { ask } = await serve({ loader: () => ({}) });
  const response = await ask({ headers: { "Accept-Language": "pt" } });
  expect(response.status).toBe(500);
  expect(response.headers.get("content-security-policy")).toContain("'nonce-");
  const html = await response.text();
  expect(html).toContain('<html lang="pt-BR"');
  expect(html).toContain("request-under-test");
  expect(html).not.toMatch(/renderer is broken|example\.com|\bat /);
});

test.each([
  ["a domain error", new NotFoundError("lead"), 404],
  ["a status", data(null, { status: 403 }), 403],
  ["any other error", new Error("oops"), 500],
])("%s that a loader throws becomes its status", async (_name, error, status) => {
  const { ask } = await serve({
    loader: () => {
      throw error;
    },
    render: page,
  });
  expect((await ask()).status).toBe(status);
});

test("a message is put on the next page, once, and only as it was signed", async () => {
  const taken: unknown[] = [];
  const { ask } = await serve({
    action: async ({ context }) => {
      await setFlash(context, { tone: "good", message: "common.save", params: ["Ação", 2] });
      return redirect("/", 303);
    },
    loader: async ({ context }) => {
      taken.push(await takeFlash(context));
      return null;
    },
    render: page,
  });
  const posted = await ask({ method: "POST", body: new URLSearchParams() });
  expect(posted.status).toBe(303);
  const [set = ""] = posted.headers.getSetCookie();
  expect(set).toMatch(/^flash=[^;]+; Max-Age=60; Path=\/; HttpOnly; SameSite=Lax$/);
  const cookie = set.split(";")[0] ?? "";

  const shown = await ask({ headers: { Cookie: cookie } });
  expect(shown.headers.getSetCookie()[0]).toMatch(/^flash=; Max-Age=0;/);
  const unsigned = btoa(JSON.stringify({ tone: "good", message: "common.save" }));
  const signature = cookie.slice(cookie.indexOf("."));
  for (const forged of [unsigned, `${unsigned}${signature}`]) {
    await ask({ headers: { Cookie: `flash=${encodeURIComponent(forged)}` } });
  }
  await ask();
  expect(taken).toEqual([
    { tone: "good", message: "common.save", params: ["Ação", 2] },
    undefined,
    undefined,
    undefined,
  ]);
});

test("what is logged of an error names no one", async () => {
  const failure = Object.assign(new Error("Failed query: select … params: ana@example.com"), {
    query: "select …",
    cause: Object.assign(new Error("Key (email)=(ana@example.com) already exists."), {
      code: "23505",
      severity: "ERROR",
      constraint: "users_email_key",
      table: "users",
    }),
  });
  const described = JSON.stringify(describeError(failure));
  expect(described).not.toContain("ana");
  expect(described).toContain("23505");
  expect(described).toContain("users_email_key");
  expect(JSON.stringify(describeError(new Error("No mail to <ana@example.com>.")))).not.toContain("ana");
});
