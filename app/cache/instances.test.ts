import { beforeEach, describe, expect, it } from "vitest";
import { settled } from "./simulation/manual-clock.ts";
import { leads, list, query, type Stage, setStage } from "./simulation/stage.ts";

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});

describe("Instances", () => {
  it("wait for one another's query, and take its result", async () => {
    const [a, b] = [stage.start(), stage.start()];
    const count = query((run) => [run]);
    count.held = true;
    const first = a.read(list(), count.load);
    await settled();
    const second = b.read(list(), count.load);
    await stage.clock.advance(100);
    count.end();
    await stage.clock.advance(100);
    expect(await Promise.all([first, second])).toEqual([[1], [1]]);
    expect(stage.outcomes).toEqual(["miss", "joined"]);
  });

  it("wait no longer than they may, and then query", async () => {
    const [a, b] = [stage.start(), stage.start({ budgets: { leaseWaitMs: 200 } })];
    const slow = query(() => "slow");
    slow.held = true;
    const first = a.read(list(), slow.load);
    await settled();
    const begun = stage.clock.now();
    const second = b.read(list(), async () => stage.clock.now() - begun);
    await stage.clock.advance(1_000);
    expect(await second).toBe(200);
    slow.end();
    expect(await first).toBe("slow");
  });

  it("do not wait for one whose query failed", async () => {
    const [a, b] = [stage.start(), stage.start()];
    const failing = query(() => {
      throw new Error("no");
    });
    failing.held = true;
    const first = a.read(list(), failing.load);
    await settled();
    const begun = stage.clock.now();
    const second = b.read(list(), async () => stage.clock.now() - begun);
    await settled();
    failing.end();
    await expect(first).rejects.toThrow("no");
    await stage.clock.advance(1_000);
    expect(await second).toBeLessThan(50);
  });

  it("do not wait for the result of what was invalidated meanwhile", async () => {
    const [a, b] = [stage.start(), stage.start()];
    const count = query((run) => run);
    count.held = true;
    const first = a.read(list(), count.load);
    await settled();
    const second = b.read(list(), async () => "after");
    await settled();
    await b.cache.invalidate([leads]);
    await stage.clock.advance(50);
    expect(await second).toBe("after");
    count.end();
    expect(await first).toBe(1);
    await a.cache.idle();
    expect(await a.read(list(), count.load)).toBe("after");
  });

  it("wait no longer than they may also when what they wait for is invalidated", async () => {
    const [a, b] = [stage.start(), stage.start({ budgets: { leaseWaitMs: 200 } })];
    const slow = query(() => "slow");
    slow.held = true;
    const begun = stage.clock.now();
    const own = async () => stage.clock.now() - begun;
    const first = a.read(list(), slow.load);
    await settled();
    const waiting = b.read(list(), own);
    await stage.clock.advance(150);
    await b.cache.invalidate([leads]);
    const second = a.read(list(), slow.load);
    await settled();
    // Waits in its turn, for longer than the one before it may.
    const later = b.read(list(), own);
    await stage.clock.advance(1_000);
    expect(await waiting).toBe(200);
    expect(await later).toBe(200);
    slow.end();
    expect(await Promise.all([first, second])).toEqual(["slow", "slow"]);
  });

  it("let later readers join a query that waited and was invalidated meanwhile", async () => {
    const [a, b] = [stage.start(), stage.start()];
    const slow = query(() => "slow");
    slow.held = true;
    const first = a.read(list(), slow.load);
    await settled();
    const waited = b.read(list(), slow.load);
    await settled();
    await b.cache.invalidate([leads]);
    await stage.clock.advance(50);
    const joining = b.read(list(), slow.load);
    await settled();
    slow.end();
    expect(await Promise.all([first, waited, joining])).toEqual(["slow", "slow", "slow"]);
    expect(slow.runs).toBe(2);
  });

  it("do not wait for a query of other arguments", async () => {
    const [a, b] = [stage.start(), stage.start()];
    const slow = query(() => "slow");
    slow.held = true;
    const first = a.read(list({ page: 1 }), slow.load);
    await settled();
    expect(await b.read(list({ page: 2 }), async () => "quick")).toBe("quick");
    slow.end();
    expect(await first).toBe("slow");
  });

  it("of another release invalidate each other's entries, but do not read them", async () => {
    const [before, after] = [stage.start({ version: "1" }), stage.start({ version: "2" })];
    await before.read(list(), async () => "before");
    await before.cache.idle();
    expect(await after.read(list(), async () => "after")).toBe("after");
    await after.cache.invalidate([leads]);
    expect(await before.read(list(), async () => "anew")).toBe("anew");
  });
});

describe("While the cache is away", () => {
  it("every read runs its own query, so many at once", async () => {
    const { read } = stage.start({ budgets: { awayConcurrency: 3 } });
    stage.reachable = false;
    const count = query((run) => run);
    count.held = true;
    const all = Promise.all(Array.from({ length: 10 }, () => read(list(), count.load)));
    for (const runs of [3, 6, 9, 10]) {
      await settled();
      expect(count.runs).toBe(runs);
      count.end();
    }
    expect((await all).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(new Set(stage.outcomes)).toEqual(new Set(["away"]));
  });

  it("it is asked a few times and then left alone", async () => {
    const { read } = stage.start({ budgets: { failures: 2 } });
    stage.reachable = false;
    for (let i = 0; i < 10; i++) await read(list(), async () => i);
    expect(stage.batches).toHaveLength(2);
    expect(stage.events).toMatchObject([{ type: "away" }]);
  });
});
