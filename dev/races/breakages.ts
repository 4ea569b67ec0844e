import type { CacheStore } from "#app/cache/index.ts";
import { copiesServedUnasked, versionsReadAfterTheQuery } from "#app/cache/simulation/broken.ts";
import { newId } from "#app/db/new-id.ts";
import type { SweepTimes } from "#app/db/pending-invalidations.server.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import type { DataLayerOptions } from "#app/domains/data-layer.server.ts";

/*
 * Instances that lack one of the protections, as whole processes: the races and the fault runs must find each of them out.
 */

export const breakages = [
  /** As caches that race do: the versions of an entry are read after its query. */
  "versions read late",
  /** What a process has a copy of is served without asking. */
  "copies unasked",
  /** What a transaction touched is in the memory of its process alone. */
  "no pending rows",
  /** What is left over stays so. */
  "no sweep",
  /** A bump that went through is taken for one that lasts. */
  "no later look",
  /** What a sweeper has claimed is its own, though it died. */
  "claims for good",
] as const;

export type Breakage = (typeof breakages)[number];

/** The options of an instance that is broken in this way, or as it is. */
export function brokenOptions<O extends DataLayerOptions & { store: CacheStore; sweepTimes?: SweepTimes }>(
  options: O,
  breakage: Breakage | undefined,
): O {
  const between =
    breakage === "versions read late"
      ? versionsReadAfterTheQuery.between
      : breakage === "copies unasked"
        ? copiesServedUnasked.between
        : undefined;
  return {
    ...options,
    ...(between && { store: between(options.store) }),
    ...(breakage === "no sweep" && { sweepSeconds: 0 }),
    ...(breakage === "claims for good" &&
      options.sweepTimes && { sweepTimes: { ...options.sweepTimes, claimMs: 1e9 } }),
  };
}

/** Breaks what no option reaches. */
export function breakLayer({ invalidations, cache }: DataLayer, breakage: Breakage | undefined): void {
  if (breakage === "no pending rows") {
    const record: typeof invalidations.record = async (_tx, _scope, tags) =>
      tags.length === 0 ? undefined : { id: newId(), tags: [...new Set(tags)] };
    Object.assign(invalidations, { record });
  }
  // Nothing that is asked about has gone back then.
  if (breakage === "no later look") Object.assign(cache, { versions: async () => ({}) });
}
