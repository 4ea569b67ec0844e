import { beforeEach, describe, expect, it } from "vitest";
import type { CacheEvent, ReadEvent } from "./events.ts";
import { cacheKey } from "./key.ts";
import type { EntryDeclaration } from "./layout.ts";
import { minutes } from "./lifetime.ts";
import { createQueryCache, type QueryCacheOptions } from "./query-cache.ts";
import { type ManualClock, manualClock, settled } from "./simulation/manual-clock.ts";
import type { CacheStore, Operation } from "./store.ts";
import { type MemoryStore, memoryStore } from "./stores/memory.ts";
import { tag } from "./tag.ts";

const leads = tag("one", "leads");
const people = tag("one", "people");

function list(args: unknown = {}, group = "one"): EntryDeclaration {
  return {
    key: cacheKey({ group, scope: "admin", name: "leads.list", args }),
    tags: [tag(group, "leads"), tag(group, "people")],
    lifetime: minutes(5),
  };
}

/** A query that counts its runs, and ends when told to if it was told so before. */
function query<T>(result: (run: number) => T) {
  const holds: (() => void)[] = [];
  const self = {
    runs: 0,
    held: false,
    async load(): Promise<T> {
      const run = ++self.runs;
      if (self.held) await new Promise<void>((resolve) => holds.push(resolve));
      return result(run);
    },
    end() {
      for (const release of holds.splice(0)) release();
    },
  };
  return self;
}

let clock: ManualClock;
let memory: MemoryStore;
let batches: (readonly Operation[])[];
let reachable: boolean;
let events: CacheEvent[];
let reads: ReadEvent[];

beforeEach(() => {
  clock = manualClock();
  memory = memoryStore({ clock });
  batches = [];
  reachable = true;
  events = [];
  reads = [];
});

const store: CacheStore = {
  async execute(operations, signal) {
    batches.push(operations);
    if (!reachable) throw new Error("ECONNREFUSED");
    return memory.execute(operations, signal);
  },
  close: async () => {},
};

function start(options: Partial<QueryCacheOptions> = {}) {
  const onEvent = (event: CacheEvent) => events.push(event);
  const cache = createQueryCache({ store, namespace: "test", version: "1", clock, onEvent, ...options });
  const view = cache.view({ onRead: (event) => reads.push(event) });
  return { cache, read: <T>(entry: EntryDeclaration, load: () => Promise<T>) => view.read(entry, load) };
}

const outcomes = () => reads.map(({ outcome }) => outcome);

describe("A read", () => {
  it("runs its query once and then is answered from the cache, in one round trip", async () => {
    const { cache, read } = start();
    const count = query((run) => ({ run, at: new Date(run) }));
    expect(await read(list(), count.load)).toEqual({ run: 1, at: new Date(1) });
    await cache.idle();
    batches = [];
    expect(await read(list(), count.load)).toEqual({ run: 1, at: new Date(1) });
    expect(batches).toHaveLength(1);
    expect(outcomes()).toEqual(["miss", "hit"]);
  });

  it("travels with all others of its turn", async () => {
    const { cache, read } = start();
    const count = query((run) => run);
    const twenty = () => Promise.all(Array.from({ length: 20 }, (_, i) => read(list({ i }), count.load)));
    await twenty();
    await cache.idle();
    batches = [];
    await twenty();
    expect(batches.map(({ length }) => length)).toEqual([20]);
    expect(count.runs).toBe(20);
  });

  it("says how it was answered", async () => {
    const { cache, read } = start();
    const slow = query((run) => run);
    slow.held = true;
    const reading = read(list(), slow.load);
    await clock.advance(30);
    slow.end();
    await reading;
    await cache.idle();
    await read(list(), slow.load);
    const stamp = Object.values(await cache.versions([leads, people])).join(" ");
    const always = { name: "leads.list", tags: [leads, people], stamp };
    expect(reads).toEqual([
      { ...always, outcome: "miss", ms: 30, loadMs: 30 },
      { ...always, outcome: "hit", ms: 0, loadMs: 0 },
    ]);
  });

  it("joins the query that another began, and gets a copy of its own", async () => {
    const { read } = start();
    const rows = query((run) => [{ run }]);
    rows.held = true;
    const all = Promise.all(Array.from({ length: 5 }, () => read(list(), rows.load)));
    await settled();
    const later = read(list(), rows.load);
    await settled();
    rows.end();
    const values = [...(await all), await later];
    expect(rows.runs).toBe(1);
    for (const value of values) value.push({ run: 99 });
    expect(values).toEqual(values.map(() => [{ run: 1 }, { run: 99 }]));
    expect(outcomes().toSorted()).toEqual(["joined", "joined", "joined", "joined", "joined", "miss"]);
  });

  it("that starts after an invalidation does not join a query that began before", async () => {
    const { cache, read } = start();
    const count = query((run) => run);
    count.held = true;
    const before = read(list(), count.load);
    await settled();
    await cache.invalidate([leads]);
    const after = read(list(), count.load);
    await settled();
    count.end();
    expect([await before, await after]).toEqual([1, 2]);
    await cache.idle();
    expect(await read(list(), count.load)).toBe(2);
  });

  it("runs its own query when the one that it joined failed", async () => {
    const { read } = start();
    const failing = query((run) => {
      throw new Error(`run ${run}`);
    });
    failing.held = true;
    const sound = query((run) => run);
    const first = read(list(), failing.load);
    const second = read(list(), sound.load);
    await settled();
    failing.end();
    await expect(first).rejects.toThrow("run 1");
    expect(await second).toBe(1);
  });

  it("with bypass neither asks the cache nor tells it", async () => {
    const { cache, read } = start();
    const count = query((run) => run);
    await read(list(), count.load);
    await cache.idle();
    batches = [];
    const view = cache.view({ bypass: true, onRead: (event) => reads.push(event) });
    expect(await view.read(list(), count.load)).toBe(2);
    await cache.idle();
    expect(batches).toEqual([]);
    expect(await read(list(), count.load)).toBe(1);
    expect(outcomes()).toEqual(["miss", "bypass", "hit"]);
  });

  it("must have its tags in its own group", async () => {
    const { read } = start();
    const count = query((run) => run);
    await expect(read({ ...list(), tags: [tag("two", "leads")] }, count.load)).rejects.toThrow(TypeError);
    expect(count.runs).toBe(0);
  });
});

describe("An entry at the end of its life", () => {
  const old = 5 * 60_000;

  it("is served at once, while one renews it", async () => {
    const { cache, read } = start();
    const other = start();
    const count = query((run) => run);
    await read(list(), count.load);
    await cache.idle();
    await clock.advance(old);
    count.held = true;
    expect(
      await Promise.all([read(list(), count.load), read(list(), count.load), other.read(list(), count.load)]),
    ).toEqual([1, 1, 1]);
    expect(count.runs).toBe(2);
    count.end();
    await cache.idle();
    expect(await read(list(), count.load)).toBe(2);
    expect(outcomes()).toEqual(["miss", "stale", "stale", "stale", "hit"]);
  });

  it("is not served after an invalidation", async () => {
    const { cache, read } = start();
    const count = query((run) => run);
    await read(list(), count.load);
    await cache.idle();
    await clock.advance(old);
    await cache.invalidate([people]);
    expect(await read(list(), count.load)).toBe(2);
    expect(outcomes()).toEqual(["miss", "miss"]);
  });

  it("is served until it ends where it cannot be renewed", async () => {
    const { cache, read } = start();
    await read(list(), async () => 1);
    await cache.idle();
    await clock.advance(old);
    const failing = () => Promise.reject(new Error("no database"));
    expect(await read(list(), failing)).toBe(1);
    await cache.idle();
    expect(events).toMatchObject([{ type: "refresh-failed", name: "leads.list" }]);
    expect(await read(list(), failing)).toBe(1);
    await clock.advance(old);
    await expect(read(list(), failing)).rejects.toThrow("no database");
  });
});

describe("Instances", () => {
  it("wait for one another's query, and take its result", async () => {
    const [a, b] = [start(), start()];
    const count = query((run) => [run]);
    count.held = true;
    const first = a.read(list(), count.load);
    await settled();
    const second = b.read(list(), count.load);
    await clock.advance(100);
    count.end();
    await clock.advance(100);
    expect(await Promise.all([first, second])).toEqual([[1], [1]]);
    expect(outcomes()).toEqual(["miss", "joined"]);
  });

  it("wait no longer than they may, and then query", async () => {
    const [a, b] = [start(), start({ budgets: { leaseWaitMs: 200 } })];
    const slow = query(() => "slow");
    slow.held = true;
    const first = a.read(list(), slow.load);
    await settled();
    const begun = clock.now();
    const second = b.read(list(), async () => clock.now() - begun);
    await clock.advance(1_000);
    expect(await second).toBe(200);
    slow.end();
    expect(await first).toBe("slow");
  });

  it("do not wait for one whose query failed", async () => {
    const [a, b] = [start(), start()];
    const failing = query(() => {
      throw new Error("no");
    });
    failing.held = true;
    const first = a.read(list(), failing.load);
    await settled();
    const begun = clock.now();
    const second = b.read(list(), async () => clock.now() - begun);
    await settled();
    failing.end();
    await expect(first).rejects.toThrow("no");
    await clock.advance(1_000);
    expect(await second).toBeLessThan(50);
  });

  it("do not wait for the result of what was invalidated meanwhile", async () => {
    const [a, b] = [start(), start()];
    const count = query((run) => run);
    count.held = true;
    const first = a.read(list(), count.load);
    await settled();
    const second = b.read(list(), async () => "after");
    await settled();
    await b.cache.invalidate([leads]);
    await clock.advance(50);
    expect(await second).toBe("after");
    count.end();
    expect(await first).toBe(1);
    await a.cache.idle();
    expect(await a.read(list(), count.load)).toBe("after");
  });

  it("of another release invalidate each other's entries, but do not read them", async () => {
    const [before, after] = [start({ version: "1" }), start({ version: "2" })];
    await before.read(list(), async () => "before");
    await before.cache.idle();
    expect(await after.read(list(), async () => "after")).toBe("after");
    await after.cache.invalidate([leads]);
    expect(await before.read(list(), async () => "anew")).toBe("anew");
  });
});

describe("A value", () => {
  it("that is too large is not kept, and nobody waits for it", async () => {
    const budgets = { maxValueBytes: 100 };
    const [a, b] = [start({ budgets }), start({ budgets })];
    const count = query((run) => `${run}`.repeat(200));
    await a.read(list(), count.load);
    await a.cache.idle();
    expect(events).toMatchObject([{ type: "not-kept", why: "oversized", name: "leads.list" }]);
    count.held = true;
    const both = Promise.all([a.read(list(), count.load), b.read(list(), count.load)]);
    await settled();
    expect(count.runs).toBe(3);
    count.end();
    expect(await both).toEqual(["2".repeat(200), "3".repeat(200)]);
  });

  it("that cannot be encoded is answered, and never shared", async () => {
    class Money {}
    const { cache, read } = start();
    const price = query(() => new Money());
    const values = await Promise.all([read(list(), price.load), read(list(), price.load)]);
    expect(values.every((value) => value instanceof Money)).toBe(true);
    expect(values[0]).not.toBe(values[1]);
    await cache.idle();
    expect(events).toMatchObject([{ type: "not-kept", why: "unencodable", detail: "an instance of Money" }]);
    await read(list(), price.load);
    expect(price.runs).toBe(3);
  });

  it("that cannot be decoded is queried anew, and replaced", async () => {
    const { cache, read } = start();
    const damaged: CacheStore = {
      async execute(operations, signal) {
        const spoilt = operations.map((each) =>
          each.kind === "write" ? { ...each, payload: '1["~x"]' } : each,
        );
        return memory.execute(spoilt, signal);
      },
      close: async () => {},
    };
    const other = start({ store: damaged });
    await other.read(list(), async () => "damaged");
    await other.cache.idle();
    expect(await read(list(), async () => "sound")).toBe("sound");
    expect(events).toMatchObject([{ type: "undecodable", name: "leads.list" }]);
    await cache.idle();
    expect(await read(list(), async () => "unused")).toBe("sound");
  });
});

describe("An invalidation", () => {
  it("takes one round trip for any number of tags and groups, and says the versions", async () => {
    const { cache } = start();
    const tags = [leads, tag("two", "leads"), people];
    const bumped = await cache.invalidate(tags);
    expect(batches.map((batch) => batch.map(({ kind }) => kind))).toEqual([["bump", "bump"]]);
    expect(Object.keys(bumped).toSorted()).toEqual(tags.toSorted());
    expect(await cache.versions(tags)).toEqual(bumped);
  });

  it("of nothing asks nothing", async () => {
    const { cache } = start();
    expect([await cache.invalidate([]), await cache.versions([])]).toEqual([{}, {}]);
    expect(batches).toEqual([]);
  });

  it("is rejected when the cache cannot be reached, and until it was made up for nothing is read from the cache", async () => {
    const debts = Promise.withResolvers<void>();
    const { cache, read } = start({ onRecover: () => debts.promise });
    await read(list(), async () => "before");
    await cache.idle();
    reachable = false;
    await expect(cache.invalidate([leads])).rejects.toMatchObject({ name: "CacheUnavailableError" });
    expect(cache.available()).toBe(false);
    reachable = true;
    await clock.advance(1_000);
    expect(await read(list(), async () => "after")).toBe("after");
    await cache.invalidate([leads]);
    debts.resolve();
    await clock.advance(0);
    expect(cache.available()).toBe(true);
    expect(await read(list(), async () => "anew")).toBe("anew");
    expect(outcomes()).toEqual(["miss", "away", "miss"]);
  });
});

describe("While the cache is away", () => {
  it("every read runs its own query, so many at once", async () => {
    const { read } = start({ budgets: { awayConcurrency: 3 } });
    reachable = false;
    const count = query((run) => run);
    count.held = true;
    const all = Promise.all(Array.from({ length: 10 }, () => read(list(), count.load)));
    for (const runs of [3, 6, 9, 10]) {
      await settled();
      expect(count.runs).toBe(runs);
      count.end();
    }
    expect((await all).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(new Set(outcomes())).toEqual(new Set(["away"]));
  });

  it("it is asked a few times and then left alone", async () => {
    const { read } = start({ budgets: { failures: 2 } });
    reachable = false;
    for (let i = 0; i < 10; i++) await read(list(), async () => i);
    expect(batches).toHaveLength(2);
    expect(events).toMatchObject([{ type: "away" }]);
  });
});

describe("Closing", () => {
  it("waits until what was queried is stored", async () => {
    const one = start();
    await one.read(list(), async () => "kept");
    await one.cache.close();
    expect(await start().read(list(), async () => "anew")).toBe("kept");
  });

  it("leaves reads to their queries, and refuses invalidations", async () => {
    const { cache, read } = start();
    await cache.close();
    expect(await read(list(), async () => "own")).toBe("own");
    await expect(cache.invalidate([leads])).rejects.toMatchObject({ name: "CacheUnavailableError" });
  });
});
