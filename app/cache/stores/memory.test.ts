import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLru } from "../lru.ts";
import { memoryStore } from "./memory.ts";
import { describeStore } from "./store-suite.ts";

describeStore("memory", async () => {
  const store = memoryStore();
  return { store, evict: async (key) => store.evict(key), close: store.close };
});

describe("What is used least recently", () => {
  it("goes first when there is too much", () => {
    const lru = createLru<string>(1_000);
    for (const key of ["a", "b", "c"]) lru.set(key, key, 200);
    lru.get("a");
    lru.set("d", "d", 200);
    expect([...lru.keys()]).toEqual(["c", "a", "d"]);
  });

  it("makes room as the limit says, whatever is put, replaced and taken away", () => {
    const deed = fc.record({
      key: fc.constantFrom("a", "b", "c", "d", "e", "f"),
      bytes: fc.nat(600),
      drop: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(deed), (deeds) => {
        const lru = createLru<number>(1_000);
        for (const { key, bytes, drop } of deeds) {
          if (drop) lru.delete(key);
          else lru.set(key, bytes, bytes);
          expect(lru.bytes).toBeLessThanOrEqual(1_000);
          if (!drop && bytes < 800) expect(lru.get(key)).toBe(bytes);
        }
        for (const key of [...lru.keys()]) lru.delete(key);
        expect(lru.bytes).toBe(0);
      }),
    );
  });

  it("is nothing that would not fit by itself", () => {
    const lru = createLru<string>(1_000);
    lru.set("a", "a", 100);
    lru.set("b", "b", 2_000);
    expect([...lru.keys()]).toEqual(["a"]);
  });
});
