import type { CacheStore } from "#app/cache/index.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { currentRequest } from "../request-context.server.ts";
import type { Observer } from "./observer.ts";

/** The same store, whose round trips are told of and counted for the request that they are made for. */
export function observeStore(store: CacheStore, observer: Observer): CacheStore {
  return {
    ...store,
    async execute(operations, attempt) {
      // Storing a result and giving a lease back are nothing that a request waits for.
      const awaited = operations.some(({ kind }) => kind !== "write" && kind !== "release");
      const request = currentRequest();
      if (request && awaited) request.roundTrips++;
      const begun = performance.now();
      let failed = true;
      try {
        const outcomes = await store.execute(operations, attempt);
        failed = outcomes.some((outcome) => !outcome.ok);
        return outcomes;
      } finally {
        observer.roundTrip({ milliseconds: performance.now() - begun, failed });
      }
    },
  };
}

/** The same data, whose commands' invalidations are told of. */
export function observeInvalidations(data: DataLayer, observer: Observer): DataLayer {
  const { invalidations } = data;
  return {
    ...data,
    invalidations: {
      ...invalidations,
      async settle(pending) {
        const done = await invalidations.settle(pending);
        observer.invalidation(done ? "done" : "delayed");
        return done;
      },
    },
  };
}
