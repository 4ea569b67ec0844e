import type { CacheView } from "#app/cache/index.ts";
import type { Scope } from "#app/db/scope.ts";
import type { Caller } from "#app/domains/caller.ts";
import { bypassCacheForAWhile, bypassesCache } from "./cache-bypass.server.ts";
import { type RequestContext, requestFacts, requestServices } from "./request-context.server.ts";

const views = new WeakMap<RequestContext, CacheView>();

/**
 * A caller of queries and commands, for a scope that was authorised. All callers of one request share a view of the cache,
 * so that their reads travel together.
 */
export function requestCaller<S extends Scope>(context: RequestContext, scope: S): Caller<S> {
  const { timings } = requestFacts(context);
  return {
    scope,
    data: requestServices(context).data,
    view: viewOf(context),
    measure: (work) => timings.measure("db", work),
    onDelayed: () => bypassCacheForAWhile(context),
  };
}

function viewOf(context: RequestContext): CacheView {
  let view = views.get(context);
  if (!view) {
    view = openView(context);
    views.set(context, view);
  }
  return view;
}

function openView(context: RequestContext): CacheView {
  const { data, observer } = requestServices(context);
  const { cache } = data;
  const { timings, sources, queries } = requestFacts(context);
  const bypass = bypassesCache(context);
  if (bypass && !cache.available()) bypassCacheForAWhile(context);
  return cache.view({
    bypass,
    onRead(event) {
      timings.add("cache", Math.max(0, event.ms - event.loadMs));
      observer.read(event);
      sources.read(event);
      const { name, outcome, ms, loadMs, tags } = event;
      queries?.push({ name, outcome, ms, loadMs, tags });
    },
  });
}
