import { BentoCache, bentostore } from "bentocache";
import { memoryDriver } from "bentocache/drivers/memory";
import { redisBusDriver, redisDriver } from "bentocache/drivers/redis";
import { Redis } from "ioredis";
import { type CacheContender, filling, inChunks, lifetimeSeconds, type Surroundings } from "./contender.ts";
import { peerConnection } from "./peer-redis.ts";

/** The connection is given as an object, so that it can be told of errors. */
function sharedStore(at: Surroundings, prefix = "bento L2") {
  const connection = new Redis(peerConnection(at));
  connection.on("error", () => {});
  return bentostore().useL2Layer(redisDriver({ connection, prefix }));
}

function layeredStore(at: Surroundings) {
  return sharedStore(at, "bento L1+L2")
    .useL1Layer(memoryDriver({ maxItems: 100_000 }))
    .useBus(redisBusDriver({ connection: busConnection(at) }));
}

/**
 * Without grace, which serves what was invalidated when a query fails or is slow. `suppressL2Errors`: a cache that is away fails no
 * read, and is left alone for a second.
 */
function openBento(store: ReturnType<typeof bentostore>) {
  const cache = new BentoCache({
    default: "rows",
    ttl: lifetimeSeconds * 1000,
    grace: false,
    suppressL2Errors: true,
    l2CircuitBreakerDuration: "1s",
    stores: { rows: store },
  });
  return { cache, close: () => cache.disconnect() };
}

/** A subscriber may only subscribe: its commands wait until it is connected. */
function busConnection(at: Surroundings) {
  return { ...peerConnection(at), enableOfflineQueue: true };
}

function byKey(name: string, storeAt: (at: Surroundings) => ReturnType<typeof bentostore>): CacheContender {
  return {
    name,
    open(at) {
      const { cache, close } = openBento(storeAt(at));
      const invalidate = async (id: number) => void (await cache.delete({ key: `key ${id}` }));
      return {
        read: (id) => cache.getOrSet({ key: `key ${id}`, factory: () => at.rows.select(id) }),
        async write(id, body) {
          await at.rows.update(id, body);
          await invalidate(id);
        },
        invalidate,
        async idle() {},
        close,
      };
    },
  };
}

/** Redis alone, entries deleted by their key: the fewest round trips that it can do with. */
export const bentoL2 = byKey("bentocache L2, keys", sharedStore);

/** Memory in front of Redis, and a bus that tells the other instances what to drop. */
export const bentoL1 = byKey("bentocache L1+L2+bus", layeredStore);

/** Redis alone, with the two tags an entry that ours has. */
export const bentoTags: CacheContender = {
  name: "bentocache L2, tags",
  open(at) {
    const { cache, close } = openBento(sharedStore(at));
    const tagOf = (id: number) => `row:${id}`;
    const invalidate = async (id: number) => void (await cache.deleteByTag({ tags: [tagOf(id)] }));
    return {
      read: (id) =>
        cache.getOrSet({
          key: `tagged ${id}`,
          tags: ["rows", tagOf(id)],
          factory: () => at.rows.select(id),
        }),
      async write(id, body) {
        await at.rows.update(id, body);
        await invalidate(id);
      },
      invalidate,
      stock: {
        deletes: false,
        fill: (count) =>
          inChunks(count, (n) => cache.set({ key: `stock ${n}`, value: filling, tags: ["stock"] })),
        invalidateAll: async () => void (await cache.deleteByTag({ tags: ["stock"] })),
      },
      async idle() {},
      close,
    };
  },
};
