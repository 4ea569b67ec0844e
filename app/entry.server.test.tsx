import { Suspense } from "react";
import {
  Await,
  createRequestHandler,
  RouterContextProvider,
  Scripts,
  type ServerBuild,
  useLoaderData,
} from "react-router";
import { expect, test } from "vitest";
import handleRequest from "./entry.server.tsx";
import type { Services } from "./server/app.server.ts";
import { bindRequest, type RequestFacts } from "./server/request-context.server.ts";
import { startTimings } from "./server/timings.server.ts";

/** A page of what its loader answers, some of which may be late. */
function Page() {
  const { now, later } = useLoaderData<{ now: string; later?: Promise<string> }>();
  return (
    <html lang="en">
      <body>
        <h1>{now}</h1>
        {later && (
          <Suspense fallback={<p>wait</p>}>
            <Await resolve={later}>{(text) => <p>{text}</p>}</Await>
          </Suspense>
        )}
        <Scripts />
      </body>
    </html>
  );
}

async function ask(loader: () => unknown): Promise<Response> {
  const build = {
    entry: { module: { default: handleRequest } },
    routes: { root: { id: "root", path: "", module: { default: Page, loader } } },
    assets: {
      entry: { imports: [], module: "/entry.js" },
      routes: { root: { id: "root", path: "", hasLoader: true, module: "/root.js", imports: [] } },
      url: "/manifest.js",
      version: "1",
    },
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    basename: "/",
    future: {},
    ssr: true,
    isSpaMode: false,
    prerender: [],
    routeDiscovery: { mode: "initial", manifestPath: "" },
  };
  const context = new RouterContextProvider();
  const facts = { nonce: "n", locale: "en", theme: "system", id: "request", timings: startTimings() };
  const request = new Request("http://placar.invalid/");
  bindRequest(context, { facts: facts as RequestFacts, services: {} as Services, request });
  return createRequestHandler(build as unknown as ServerBuild, "production")(request, context);
}

/** What a browser's router is handed, put together from the scripts of a page. */
function handedOver(html: string): string {
  const parts = html.matchAll(/streamController\.enqueue\((".*?")\);<\/script>/g);
  return [...parts].map(([, text = '""']) => JSON.parse(text)).join("");
}

test("a page whose data is there comes whole, with its length and all of its data", async () => {
  const response = await ask(() => ({ now: "<now>" }));
  const html = await response.text();
  expect(response.headers.get("Content-Length")).toBe(String(Buffer.byteLength(html)));
  expect(html).toMatch(/^<!DOCTYPE html><html lang="en">/);
  expect(html).toContain("<h1>&lt;now&gt;</h1>");
  expect(handedOver(html)).toContain('"<now>"');
  expect(html).toContain("streamController.close()");
  // What a stream needs to put late parts into their places.
  expect(html).not.toContain("<template");
});

test("a page some of whose data is late waits for it, on the page and in what the browser is handed", async () => {
  const later = new Promise<string>((resolve) => setTimeout(resolve, 50, "late"));
  const response = await ask(() => ({ now: "now", later }));
  const html = await response.text();
  expect(html).toContain("<h1>now</h1>");
  expect(html).toContain("<p>late</p>");
  expect(handedOver(html)).toMatch(/"now".*\n.*"late"/);
  expect(html).toContain("streamController.close()");
});
