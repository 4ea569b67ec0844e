import type { IncomingMessage, ServerResponse } from "node:http";
import type { ServerBuild } from "react-router";
import type { Tag, TagVersions } from "#app/cache/index.ts";
import type { Services } from "../app.server.ts";
import { isBypassing } from "../cache-bypass.server.ts";
import { hasFlash } from "../flash.server.ts";
import type { RequestFacts } from "../request-context.server.ts";
import { securityHeaders } from "../security-headers.server.ts";
import { readSessionCookie } from "../session-cookie.server.ts";
import { pageHandles } from "./page-routes.server.ts";
import { entityTag, type PageBinding, readEntityTag, stillHolds } from "./page-stamp.server.ts";

/** Answers pages from what is known of them, ahead of React Router. See docs/page-cache.md. */
export interface PageCache {
  /** Answers if the reader has the page as it is now. Says whether it did; if not, nothing was written. */
  answer(req: IncomingMessage, res: ServerResponse, facts: RequestFacts): Promise<boolean>;
  /** Puts an entity tag on a page that may be revalidated. */
  stamp(request: Request, response: Response, facts: RequestFacts): void;
}

/** What a browser keeps it may show after asking, to nobody else. */
export const pageCacheControl = "private, no-cache";

const variesBy = "Cookie, Accept-Language";

export function createPageCache(services: Services, build: ServerBuild, version: string): PageCache {
  const { secret, data } = services;
  const handles = pageHandles(build);

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

  /** None while the cache is away: nothing is known to hold then. */
  const currentVersions = (tags: Tag[]): Promise<TagVersions> => data.cache.versions(tags).catch(() => ({}));

  return {
    async answer(req, res, facts) {
      const known = req.headers["if-none-match"];
      const binding = known && data.cache.available() && bindingOf(req.method, req.headers.cookie, facts);
      const stamp = binding && readEntityTag(known, binding, secret);
      if (!stamp) return false;
      const versions = await facts.timings.measure("cache", () => currentVersions(stamp.tags));
      if (!stillHolds(stamp, versions)) return false;
      facts.route = stamp.route;
      writeNotModified(res, stamp.value, facts);
      return true;
    },
    stamp(request, response, facts) {
      const { route, sources, responseHeaders } = facts;
      if (route === undefined || response.status !== 200 || responseHeaders.has("Set-Cookie")) return;
      if (!handles.get(route)?.revalidates) return;
      const binding = bindingOf(request.method, request.headers.get("Cookie"), facts);
      const gathered = binding && sources.gathered();
      const tag = gathered && entityTag(gathered, route, binding, secret);
      if (tag === undefined) return;
      response.headers.set("ETag", tag);
      response.headers.append("Vary", variesBy);
    },
  };
}

/** Without a Content-Security-Policy: a browser would apply its new nonce to the page that it kept. */
function writeNotModified(res: ServerResponse, tag: string, { id, secure, timings }: RequestFacts) {
  res.writeHead(
    304,
    [
      ...securityHeaders(secure),
      ["ETag", tag],
      ["Cache-Control", pageCacheControl],
      ["Vary", `${variesBy}, Accept-Encoding`],
      ["X-Request-Id", id],
      ["Server-Timing", timings.header()],
    ].flat(),
  );
  res.end();
}
