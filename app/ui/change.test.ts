import { describe, expect, it } from "vitest";
import { changeFrom } from "./change.ts";

describe("a change", () => {
  it("is signed", () => {
    expect(changeFrom(200, 250)).toEqual({ kind: "up", ratio: 0.25 });
    expect(changeFrom(200, 150)).toEqual({ kind: "down", ratio: -0.25 });
    expect(changeFrom(200, 200)).toEqual({ kind: "same" });
    expect(changeFrom(0, 0)).toEqual({ kind: "same" });
  });

  it("has no base in zero or in what was not measured", () => {
    expect(changeFrom(0, 5)).toEqual({ kind: "no-base" });
    expect(changeFrom(null, 5)).toEqual({ kind: "no-base" });
    expect(changeFrom(undefined, 5)).toEqual({ kind: "no-base" });
  });

  it("of an unmeasured figure is unmeasured, not a fall to zero", () => {
    expect(changeFrom(5, null)).toEqual({ kind: "unmeasured" });
    expect(changeFrom(null, null)).toEqual({ kind: "unmeasured" });
  });

  it("rises from a negative base when the figure rises", () => {
    expect(changeFrom(-100, -50)).toEqual({ kind: "up", ratio: 0.5 });
    expect(changeFrom(-100, -150)).toEqual({ kind: "down", ratio: -0.5 });
  });
});
