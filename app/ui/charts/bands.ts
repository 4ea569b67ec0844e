import { scaleBand } from "d3-scale";

/** Places along the horizontal axis in percent of the plot, so that a chart fits any width without a script. */
export interface Bands {
  /** left edge of the mark */
  left: (index: number) => number;
  /** width of the mark */
  width: number;
  centre: (index: number) => number;
  /** left edge of the whole column, the gap included: what a pointer may hit */
  columnLeft: (index: number) => number;
  columnWidth: number;
}

/** Divides 100 percent among categories. A few of them do not become slabs: marks stay under 12 percent. */
export function bands(count: number): Bands {
  const scale = scaleBand<number>()
    .domain(Array.from({ length: count }, (_, index) => index))
    .range([0, 100])
    .paddingInner(count > 16 ? 0.25 : 0.35)
    .paddingOuter(count > 16 ? 0.125 : 0.175);
  const columnWidth = count === 0 ? 100 : 100 / count;
  const width = Math.min(scale.bandwidth(), 12);
  const centre = (index: number) => (index + 0.5) * columnWidth;
  return {
    left: (index) => centre(index) - width / 2,
    width,
    centre,
    columnLeft: (index) => index * columnWidth,
    columnWidth,
  };
}

/** A percentage as SVG takes it, with as few digits as the eye can use. */
export function pct(value: number): string {
  return `${Math.round(value * 1000) / 1000}%`;
}
