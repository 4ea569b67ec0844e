import { describe, expect, it } from "vitest";
import { createLimiter } from "./limiter.ts";

/** Calls that end when told to. */
function calls() {
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  return {
    async call(): Promise<void> {
      most = Math.max(most, ++running);
      await new Promise<void>((resolve) => ends.push(resolve));
      running--;
    },
    end: () => ends.shift()?.(),
    get running() {
      return running;
    },
    get most() {
      return most;
    },
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("A limiter", () => {
  it("lets so many run at once, and the others after them", async () => {
    const limiter = createLimiter(3);
    const work = calls();
    const all = Promise.all(Array.from({ length: 10 }, () => limiter.run(work.call)));
    for (let left = 10; left > 0; left--) {
      await turn();
      expect(work.running).toBe(Math.min(3, left));
      work.end();
    }
    await all;
    expect(work.most).toBe(3);
  });

  it("makes room when a call fails", async () => {
    const limiter = createLimiter(1);
    await expect(limiter.run(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await expect(limiter.run(async () => "yes")).resolves.toBe("yes");
  });

  it("does not wait for itself when a call makes another", async () => {
    const limiter = createLimiter(1);
    await expect(limiter.run(() => limiter.run(async () => "inner"))).resolves.toBe("inner");
  });
});
