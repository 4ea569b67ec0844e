import { expect, it } from "vitest";
import { funnelSteps } from "./funnel-steps.ts";

it("relates each stage to the one before and to the first", () => {
  expect(funnelSteps([200, 100, 25])).toEqual([
    { step: null, overall: 1 },
    { step: 0.5, overall: 0.5 },
    { step: 0.25, overall: 0.125 },
  ]);
});

it("divides by nothing that is zero or was not measured", () => {
  expect(funnelSteps([0, 0])).toEqual([
    { step: null, overall: null },
    { step: null, overall: null },
  ]);
  expect(funnelSteps([10, null, 5])).toEqual([
    { step: null, overall: 1 },
    { step: null, overall: null },
    { step: null, overall: 0.5 },
  ]);
});
