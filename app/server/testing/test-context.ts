import type { IncomingMessage } from "node:http";
import { RouterContextProvider } from "react-router";
import { testSecret } from "#app/domains/accounts/testing/browser.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { parseEnv } from "#app/env.server.ts";
import { describeRequest } from "../describe-request.server.ts";
import { createLog } from "../log.server.ts";
import { createCacheFigures } from "../observe/cache-figures.server.ts";
import { observers } from "../observe/observer.ts";
import { bindRequest } from "../request-context.server.ts";

export interface TestRequest {
  url?: string;
  /** Cookie header */
  cookie?: string | undefined;
  method?: "GET" | "POST";
  form?: Record<string, string>;
}

export const testOrigin = "http://placar.test";

/** A request and the context that loaders and actions are handed for it, as the request listener puts them together. */
export function testContext(data: DataLayer, { url = "/", cookie, method = "GET", form }: TestRequest = {}) {
  const env = parseEnv({ NODE_ENV: "test", LOG_LEVEL: "silent" });
  const log = createLog(env);
  const headers = { host: new URL(testOrigin).host, ...(cookie && { cookie }) };
  const body = method === "POST" ? new URLSearchParams(form) : null;
  const request = new Request(new URL(url, testOrigin), { method, headers, body });
  const incoming = { headers, url, socket: { remoteAddress: "127.0.0.1" } } as unknown as IncomingMessage;
  const facts = describeRequest(incoming, env, log);
  const context = new RouterContextProvider();
  bindRequest(context, {
    facts,
    request,
    services: {
      env,
      log,
      data,
      observer: observers([]),
      figures: createCacheFigures(),
      metrics: undefined,
      secret: testSecret,
      readiness: () => Promise.reject(new Error("Nobody asks in tests.")),
      close: async () => {},
    },
  });
  return { context, request, facts, url: new URL(request.url) };
}
