import type { EntryDeclaration, Tag } from "#app/cache/index.ts";
import { cacheKey, createQueryCache, seconds, tag } from "#app/cache/index.ts";
import type { CacheStore } from "#app/cache/store.ts";
import { type CacheContender, filling, inChunks, lifetimeSeconds, type Surroundings } from "./contender.ts";

const group = "organization";
const everything = tag(group, "rows");
const rowTag = (id: number) => tag(group, `row:${id}`);

function entryOf(id: number, tags: readonly Tag[], name = "row"): EntryDeclaration {
  return {
    key: cacheKey({ group, scope: "admin", name, args: id }),
    tags,
    lifetime: seconds(lifetimeSeconds),
  };
}

/**
 * Our own, with the stores of the application and two tags an entry. A write that could not invalidate owes that until the cache is
 * back, as in the application, which keeps what it owes in the transaction of the write.
 */
export function placar(name: string, storeAt: (at: Surroundings) => CacheStore): CacheContender {
  return {
    name,
    open(at) {
      const owed = new Set<Tag>();
      const cache = createQueryCache({
        store: storeAt(at),
        namespace: name,
        version: "1",
        budgets: at.impatient ? {} : { deadlineMs: 20_000 },
        async onRecover() {
          const tags = [...owed];
          await cache.invalidate(tags);
          for (const each of tags) owed.delete(each);
        },
      });
      const invalidate = async (id: number) => void (await cache.invalidate([rowTag(id)]));
      return {
        read: (id) => cache.view().read(entryOf(id, [everything, rowTag(id)]), () => at.rows.select(id)),
        async write(id, body) {
          await at.rows.update(id, body);
          await invalidate(id).catch(() => owed.add(rowTag(id)));
        },
        invalidate,
        stock: {
          deletes: false,
          async fill(count) {
            const one = tag(group, "stock");
            await inChunks(count, (n) =>
              cache.view().read(entryOf(n, [one], "stock"), () => Promise.resolve(filling)),
            );
            await cache.idle();
          },
          invalidateAll: async () => void (await cache.invalidate([tag(group, "stock")])),
        },
        idle: cache.idle,
        close: cache.close,
      };
    },
  };
}
