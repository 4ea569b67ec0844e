import { beforeEach, describe, expect, it } from "vitest";
import { settled } from "./simulation/manual-clock.ts";
import { leads, list, people, query, type Stage, setStage } from "./simulation/stage.ts";
import type { CacheStore } from "./store.ts";
import { tag } from "./tag.ts";

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});

describe("A read", () => {
  it("runs its query once and then is answered from the cache, in one round trip", async () => {
    const { cache, read } = stage.start();
    const count = query((run) => ({ run, at: new Date(run) }));
    expect(await read(list(), count.load)).toEqual({ run: 1, at: new Date(1) });
    await cache.idle();
    stage.batches = [];
    expect(await read(list(), count.load)).toEqual({ run: 1, at: new Date(1) });
    expect(stage.batches).toHaveLength(1);
    expect(stage.outcomes).toEqual(["miss", "hit"]);
  });

  it("travels with all others of its turn", async () => {
    const { cache, read } = stage.start();
    const count = query((run) => run);
    const twenty = () => Promise.all(Array.from({ length: 20 }, (_, i) => read(list({ i }), count.load)));
    await twenty();
    await cache.idle();
    stage.batches = [];
    await twenty();
    expect(stage.batches.map(({ length }) => length)).toEqual([20]);
    expect(count.runs).toBe(20);
  });

  it("says how it was answered", async () => {
    const { cache, read } = stage.start();
    const slow = query((run) => run);
    slow.held = true;
    const reading = read(list(), slow.load);
    await stage.clock.advance(30);
    slow.end();
    await reading;
    await cache.idle();
    await read(list(), slow.load);
    const stamp = Object.values(await cache.versions([leads, people])).join(" ");
    const always = { name: "leads.list", tags: [leads, people], stamp };
    expect(stage.reads).toEqual([
      { ...always, outcome: "miss", ms: 30, loadMs: 30 },
      { ...always, outcome: "hit", ms: 0, loadMs: 0 },
    ]);
  });

  it("joins the query that another began, and gets a copy of its own", async () => {
    const { read } = stage.start();
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
    expect(stage.outcomes.toSorted()).toEqual(["joined", "joined", "joined", "joined", "joined", "miss"]);
  });

  it("joins a query that has ended until its result is stored", async () => {
    const stored = Promise.withResolvers<void>();
    const slow: CacheStore = {
      async execute(operations, attempt) {
        if (operations.some(({ kind }) => kind === "write")) await stored.promise;
        return stage.memory.execute(operations, attempt);
      },
      close: async () => {},
    };
    const { cache, read } = stage.start({ store: slow });
    const count = query((run) => run);
    expect(await read(list(), count.load)).toBe(1);
    await settled();
    expect(await read(list(), count.load)).toBe(1);
    stored.resolve();
    await cache.idle();
    expect(await read(list(), count.load)).toBe(1);
    expect(stage.outcomes).toEqual(["miss", "joined", "hit"]);
  });

  it("joins a query whose result is stored in the round trip in which it asks", async () => {
    const { read } = stage.start();
    const rows = query((run) => run);
    rows.held = true;
    const first = read(list(), rows.load);
    await settled();
    const second = read(list(), rows.load);
    rows.held = false;
    rows.end();
    expect(await Promise.all([first, second])).toEqual([1, 1]);
    expect(stage.batches.map((batch) => batch.map(({ kind }) => kind).toSorted())).toEqual([
      ["read"],
      ["read", "write"],
    ]);
  });

  it("that starts after an invalidation does not join a query that began before", async () => {
    const { cache, read } = stage.start();
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
    const { read } = stage.start();
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
    const { cache, read } = stage.start();
    const count = query((run) => run);
    await read(list(), count.load);
    await cache.idle();
    stage.batches = [];
    const told: string[] = [];
    const view = cache.view({ bypass: true, onRead: ({ outcome }) => told.push(outcome) });
    expect(await view.read(list(), count.load)).toBe(2);
    await cache.idle();
    expect(stage.batches).toEqual([]);
    expect(await read(list(), count.load)).toBe(1);
    expect([told, stage.outcomes]).toEqual([["bypass"], ["miss", "hit"]]);
  });

  it("must have its tags in its own group", async () => {
    const { read } = stage.start();
    const count = query((run) => run);
    await expect(read({ ...list(), tags: [tag("two", "leads")] }, count.load)).rejects.toThrow(TypeError);
    expect(count.runs).toBe(0);
  });
});

describe("An invalidation", () => {
  it("takes one round trip for any number of tags and groups, and says the versions", async () => {
    const { cache } = stage.start();
    const tags = [leads, tag("two", "leads"), people];
    const bumped = await cache.invalidate(tags);
    expect(stage.batches.map((batch) => batch.map(({ kind }) => kind))).toEqual([["bump", "bump"]]);
    expect(Object.keys(bumped).toSorted()).toEqual(tags.toSorted());
    expect(await cache.versions(tags)).toEqual(bumped);
  });

  it("of nothing asks nothing", async () => {
    const { cache } = stage.start();
    expect([await cache.invalidate([]), await cache.versions([])]).toEqual([{}, {}]);
    expect(stage.batches).toEqual([]);
  });

  it("is rejected when the cache cannot be reached, and until it was made up for nothing is read from the cache", async () => {
    const debts = Promise.withResolvers<void>();
    const { cache, read } = stage.start({ onRecover: () => debts.promise });
    await read(list(), async () => "before");
    await cache.idle();
    stage.reachable = false;
    await expect(cache.invalidate([leads])).rejects.toMatchObject({ name: "CacheUnavailableError" });
    expect(cache.available()).toBe(false);
    stage.reachable = true;
    await stage.clock.advance(1_000);
    expect(await read(list(), async () => "after")).toBe("after");
    await cache.invalidate([leads]);
    debts.resolve();
    await stage.clock.advance(0);
    expect(cache.available()).toBe(true);
    expect(await read(list(), async () => "anew")).toBe("anew");
    expect(stage.outcomes).toEqual(["miss", "away", "miss"]);
  });
});

describe("Whether it answers", () => {
  it("is found out by a round trip, and not asked while it is left alone", async () => {
    const { cache } = stage.start();
    expect([await cache.answers(), stage.batches.length]).toEqual([true, 1]);
    stage.reachable = false;
    // Before any read has failed.
    expect([cache.available(), await cache.answers()]).toEqual([true, false]);
    await expect(cache.invalidate([leads])).rejects.toThrow();
    stage.reachable = true;
    expect(await cache.answers()).toBe(false);
    await stage.clock.advance(1_000);
    expect(await cache.answers()).toBe(true);
  });
});

describe("Closing", () => {
  it("waits until what was queried is stored", async () => {
    const log: string[] = [];
    const logged: CacheStore = {
      async execute(operations, attempt) {
        log.push(...operations.map(({ kind }) => kind));
        return stage.memory.execute(operations, attempt);
      },
      close: async () => void log.push("close"),
    };
    const { cache, read } = stage.start({ store: logged });
    await read(list(), async () => "kept");
    await cache.close();
    expect(log).toEqual(["read", "write", "close"]);
  });

  it("leaves reads to their queries, and refuses invalidations", async () => {
    const { cache, read } = stage.start();
    await cache.close();
    expect(await read(list(), async () => "own")).toBe("own");
    await expect(cache.invalidate([leads])).rejects.toMatchObject({ name: "CacheUnavailableError" });
  });
});
