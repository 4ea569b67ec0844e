import { randomBytes } from "node:crypto";
import { type RequestHandler, RouterContextProvider } from "react-router";
import type { Tag } from "#app/cache/index.ts";
import type { Services } from "../app.server.ts";
import { bindAudience, type RenderedAudience } from "../audience.server.ts";
import { bindRequest, type RequestFacts, runRequest } from "../request-context.server.ts";
import type { Marks, RenderedPage } from "./finished-page.server.ts";
import { gatherSources } from "./page-sources.server.ts";

/** Says why a page was made but is not to be kept. */
export class NotKeptError extends Error {
  override name = "NotKeptError";
}

export interface PageToRender {
  /** path and search */
  url: string;
  /** pattern of the route that must answer */
  route: string;
  audience: RenderedAudience;
}

/**
 * Makes a page for an audience: from a request without cookies, in a context without a session.
 * @param tags that it may depend on
 * @param facts of the request that asks for it, of which only the look, the log and the timings are used
 * @throws NotKeptError for anything but a whole page that was made from declared queries alone
 */
export async function renderPage(
  handle: RequestHandler,
  services: Services,
  facts: RequestFacts,
  { url, route, audience }: PageToRender,
  tags: readonly Tag[],
): Promise<RenderedPage> {
  const marks: Marks = { name: newMark(), nonce: newMark(), id: newMark() };
  const { locale, theme, secure, timings, log } = facts;
  const own: RequestFacts = {
    locale,
    theme,
    secure,
    timings,
    log,
    origin: nowhere,
    id: marks.id,
    nonce: marks.nonce,
    target: url,
    page: url,
    network: "",
    responseHeaders: new Headers(),
    sources: gatherSources(),
    route: undefined,
    roundTrips: 0,
    queries: undefined,
  };
  const request = new Request(new URL(url, nowhere), { headers: { Accept: "text/html" } });
  const context = new RouterContextProvider();
  bindRequest(context, { facts: own, services, request });
  bindAudience(context, { ...audience, reader: { ...audience.reader, name: marks.name } });
  const response = await runRequest(own, () => handle(request, context));
  const html = await response.text();
  const sources = own.sources.gathered();
  const isPage = response.status === 200 && own.route === route;
  if (!isPage || own.responseHeaders.has("Set-Cookie")) throw new NotKeptError(`${route} is no such page.`);
  if (!sources) throw new NotKeptError(`${route} was read past the cache.`);
  const stray = (Object.keys(sources.versions) as Tag[]).find((tag) => !tags.includes(tag));
  if (stray) throw new NotKeptError(`${route} depends on ${stray}, and does not say so.`);
  return { html, marks };
}

/** By which name its readers reach this server, no kept page knows: whoever asks first would choose it. */
const nowhere = "http://kept.invalid";

/** Letters and digits, 128 of their bits random, in every render others. */
function newMark(): string {
  return `mark${randomBytes(16).toString("hex")}`;
}
