import { AsyncLocalStorage } from "node:async_hooks";
import type { Logger } from "pino";
import { createContext, type RouterContextProvider } from "react-router";
import type { Locale } from "#app/i18n/index.ts";
import type { ShownQuery } from "#app/shown-queries.ts";
import type { Theme } from "#app/theme.ts";
import type { Services } from "./app.server.ts";
import type { PageSources } from "./pages/page-sources.server.ts";
import type { Timings } from "./timings.server.ts";

/** What is known of a request before any route runs. It names no person: who is asking belongs to the session. */
export interface RequestFacts {
  /** from the proxy in front if it sent a sane one, else a UUIDv7 */
  id: string;
  /** of the scripts of this response, 128 random bits in base64 */
  nonce: string;
  locale: Locale;
  theme: Theme;
  /** the reader's connection is encrypted, here or at the proxy in front */
  secure: boolean;
  /** as the reader's browser knows it, such as https://placar.example */
  origin: string;
  /** where the request comes from, as far as limits go; never logged, never stored in clear */
  network: string;
  /** path and search as they were asked for */
  target: string;
  /** path and search of the page that is asked for, also where only its data is */
  page: string;
  timings: Timings;
  log: Logger;
  /** headers that any part of the way adds to the response, cookies above all */
  responseHeaders: Headers;
  /** pattern of the route that answers, such as /o/:organization/leads; unknown until it is matched */
  route: string | undefined;
  /** to the cache, so far; one that several requests share counts for the first */
  roundTrips: number;
  /** the declared queries that were read, where they are to be seen */
  queries: ShownQuery[] | undefined;
  /** what the answer is made from */
  sources: PageSources;
}

const factsContext = createContext<RequestFacts>();
const servicesContext = createContext<Services>();
const headersContext = createContext<Headers>();

const scope = new AsyncLocalStorage<RequestFacts>();

/** Gives a request, its facts and what the process has to everything React Router runs for it. */
export function bindRequest(
  context: RouterContextProvider,
  bound: { facts: RequestFacts; services: Services; request: Pick<Request, "headers"> },
) {
  context.set(factsContext, bound.facts);
  context.set(servicesContext, bound.services);
  context.set(headersContext, bound.request.headers);
}

/** What loaders, actions and middleware are handed as `context`. */
export type RequestContext = Readonly<Pick<RouterContextProvider, "get">>;

/** The facts of the request that a loader, an action or a middleware is running for. */
export function requestFacts(context: RequestContext): RequestFacts {
  return context.get(factsContext);
}

/** What this process runs on: its database, cache, secret and environment. */
export function requestServices(context: RequestContext): Services {
  return context.get(servicesContext);
}

/** The headers as they were sent. */
export function requestHeaders(context: RequestContext): Headers {
  return context.get(headersContext);
}

/** Adds a header to whatever will be answered: a page, data, a redirect or an error. */
export function addResponseHeader(context: RequestContext, name: string, value: string) {
  requestFacts(context).responseHeaders.append(name, value);
}

/** Runs the handling of a request; `currentRequest` answers with its facts anywhere below. */
export function runRequest<T>(facts: RequestFacts, work: () => T): T {
  return scope.run(facts, work);
}

/** For what has no context at hand, such as a database driver that counts its time; undefined outside a request. */
export function currentRequest(): RequestFacts | undefined {
  return scope.getStore();
}
