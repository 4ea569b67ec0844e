import type { Measured } from "../change.ts";

/** A stage with its conversions as ratios; null where there is nothing to divide by, or nothing measured. */
export interface FunnelStep {
  /** of the stage before; null for the first */
  step: number | null;
  /** of the first stage */
  overall: number | null;
}

export function funnelSteps(values: readonly Measured[]): FunnelStep[] {
  const first = values[0] ?? null;
  return values.map((value, index) => ({
    step: index === 0 ? null : ratio(value, values[index - 1] ?? null),
    overall: ratio(value, first),
  }));
}

function ratio(part: Measured, whole: Measured): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}
