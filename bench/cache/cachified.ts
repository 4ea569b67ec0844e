import { type Cache, type CacheEntry, cachified, totalTtl } from "@epic-web/cachified";
import { Redis } from "ioredis";
import { type CacheContender, filling, inChunks, lifetimeSeconds } from "./contender.ts";
import { peerConnection } from "./peer-redis.ts";

/** The adapter's documented shape, with ioredis. */
function redisAdapter(client: Redis): Cache {
  return {
    name: "redis",
    async get(key) {
      const text = await client.get(`cachified:${key}`);
      return text === null ? null : (JSON.parse(text) as CacheEntry);
    },
    async set(key, entry) {
      await client.set(`cachified:${key}`, JSON.stringify(entry), "PX", totalTtl(entry.metadata));
    },
    async delete(key) {
      await client.del(`cachified:${key}`);
    },
  };
}

/** Entries are deleted by their key: `softPurge` would go on serving them, and there are no tags. */
export const epicCachified: CacheContender = {
  name: "cachified",
  open(at) {
    const client = new Redis(peerConnection(at));
    client.on("error", () => {});
    const cache = redisAdapter(client);
    const ttl = lifetimeSeconds * 1000;
    const keyOf = (id: number) => `row ${id}`;
    const invalidate = async (id: number) => void (await cache.delete(keyOf(id)));
    return {
      read: (id) => cachified({ key: keyOf(id), cache, ttl, getFreshValue: () => at.rows.select(id) }),
      async write(id, body) {
        await at.rows.update(id, body);
        await invalidate(id);
      },
      invalidate,
      stock: {
        deletes: true,
        fill: (count) =>
          inChunks(count, async (n) =>
            cache.set(`stock ${n}`, { value: filling, metadata: { createdTime: Date.now(), ttl } }),
          ),
        invalidateAll: (count) => inChunks(count, async (n) => cache.delete(`stock ${n}`)),
      },
      async idle() {},
      async close() {
        client.disconnect();
      },
    };
  },
};
