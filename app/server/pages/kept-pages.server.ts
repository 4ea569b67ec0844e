import { createRequestHandler, matchPath, RouterContextProvider, type ServerBuild } from "react-router";
import { cacheKey, minutes } from "#app/cache/index.ts";
import { createLru } from "#app/cache/lru.ts";
import { impliedTags, sharing } from "#app/domains/declare-query.server.ts";
import { nextMidnight, today } from "#app/domains/period.ts";
import { tags } from "#app/domains/tags.server.ts";
import type { Services } from "../app.server.ts";
import { audienceOf } from "../audience.server.ts";
import { bindRequest, type RequestFacts } from "../request-context.server.ts";
import { normaliseSearch, withSearch } from "../search-params.ts";
import { requireMember } from "../session.server.ts";
import { type FinishedPage, finishPage } from "./finished-page.server.ts";
import type { PageHandle } from "./page-handle.ts";
import { gatherSources, type Sources } from "./page-sources.server.ts";
import type { PageBinding } from "./page-stamp.server.ts";
import { renderPage } from "./render-page.server.ts";

/** A page and who is about to get it. It may be sent once all versions of both are found to be the present ones. */
export interface Visit {
  reader: KnownReader;
  page: KnownPage;
}

/** What a session says of its reader in one organization. */
export interface KnownReader extends Known {
  name: string;
  /** who sees the same, and all that the session tells of the organization */
  audience: string;
  /** of pages that were sent: a signature costs more than all the rest */
  entityTags: WeakMap<KnownPage, string | undefined>;
}

export interface KnownPage extends Known {
  finished: FinishedPage;
  /** pattern */
  route: string;
}

interface Known {
  sources: Sources;
  /** Milliseconds since the epoch; after that the cache is asked for more than versions. */
  expires: number;
}

/** The pages that are kept for audiences: in the cache for all instances, and in this process ready to be sent. */
export interface KeptPages {
  /** What this process has for a request, unconfirmed. */
  recall(binding: PageBinding): Visit | undefined;
  /**
   * From the cache, or made now; as new as the request. Undefined where it is none of these pages, or not to be had: the route
   * itself then knows what to answer.
   */
  find(binding: PageBinding, cookie: string, facts: RequestFacts): Promise<Visit | undefined>;
}

/** Of a page as of any declared query. */
const lifetime = minutes(5);

const longestUrl = 1024;
const mebibyte = 1024 * 1024;

export function createKeptPages(
  services: Services,
  build: ServerBuild,
  handles: ReadonlyMap<string, PageHandle>,
): KeptPages {
  const handle = createRequestHandler(build, services.env.mode);
  const kept = [...handles].flatMap(([route, { keptFor }]) => (keptFor ? [{ route, keptFor }] : []));
  const readers = createLru<KnownReader>(8 * mebibyte);
  const pages = createLru<KnownPage>(64 * mebibyte);

  /** Which page it is; none for an address that is not in its normal form, since its text stands in the page. */
  function match(url: string) {
    const { pathname, search, searchParams } = new URL(url, "http://this.invalid");
    const normal = withSearch(pathname, normaliseSearch(searchParams)) === `${pathname}${search}`;
    if (!normal || url.length > longestUrl || pathname.endsWith(".data")) return undefined;
    for (const page of kept) {
      const slug = matchPath(page.route, pathname)?.params.organization;
      if (slug !== undefined) return { ...page, slug };
    }
    return undefined;
  }

  async function identify(slug: string, binding: PageBinding, cookie: string, facts: RequestFacts) {
    const sources = gatherSources();
    const context = new RouterContextProvider();
    const request = { headers: new Headers({ Cookie: cookie }) };
    bindRequest(context, { facts: { ...facts, sources }, services, request });
    // Where this redirects or refuses, the route will too.
    const member = await requireMember(context, slug, "leads.read").catch(() => undefined);
    const gathered = sources.gathered();
    if (!member || !gathered) return undefined;
    const audience = audienceOf(member);
    const reader: KnownReader = {
      sources: gathered,
      expires: Date.now() + lifetime.fresh,
      name: member.user.name,
      audience: JSON.stringify(audience),
      entityTags: new WeakMap(),
    };
    readers.set(readerKey(binding), reader, 1024 + reader.audience.length);
    return { reader, audience };
  }

  return {
    recall(binding) {
      const now = Date.now();
      const reader = readers.get(readerKey(binding));
      const page = reader && pages.get(pageKey(reader, binding));
      if (!page || reader.expires <= now || page.expires <= now) return undefined;
      return { reader, page };
    },
    async find(binding, cookie, facts) {
      const matched = match(binding.url);
      const found = matched && (await identify(matched.slug, binding, cookie, facts));
      if (!found) return undefined;
      const { route, keptFor } = matched;
      const { reader, audience } = found;
      const { scope, membership } = audience;
      const { id: group, timeZone } = membership.organization;
      const { token: _personal, ...look } = binding;
      const sources = gatherSources();
      // Before the date is read that it ends.
      sources.holdsUntil(nextMidnight(timeZone));
      const entry = {
        // What a session tells stands in the page without being a query's: where it changes, the page is another one.
        key: cacheKey({
          group,
          scope: sharing(scope),
          name: "page",
          args: { look, audience, date: today(timeZone) },
        }),
        tags: [...impliedTags(scope, group), ...keptFor.map((name) => tags[name](group))],
        lifetime,
      };
      const view = services.data.cache.view({
        onRead(event) {
          services.observer.read(event);
          facts.timings.add("cache", Math.max(0, event.ms - event.loadMs));
          sources.read(event);
        },
      });
      const page = { url: binding.url, route, audience };
      const rendered = await view.read(entry, () => renderPage(handle, services, facts, page, entry.tags));
      const gathered = sources.gathered();
      if (!gathered) return undefined;
      const known: KnownPage = {
        sources: gathered,
        expires: Date.now() + lifetime.fresh,
        finished: finishPage(rendered),
        route,
      };
      pages.set(pageKey(reader, binding), known, known.finished.bytes);
      return { reader, page: known };
    },
  };
}

function readerKey({ token, url }: PageBinding): string {
  return `${token} ${/^\/o\/([^/?]*)/.exec(url)?.[1]}`;
}

function pageKey({ audience }: KnownReader, { locale, theme, url }: PageBinding): string {
  return `${locale} ${theme} ${url} ${audience}`;
}
