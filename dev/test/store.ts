import { inject } from "vitest";
import type { CacheStore } from "#app/cache/index.ts";
import { openStore, type StoreAddress } from "#app/domains/data-layer.server.ts";

/**
 * The cache that belongs to the stack of this run: memory with PGlite, Redis with Postgres, Upstash with Neon. All test files
 * share it, so take a namespace of your own; and close it.
 */
export function openTestStore(): Promise<CacheStore> {
  const stack = inject("testStack");
  return stack.kind === "pglite" ? patiently({}) : openSharedTestStore();
}

/** The same, but for Redis with PGlite too: what several processes share, and `testRedisUrl()` holds. */
export function openSharedTestStore(): Promise<CacheStore> {
  const stack = inject("testStack");
  return patiently(stack.kind === "neon" ? { upstash: stack.upstash } : { redisUrl: stack.redisUrl });
}

/** A machine that is busy with tests must not pass for a cache that is away. */
async function patiently(address: StoreAddress): Promise<CacheStore> {
  return { ...(await openStore(address)), deadlineMs: 20_000 };
}
