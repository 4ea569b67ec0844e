import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Measured } from "../change.ts";
import { bands } from "./bands.ts";
import { barGeometry } from "./bar-geometry.ts";

const series = (...lists: Measured[][]) =>
  lists.map((values, index) => ({ key: String(index), label: String(index), values }));

describe("bands", () => {
  it("stay inside the plot, in order and apart", () => {
    for (const count of [1, 2, 7, 24, 60]) {
      const places = bands(count);
      for (let index = 0; index < count; index++) {
        expect(places.left(index)).toBeGreaterThanOrEqual(places.columnLeft(index) - 1e-9);
        expect(places.left(index) + places.width).toBeLessThanOrEqual(places.columnLeft(index + 1) + 1e-9);
        expect(places.centre(index)).toBeCloseTo(places.left(index) + places.width / 2);
      }
      expect(places.columnLeft(count)).toBeCloseTo(100);
    }
  });
});

describe("bars", () => {
  it("stand on the baseline, as high as their values", () => {
    const { bars, scale } = barGeometry(series([5, 0, null, 20]), "stacked", [], bands(4), 4, 200);
    expect(bars.map(({ top, height }) => Math.round(top + height))).toEqual([200, 200, 200, 200]);
    expect(bars.map(({ height }) => height)).toEqual([50, 0, 0, 200]);
    expect(bars.map(({ value }) => value)).toEqual([5, 0, null, 20]);
    expect(scale.zero).toBe(200);
  });

  it("hang below it when the value does", () => {
    const { bars, scale } = barGeometry(series([-5, 5]), "grouped", [], bands(2), 2, 200);
    expect(bars[0]?.top).toBeCloseTo(scale.zero);
    expect((bars[1]?.top ?? 0) + (bars[1]?.height ?? 0)).toBeCloseTo(scale.zero);
  });

  it("leave room for the earlier period", () => {
    const { scale } = barGeometry(series([5]), "stacked", [50], bands(1), 1, 200);
    expect(scale.y(50)).toBeGreaterThanOrEqual(0);
  });

  it("stand side by side within their band when grouped", () => {
    const places = bands(2);
    const { bars } = barGeometry(series([1, 2], [3, 4]), "grouped", [], places, 2, 100);
    expect(bars[0]?.left).toBeCloseTo(places.left(0));
    expect(bars[2]?.left).toBeCloseTo(places.left(0) + places.width / 2);
    expect(bars[0]?.width).toBeCloseTo(places.width / 2);
  });

  it("lie on each other without gap or overlap when stacked, and add up to the total", () => {
    const counts = fc.array(fc.option(fc.nat(10_000)), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(counts, { minLength: 2, maxLength: 6 }), (lists) => {
        const { bars, scale } = barGeometry(series(...lists), "stacked", [], bands(3), 3, 200);
        for (const category of [0, 1, 2]) {
          const column = bars.filter((bar) => bar.category === category);
          let edge = scale.zero;
          for (const bar of column) {
            expect(bar.top + bar.height).toBeCloseTo(edge, 6);
            edge = bar.top;
          }
          const total = lists.reduce((sum, values) => sum + (values[category] ?? 0), 0);
          expect(edge).toBeCloseTo(scale.y(total), 6);
        }
      }),
    );
  });
});
