import { eq } from "drizzle-orm";
import { upstashCache } from "drizzle-orm/cache/upstash";
import { drizzle } from "drizzle-orm/node-postgres";
import { Redis } from "ioredis";
import { type CacheContender, filling, inChunks, lifetimeSeconds, type Surroundings } from "./contender.ts";
import { benchRows, bodyOf, columns } from "./rows.ts";

const config = { ex: lifetimeSeconds };

/** Upstash has HEXPIRE, and Redis from 7.4 on. So that an older one will do, the whole hash expires: the same number of commands. */
function withoutHexpire(cache: ReturnType<typeof upstashCache>): typeof cache {
  const { redis } = cache;
  const pipeline = redis.pipeline.bind(redis);
  redis.pipeline = () => {
    const made = pipeline();
    made.hexpire = (key, _fields, seconds) => made.expire(key, seconds) as never;
    return made;
  };
  return cache;
}

function openDrizzle({ rest, rows }: Surroundings, global: boolean) {
  const cache = withoutHexpire(upstashCache({ ...rest, global, config }));
  const db = drizzle(rows.pool, { cache });
  const selectRow = (id: number) =>
    db.select(columns(rows.seconds)).from(benchRows).where(eq(benchRows.id, id));
  const update = async (id: number, body: string) =>
    void (await db.update(benchRows).set({ body }).where(eq(benchRows.id, id)));
  return { cache, selectRow, update };
}

/** `global: true`: every select is cached, every write invalidates its table by itself, beside the statement that it runs. */
export const drizzleGlobal: CacheContender = {
  name: "drizzle, global",
  open(at) {
    const { cache, selectRow, update } = openDrizzle(at, true);
    const invalidate = () => cache.onMutate({ tables: benchRows });
    return {
      read: async (id) => bodyOf((await selectRow(id))[0]),
      write: update,
      invalidate,
      stock: {
        deletes: true,
        // As it stores them, but not one request each: a hundred thousand would take minutes.
        async fill(count) {
          const redis = new Redis(at.redis);
          await inChunks(count, (n) => redis.hset("__CT__bench_rows", `stock:${n}`, filling));
          await redis.sadd("__CTS__bench_rows", "__CT__bench_rows");
          redis.disconnect();
        },
        invalidateAll: invalidate,
      },
      async idle() {},
      async close() {},
    };
  },
};

/** Explicit: a select that asks for it is cached under a tag of its own, and `$cache.invalidate` drops that after the commit. */
export const drizzleByTag: CacheContender = {
  name: "drizzle, explicit tags",
  open(at) {
    const { cache, selectRow, update } = openDrizzle(at, false);
    const tagOf = (id: number) => `row:${id}`;
    // What `db.$cache.invalidate` is.
    const invalidate = (id: number) => cache.onMutate({ tags: tagOf(id) });
    return {
      async read(id) {
        const rows = await selectRow(id).$withCache({ tag: tagOf(id), autoInvalidate: false, config });
        return bodyOf(rows[0]);
      },
      async write(id, body) {
        await update(id, body);
        await invalidate(id);
      },
      invalidate,
      async idle() {},
      async close() {},
    };
  },
};
