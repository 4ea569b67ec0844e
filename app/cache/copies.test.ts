import { beforeEach, expect, it } from "vitest";
import { leads, list, query, type Stage, setStage } from "./simulation/stage.ts";
import type { Copy } from "./store.ts";

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});

/** What the last read told the store that its process has. */
function shown(): Copy | undefined {
  const reads = stage.batches.flat().filter((operation) => operation.kind === "read");
  return reads.at(-1)?.known;
}

it("An instance has copies of what it wrote and of what it read", async () => {
  const [a, b] = [stage.start(), stage.start()];
  const count = query((run) => `list ${run}`);
  await a.read(list(), count.load);
  expect(shown()).toBeUndefined();
  await a.cache.idle();
  await a.read(list(), count.load);
  expect(shown()?.payload).toContain("list 1");
  await b.read(list(), count.load);
  expect(shown()).toBeUndefined();
  await b.read(list(), count.load);
  expect(shown()?.payload).toContain("list 1");
  expect(stage.outcomes).toEqual(["miss", "hit", "hit", "hit"]);
});

it("A copy gives every reader an object of its own", async () => {
  const { cache, read } = stage.start();
  const load = async () => ({ names: ["Ana"] });
  await read(list(), load);
  await cache.idle();
  const first = await read(list(), load);
  first.names.push("Bia");
  expect(await read(list(), load)).toEqual({ names: ["Ana"] });
});

it("A copy is of no use after an invalidation by another instance", async () => {
  const [a, b] = [stage.start(), stage.start()];
  const count = query((run) => run);
  await a.read(list(), count.load);
  await a.cache.idle();
  await b.cache.invalidate([leads]);
  expect(await a.read(list(), count.load)).toBe(2);
});

it("An entry that another instance renewed, under the same versions, takes the place of the copy", async () => {
  const [a, b] = [stage.start(), stage.start()];
  const count = query((run) => run);
  await a.read(list(), count.load);
  await a.cache.idle();
  await stage.clock.advance(5 * 60_000);
  expect(await b.read(list(), count.load)).toBe(1);
  await b.cache.idle();
  expect(await a.read(list(), count.load)).toBe(2);
  expect(stage.outcomes).toEqual(["miss", "stale", "hit"]);
});

it("Copies take no more memory than they may, and none where they may not", async () => {
  const payload = "a list".repeat(100);
  for (const [copyBytes, isCopied] of [
    [2_000, true],
    [500, false],
    [0, false],
  ] as const) {
    const { cache, read } = stage.start({ namespace: `${copyBytes}`, budgets: { copyBytes } });
    await read(list(), async () => payload);
    await cache.idle();
    expect(await read(list(), async () => "anew")).toBe(payload);
    expect(shown() !== undefined).toBe(isCopied);
  }
});
