import { scaleLinear } from "d3-scale";
import type { Measured } from "../change.ts";

/** A vertical axis that contains zero, from values to pixels counted from the top. */
export interface ValueScale {
  /** pixels from the top of the plot, to a hundredth */
  y: (value: number) => number;
  /** round values, ascending; only zero when there is nothing above it */
  ticks: number[];
  /** pixels from the top to the baseline */
  zero: number;
}

/**
 * The scale of bars and lines: it always contains zero and ends on round values. Counts get no ticks between
 * whole numbers. Nothing measured, or all zero: a baseline at the bottom and a single tick.
 * @param values all that is drawn, in one list; of stacks their totals
 * @param height of the plot in pixels
 */
export function valueScale(values: readonly Measured[], height: number, tickCount = 4): ValueScale {
  const measured = values.filter((value) => value !== null);
  const low = Math.min(0, ...measured);
  const high = Math.max(0, ...measured);
  if (low === 0 && high === 0) return { y: () => height, ticks: [0], zero: height };
  const scale = scaleLinear().domain([low, high]).nice(tickCount).range([height, 0]);
  const whole = measured.every(Number.isInteger);
  const ticks = scale.ticks(tickCount).filter((tick) => !whole || Number.isInteger(tick));
  const y = (value: number) => Math.round(scale(value) * 100) / 100;
  return { y, ticks, zero: y(0) };
}

/** The largest measured value, at least zero: what the longest of horizontal bars stands for. */
export function largest(values: readonly Measured[]): number {
  return Math.max(0, ...values.filter((value) => value !== null));
}
