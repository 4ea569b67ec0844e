import type { CacheView, QueryCache } from "#app/cache/index.ts";
import type { Database } from "#app/db/database.ts";
import type { PendingInvalidations } from "#app/db/pending-invalidations.server.ts";
import type { Scope } from "#app/db/scope.ts";

/** What a process opens once: the database, the cache and what keeps the two in step. */
export interface DataLayer {
  readonly database: Database;
  readonly cache: QueryCache;
  readonly invalidations: PendingInvalidations;
  /** Finishes what runs, then lets go of every connection. */
  close(): Promise<void>;
}

/** Who asks, and through what: the first argument of every query and command. */
export interface Caller<S extends Scope = Scope> {
  readonly scope: S;
  readonly data: DataLayer;
  /** The request's own view of the cache: its reads travel together, and it may have to bypass the cache. */
  readonly view: CacheView;
  /** Times what the database takes, for `Server-Timing`. */
  readonly measure?: <T>(work: () => Promise<T>) => Promise<T>;
  /** A command committed, but its tags could not be bumped yet: its author must bypass the cache until they are. */
  readonly onDelayed?: (tags: readonly string[]) => void;
}

/** The same caller, acting in another scope. */
export function callAs<S extends Scope>(caller: Caller, scope: S): Caller<S> {
  return { ...caller, scope };
}

/** A caller outside of any request: jobs, the command line, tests. */
export function callerFor<S extends Scope>(data: DataLayer, scope: S): Caller<S> {
  return { scope, data, view: data.cache.view() };
}
