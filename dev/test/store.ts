import { inject } from "vitest";
import type { CacheStore } from "#app/cache/index.ts";
import { openStore } from "#app/domains/data-layer.server.ts";

/** The cache that belongs to the stack of this run: memory with PGlite, Redis with Postgres, Upstash with Neon. Close it. */
export function openTestStore(): Promise<CacheStore> {
  const stack = inject("testStack");
  return stack.kind === "pglite" ? openStore({}) : openSharedTestStore();
}

/** The same, but for Redis with PGlite too: what several processes share, and `testRedisUrl()` holds. */
export function openSharedTestStore(): Promise<CacheStore> {
  const stack = inject("testStack");
  return openStore(stack.kind === "neon" ? { upstash: stack.upstash } : { redisUrl: stack.redisUrl });
}
