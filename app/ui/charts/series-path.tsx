import { line } from "d3-shape";
import type { Measured } from "../change.ts";
import type { Bands } from "./bands.ts";
import type { ValueScale } from "./value-scale.ts";

/**
 * The path through measured values, in percent across and pixels down; a gap wherever one is missing.
 * Drawn in an inner <svg> that stretches across the plot, with a stroke that does not.
 */
export function seriesPath(values: readonly Measured[], bands: Bands, scale: ValueScale): string {
  const path = line<Measured>()
    .defined((value) => value !== null)
    .x((_, index) => bands.centre(index))
    .y((value) => scale.y(value ?? 0))
    .digits(2);
  return path([...values]) ?? "";
}

/** Stretches what it holds from 100 units to the width of the plot. */
export function StretchedPath({ d, height, className }: { d: string; height: number; className: string }) {
  return (
    <svg
      role="presentation"
      x="0"
      y="0"
      width="100%"
      height={height}
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      overflow="visible"
    >
      <path d={d} fill="none" vectorEffect="non-scaling-stroke" className={className} />
    </svg>
  );
}
