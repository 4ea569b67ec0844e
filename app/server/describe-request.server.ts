import type { IncomingMessage } from "node:http";
import type { Logger } from "pino";
import { v7 as uuidv7 } from "uuid";
import type { Env } from "#app/env.server.ts";
import { clientNetwork } from "./client-network.server.ts";
import { newNonce } from "./content-security-policy.server.ts";
import { drawBytes } from "./draw-bytes.server.ts";
import { pagePath } from "./page-path.ts";
import { gatherSources } from "./pages/page-sources.server.ts";
import { readPreferences } from "./preference-cookies.server.ts";
import type { RequestFacts } from "./request-context.server.ts";
import { startTimings } from "./timings.server.ts";

/** Letters, digits and the separators that proxies use: nothing that could break a log line or a header. */
const saneId = /^[A-Za-z0-9._:-]{8,128}$/;

/** What the first look at a request tells, before anything is read or looked up. */
export function describeRequest(
  req: IncomingMessage,
  env: Pick<Env, "origin" | "trustProxy"> & Partial<Pick<Env, "showQueries">>,
  log: Logger,
): RequestFacts {
  const given = req.headers["x-request-id"];
  const id = typeof given === "string" && saneId.test(given) ? given : uuidv7({ random: drawBytes() });
  const origin = requestOrigin(req, env);
  const target = req.url ?? "/";
  let page: string | undefined;
  let ownLog: Logger | undefined;
  let responseHeaders: Headers | undefined;
  return {
    id,
    nonce: newNonce(),
    ...readPreferences(req.headers.cookie, req.headers["accept-language"]),
    secure: origin.startsWith("https:"),
    origin,
    network: clientNetwork(req, env),
    target,
    timings: startTimings(),
    // What a page that is kept can do without is made when it is first asked for.
    get page() {
      page ??= pagePath(target);
      return page;
    },
    get log() {
      ownLog ??= log.child({ requestId: id });
      return ownLog;
    },
    get responseHeaders() {
      responseHeaders ??= new Headers();
      return responseHeaders;
    },
    route: undefined,
    roundTrips: 0,
    queries: env.showQueries ? [] : undefined,
    sources: gatherSources(),
  };
}

/** The origin by which the reader's browser knows this server, such as https://placar.example. */
export function requestOrigin(req: IncomingMessage, env: Pick<Env, "origin" | "trustProxy">): string {
  if (env.origin) return env.origin;
  const protocol = env.trustProxy ? first(req.headers["x-forwarded-proto"])?.toLowerCase() : undefined;
  const host = (env.trustProxy && first(req.headers["x-forwarded-host"])) || req.headers.host || "localhost";
  return `${protocol === "https" ? "https" : "http"}://${host}`;
}

function first(header: string | string[] | undefined): string | undefined {
  const value = Array.isArray(header) ? header[0] : header;
  return value?.split(",")[0]?.trim() || undefined;
}
