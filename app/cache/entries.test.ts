import { beforeEach, describe, expect, it } from "vitest";
import { settled } from "./simulation/manual-clock.ts";
import { list, people, query, type Stage, setStage } from "./simulation/stage.ts";
import type { CacheStore } from "./store.ts";

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});

describe("An entry at the end of its life", () => {
  const old = 5 * 60_000;

  it("is served at once, while one renews it", async () => {
    const { cache, read } = stage.start();
    const other = stage.start();
    const count = query((run) => run);
    await read(list(), count.load);
    await cache.idle();
    await stage.clock.advance(old);
    count.held = true;
    expect(
      await Promise.all([read(list(), count.load), read(list(), count.load), other.read(list(), count.load)]),
    ).toEqual([1, 1, 1]);
    expect(count.runs).toBe(2);
    count.end();
    await cache.idle();
    expect(await read(list(), count.load)).toBe(2);
    expect(stage.outcomes).toEqual(["miss", "stale", "stale", "stale", "hit"]);
  });

  it("is not served after an invalidation", async () => {
    const { cache, read } = stage.start();
    const count = query((run) => run);
    await read(list(), count.load);
    await cache.idle();
    await stage.clock.advance(old);
    await cache.invalidate([people]);
    expect(await read(list(), count.load)).toBe(2);
    expect(stage.outcomes).toEqual(["miss", "miss"]);
  });

  it("is served until it ends where it cannot be renewed", async () => {
    const { cache, read } = stage.start();
    await read(list(), async () => 1);
    await cache.idle();
    await stage.clock.advance(old);
    const failing = () => Promise.reject(new Error("no database"));
    expect(await read(list(), failing)).toBe(1);
    await cache.idle();
    expect(stage.events).toMatchObject([{ type: "refresh-failed", name: "leads.list" }]);
    expect(await read(list(), failing)).toBe(1);
    await stage.clock.advance(old);
    await expect(read(list(), failing)).rejects.toThrow("no database");
  });
});

describe("A value", () => {
  it("that is too large is not kept, and nobody waits for it", async () => {
    const budgets = { maxValueBytes: 100 };
    const [a, b] = [stage.start({ budgets }), stage.start({ budgets })];
    const count = query((run) => `${run}`.repeat(200));
    await a.read(list(), count.load);
    await a.cache.idle();
    expect(stage.events).toMatchObject([{ type: "not-kept", why: "oversized", name: "leads.list" }]);
    count.held = true;
    const both = Promise.all([a.read(list(), count.load), b.read(list(), count.load)]);
    await settled();
    expect(count.runs).toBe(3);
    count.end();
    expect(await both).toEqual(["2".repeat(200), "3".repeat(200)]);
    expect(new Set(stage.events.map(({ type }) => type))).toEqual(new Set(["not-kept"]));
  });

  it("that cannot be encoded is answered, and never shared", async () => {
    class Money {}
    const { cache, read } = stage.start();
    const price = query(() => new Money());
    const values = await Promise.all([read(list(), price.load), read(list(), price.load)]);
    expect(values.every((value) => value instanceof Money)).toBe(true);
    expect(values[0]).not.toBe(values[1]);
    await cache.idle();
    expect(stage.events).toMatchObject([
      { type: "not-kept", why: "unencodable", detail: "an instance of Money" },
    ]);
    await read(list(), price.load);
    expect(price.runs).toBe(3);
  });

  it("that cannot be decoded is queried anew, and replaced", async () => {
    const { cache, read } = stage.start();
    const damaged: CacheStore = {
      async execute(operations, attempt) {
        const spoilt = operations.map((each) =>
          each.kind === "write" ? { ...each, payload: '1["~x"]' } : each,
        );
        return stage.memory.execute(spoilt, attempt);
      },
      close: async () => {},
    };
    const other = stage.start({ store: damaged });
    await other.read(list(), async () => "damaged");
    await other.cache.idle();
    expect(await read(list(), async () => "sound")).toBe("sound");
    expect(stage.events).toMatchObject([{ type: "undecodable", name: "leads.list" }]);
    await cache.idle();
    expect(await read(list(), async () => "unused")).toBe("sound");
  });
});
