import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequestListener } from "@remix-run/node-fetch-server";
import { Redis } from "ioredis";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import {
  createRequestHandler,
  Outlet,
  RouterContextProvider,
  Scripts,
  type ServerBuild,
  ServerRouter,
} from "react-router";
import { compress } from "#app/server/compress.server.ts";
import { createLog } from "#app/server/log.server.ts";
import { drawMarkup, type Markup } from "./markup-tree.ts";

/*
 * The least that a React Router application can do that renders a page: one loader with one round trip to the cache, the elements of
 * our page with nothing to work out, written in one go, compressed as ours are, a line of log. It has no data for hydration.
 * Arguments: the file of the elements, the cache's address, the path.
 */

const [file = "", redisUrl = "", path = ""] = process.argv.slice(2);
const elements: Markup[] = JSON.parse(readFileSync(file, "utf8"));
const redis = new Redis(redisUrl);
const log = createLog({ logLevel: "info" });

const page = {
  loader: async () => ({ at: (await redis.get("bare")) ?? "" }),
  default: () => createElement("div", { style: { display: "contents" } }, ...drawMarkup(elements)),
};
const root = {
  default: () =>
    createElement(
      "html",
      null,
      createElement("head", null, createElement("title", null, "Bare")),
      createElement("body", null, createElement(Outlet), createElement(Scripts)),
    ),
};
const assetOf = (id: string) => ({
  id,
  path: id === "root" ? "" : path.slice(1),
  ...(id !== "root" && { parentId: "root" }),
  module: `/assets/${id}.js`,
  hasAction: false,
  hasLoader: id !== "root",
  hasClientAction: false,
  hasClientLoader: false,
  hasClientMiddleware: false,
  hasErrorBoundary: false,
  clientActionModule: undefined,
  clientLoaderModule: undefined,
  clientMiddlewareModule: undefined,
  hydrateFallbackModule: undefined,
});
const build: ServerBuild = {
  entry: {
    module: {
      default(request, status, headers, context) {
        headers.set("Content-Type", "text/html; charset=utf-8");
        const html = renderToString(createElement(ServerRouter, { context, url: request.url }));
        const bytes = Buffer.from(`<!DOCTYPE html>${html}`);
        headers.set("Content-Length", String(bytes.length));
        return new Response(bytes, { status, headers });
      },
    },
  },
  routes: {
    root: { id: "root", path: "", module: root },
    page: { id: "page", parentId: "root", path: path.slice(1), module: page },
  },
  assets: {
    entry: { imports: [], module: "/assets/entry.js" },
    routes: { root: assetOf("root"), page: assetOf("page") },
    url: "/assets/manifest.js",
    version: "bare",
  },
  publicPath: "/",
  assetsBuildDirectory: "build/client",
  future: {},
  ssr: true,
  isSpaMode: false,
  prerender: [],
  routeDiscovery: { mode: "initial", manifestPath: "/__manifest" },
};

const handle = createRequestHandler(build, "production");
const listen = createRequestListener(async (request) => {
  const response = await handle(request, new RouterContextProvider());
  return compress(response, request.headers.get("Accept-Encoding"));
});
const server = createServer((req, res) => {
  const begun = performance.now();
  res.once("finish", () =>
    log.info(
      { method: req.method, status: res.statusCode, milliseconds: performance.now() - begun },
      "request",
    ),
  );
  listen(req, res);
});
server.listen(Number(process.env.PORT), "127.0.0.1");
