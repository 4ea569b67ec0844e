import {
  type Budgets,
  type CacheEvent,
  type CacheStore,
  type Clock,
  createQueryCache,
  goneBack,
  memoryStore,
  type QueryCache,
  type Tag,
  type TagVersions,
} from "#app/cache/index.ts";
import type { Database } from "#app/db/database.ts";
import { pendingMigrations, refuseBypass } from "#app/db/migrate.server.ts";
import { DatabaseError } from "#app/db/open.server.ts";
import {
  type PendingInvalidations,
  pendingInvalidationsOf,
  type SweepTimes,
  type TagStore,
} from "#app/db/pending-invalidations.server.ts";
import { counted } from "#app/i18n/plural.ts";
import type { DataLayer } from "./caller.ts";
import { startSweeping } from "./sweep.server.ts";

/** Goes up with every change of what queries return, so that a new release never reads an old one's entries. */
const schemaVersion = "1";

export interface DataLayerOptions {
  database: Database;
  /** Where entries are kept; memory, which serves one process, unless said. */
  store?: CacheStore;
  /** What keys begin with, for several applications in one store. */
  namespace?: string;
  /** What the cache may cost, where its defaults will not do. */
  budgets?: Partial<Budgets>;
  /** Between two sweeps; 0 for none. */
  sweepSeconds?: number;
  sweepTimes?: SweepTimes;
  onSweepError?: (error: unknown) => void;
  /** The machine's, unless a test lets it go wrong. */
  clock?: Clock;
  /** What an operator may want to know of the cache: away, back, a value that is too large to keep. */
  onCacheEvent?: (event: CacheEvent) => void;
}

/**
 * Puts a cache in front of a migrated database and starts the sweep that keeps the two in step.
 *
 * @throws DatabaseError when migrations are missing or the application's role bypasses row-level security.
 */
export async function openDataLayer(options: DataLayerOptions): Promise<DataLayer> {
  const { database, store = memoryStore(), namespace = "placar", sweepSeconds = 2, sweepTimes } = options;
  const missing = await pendingMigrations(database);
  if (missing > 0)
    throw new DatabaseError(
      `The database lacks ${counted("en", missing, { one: "migration", other: "migrations" })}: run npm run db:migrate.`,
    );
  await refuseBypass(database);

  let invalidations: PendingInvalidations | undefined;
  const cache = createQueryCache({
    store,
    namespace,
    version: schemaVersion,
    ...(options.clock && { clock: options.clock }),
    ...(options.budgets && { budgets: options.budgets }),
    onRecover: async () => invalidations?.drain(),
    ...(database.position && { position: database.position }),
    ...(options.onCacheEvent && { onEvent: options.onCacheEvent }),
  });
  invalidations = pendingInvalidationsOf(database, tagStoreOf(cache), sweepTimes);
  const sweeping = startSweeping(invalidations, sweepSeconds, options.onSweepError);
  return {
    database,
    cache,
    invalidations,
    close: async () => {
      await sweeping.stop();
      await invalidations.idle();
      await cache.close();
      await database.close();
    },
  };
}

/** Where a cache is kept that several processes share. */
export interface StoreAddress {
  /** `redis://…` or `rediss://…` */
  redisUrl?: string | undefined;
  upstash?: { url: string; token: string } | undefined;
}

/** The store that an address names, or memory without one. */
export async function openStore({ redisUrl, upstash }: StoreAddress): Promise<CacheStore> {
  if (upstash !== undefined) {
    const { upstashStore } = await import("#app/cache/stores/upstash.ts");
    return upstashStore(upstash);
  }
  if (redisUrl === undefined) return memoryStore();
  const { redisStore } = await import("#app/cache/stores/redis.ts");
  return redisStore({ url: redisUrl });
}

function tagStoreOf(cache: QueryCache): TagStore {
  return {
    bump: (tags) => cache.invalidate(tags as readonly Tag[]),
    goneBack: async (bumps) => {
      const current = await cache.versions(bumps.flatMap((bump) => Object.keys(bump) as Tag[]));
      return bumps.map((bump) => goneBack(bump as TagVersions, current).length > 0);
    },
  };
}
