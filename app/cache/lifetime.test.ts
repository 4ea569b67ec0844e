import fc from "fast-check";
import { expect, it } from "vitest";
import { drawn, hours, minutes, seconds } from "./lifetime.ts";

it("is given in seconds, minutes or hours, and kept in milliseconds", () => {
  expect(minutes(5)).toEqual({ fresh: 300_000, stale: 300_000 });
  expect(minutes(5, 1)).toEqual({ fresh: 300_000, stale: 60_000 });
  expect(seconds(90)).toEqual(minutes(1.5));
  expect(hours(1)).toEqual(minutes(60));
});

it.each([0, -1, Number.NaN])("is not %s", (n) => {
  expect(() => minutes(n)).toThrow(RangeError);
  expect(() => minutes(1, n - 1)).toThrow(RangeError);
});

it("is cut at random, never longer than declared and never empty", () => {
  const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fraction, fc.nat(1e6), fc.nat(1e6), (part, fresh, stale) => {
      const { lifeMs, staleMs } = drawn({ fresh: fresh + 1, stale }, part);
      expect(lifeMs).toBeGreaterThan(staleMs);
      expect(lifeMs).toBeLessThanOrEqual(fresh + 1 + stale + 1);
      expect(staleMs).toBeGreaterThanOrEqual(Math.floor(stale * 0.8));
    }),
  );
});
