import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { largest, valueScale } from "./value-scale.ts";

const values = fc.array(fc.option(fc.integer({ min: -1_000_000, max: 1_000_000_000 })), { maxLength: 30 });

describe("the vertical axis", () => {
  it("contains zero, holds every value, and rises upwards", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 50, max: 400 }), (drawn, height) => {
        const scale = valueScale(drawn, height);
        expect(scale.ticks).toContain(0);
        expect(scale.y(0)).toBeCloseTo(scale.zero, 6);
        for (const value of drawn) {
          if (value === null) continue;
          expect(scale.y(value)).toBeGreaterThanOrEqual(-1e-6);
          expect(scale.y(value)).toBeLessThanOrEqual(height + 1e-6);
          if (value > 0) expect(scale.y(value)).toBeLessThanOrEqual(scale.zero);
          if (value < 0) expect(scale.y(value)).toBeGreaterThanOrEqual(scale.zero);
        }
      }),
    );
  });

  it("puts the baseline at the bottom when nothing is below zero", () => {
    expect(valueScale([3, 8, null], 200).zero).toBe(200);
  });

  it("draws lengths in proportion to the values", () => {
    const { y, zero } = valueScale([10, 40], 200);
    expect((zero - y(40)) / (zero - y(10))).toBeCloseTo(4);
  });

  it("has round ticks", () => {
    expect(valueScale([812, 37], 200).ticks).toEqual([0, 200, 400, 600, 800, 1000]);
    expect(valueScale([0.153], 200).ticks).toEqual([0, 0.05, 0.1, 0.15, 0.2]);
  });

  it("has no ticks between whole numbers for counts", () => {
    expect(valueScale([1], 200).ticks).toEqual([0, 1]);
    expect(valueScale([2, 0, 1], 200).ticks).toEqual([0, 1, 2]);
  });

  it("is a bare baseline when all is zero, unmeasured or absent", () => {
    for (const drawn of [[], [null, null], [0, 0, null]]) {
      const scale = valueScale(drawn, 120);
      expect(scale.ticks).toEqual([0]);
      expect(scale.y(0)).toBe(120);
    }
  });
});

it("finds the largest measured value, zero at least", () => {
  expect(largest([3, null, 9])).toBe(9);
  expect(largest([null, -4])).toBe(0);
  expect(largest([])).toBe(0);
});
