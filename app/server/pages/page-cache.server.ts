import type { IncomingMessage, ServerResponse } from "node:http";
import type { ServerBuild } from "react-router";
import type { Tag, TagVersions } from "#app/cache/index.ts";
import { createLru } from "#app/cache/lru.ts";
import type { Services } from "../app.server.ts";
import { isBypassing } from "../cache-bypass.server.ts";
import { acceptsGzip } from "../compress.server.ts";
import { hasFlash } from "../flash.server.ts";
import type { RequestFacts } from "../request-context.server.ts";
import { readSessionCookie } from "../session-cookie.server.ts";
import { createKeptPages, type Visit } from "./kept-pages.server.ts";
import { pageHandles } from "./page-routes.server.ts";
import {
  entityTag,
  type PageBinding,
  type PageStamp,
  purposeOf,
  readEntityTag,
  stillHolds,
} from "./page-stamp.server.ts";
import { NotKeptError } from "./render-page.server.ts";
import { sendNotModified, sendPage, variesBy } from "./send-page.server.ts";

/** Of what readers have handed in, their addresses included: some thousands of it. */
const stampBytes = 4 * 1024 * 1024;

/** Answers pages from what is known of them, ahead of React Router. See docs/page-cache.md. */
export interface PageCache {
  /**
   * Answers if the reader has the page as it is now, or if it is one of those that are kept. Says whether it did; if not, nothing
   * was written.
   */
  answer(req: IncomingMessage, res: ServerResponse, facts: RequestFacts): Promise<boolean>;
  /** Puts an entity tag on a page that may be revalidated. */
  stamp(request: Request, response: Response, facts: RequestFacts): void;
}

export function createPageCache(services: Services, build: ServerBuild, version: string): PageCache {
  const { secret, data } = services;
  const handles = pageHandles(build);
  const kept = createKeptPages(services, build, handles);

  /** Undefined for a request that is always answered anew. */
  function bindingOf(
    method: string | undefined,
    cookies: string | undefined | null,
    { target, secure, locale, theme }: RequestFacts,
  ): PageBinding | undefined {
    if (!cookies || (method !== "GET" && method !== "HEAD")) return undefined;
    if (hasFlash(cookies) || isBypassing(cookies, secret)) return undefined;
    const token = readSessionCookie(cookies, { secret, secure });
    return token === undefined ? undefined : { build: version, token, url: target, locale, theme };
  }

  /** A reader asks again with the entity tag that they were given. */
  const stamps = createLru<PageStamp>(stampBytes);

  function stampOf(known: string, binding: PageBinding): PageStamp | undefined {
    const asked = `${purposeOf(binding)} ${known}`;
    const remembered = stamps.get(asked);
    if (remembered) return remembered;
    const read = readEntityTag(known, binding, secret);
    if (read) stamps.set(asked, read, 2 * known.length);
    return read;
  }

  /** None while the cache is away: nothing is known to hold then. */
  const present = (tags: Tag[]): Promise<TagVersions> => data.cache.versions(tags).catch(() => ({}));

  function entityTagOf({ reader, page }: Visit, binding: PageBinding): string | undefined {
    if (reader.entityTags.has(page)) return reader.entityTags.get(page);
    const versions = { ...reader.sources.versions, ...page.sources.versions };
    const until = Math.min(reader.sources.until, page.sources.until);
    const made = entityTag({ versions, until }, page.route, binding, secret);
    reader.entityTags.set(page, made);
    return made;
  }

  return {
    async answer(req, res, facts) {
      const { cookie, "if-none-match": known, "accept-encoding": accepted } = req.headers;
      const binding = data.cache.available() ? bindingOf(req.method, cookie, facts) : undefined;
      if (!binding || cookie === undefined) return false;
      try {
        const stamp = known === undefined ? undefined : stampOf(known, binding);
        const visit = req.method === "GET" ? kept.recall(binding) : undefined;
        const asked = [...(stamp?.tags ?? []), ...(visit ? tagsOf(visit) : [])];
        const versions = asked.length === 0 ? {} : await facts.timings.measure("cache", () => present(asked));
        if (stamp && stillHolds(stamp, versions)) {
          facts.route = stamp.route;
          sendNotModified(res, facts, stamp.value);
          return true;
        }
        const found =
          visit && isCurrent(visit, versions)
            ? visit
            : req.method === "GET" && (await kept.find(binding, cookie, facts));
        if (!found) return false;
        facts.route = found.page.route;
        sendPage(res, facts, found, { gzip: acceptsGzip(accepted), entityTag: entityTagOf(found, binding) });
        return true;
      } catch (error) {
        if (!(error instanceof NotKeptError)) facts.log.warn({ err: error }, "page could not be kept");
        return false;
      }
    },
    stamp(request, response, facts) {
      const { route, sources, responseHeaders } = facts;
      if (route === undefined || response.status !== 200 || responseHeaders.has("Set-Cookie")) return;
      if (!handles.has(route)) return;
      const binding = bindingOf(request.method, request.headers.get("Cookie"), facts);
      const gathered = binding && sources.gathered();
      const tag = gathered && entityTag(gathered, route, binding, secret);
      if (tag === undefined) return;
      response.headers.set("ETag", tag);
      response.headers.append("Vary", variesBy);
    },
  };
}

function tagsOf({ reader, page }: Visit): Tag[] {
  return [reader, page].flatMap(({ sources }) => Object.keys(sources.versions) as Tag[]);
}

function isCurrent({ reader, page }: Visit, present: TagVersions): boolean {
  const now = Date.now();
  return [reader, page].every(
    ({ sources: { versions, until } }) =>
      now < until && (Object.keys(versions) as Tag[]).every((tag) => versions[tag] === present[tag]),
  );
}
