import { pendingMigrations } from "#app/db/migrate.server.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { within } from "./within.ts";

export interface Readiness {
  ready: boolean;
  database: "reachable" | "unreachable";
  migrations: "applied" | "missing" | "unknown";
  /** without it the pages are slower, not wrong: it does not count against readiness */
  cache: "available" | "away";
}

/** Milliseconds; a probe gives up about then too. */
const patience = 2_000;

/** Whether requests can be answered now, and by what. Never throws. */
export async function readinessOf({ database, cache }: DataLayer): Promise<Readiness> {
  const [missing, cacheAnswers] = await Promise.all([
    within(patience, pendingMigrations(database)),
    cache.answers(),
  ]);
  const cacheState = cacheAnswers ? "available" : "away";
  if (missing === undefined) {
    return { ready: false, database: "unreachable", migrations: "unknown", cache: cacheState };
  }
  const migrations = missing === 0 ? "applied" : "missing";
  return { ready: missing === 0, database: "reachable", migrations, cache: cacheState };
}
