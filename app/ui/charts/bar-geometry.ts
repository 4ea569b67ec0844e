import { stack } from "d3-shape";
import type { Measured } from "../change.ts";
import type { Bands } from "./bands.ts";
import type { Series } from "./series.ts";
import { type ValueScale, valueScale } from "./value-scale.ts";

/** One bar, or one segment of a stacked bar: percent across, pixels down. */
export interface Bar {
  series: number;
  category: number;
  value: Measured;
  left: number;
  width: number;
  top: number;
  height: number;
}

export type BarLayout = "stacked" | "grouped";

/**
 * Bars of several series. Stacked segments lie on each other in the order of the series; grouped ones stand
 * side by side. A value that was not measured has no bar; a zero has one without height.
 */
export function barGeometry(
  series: readonly Series[],
  layout: BarLayout,
  others: readonly Measured[],
  places: Bands,
  count: number,
  height: number,
): { bars: Bar[]; scale: ValueScale } {
  return layout === "stacked" && series.length > 1
    ? stacked(series, others, places, count, height)
    : grouped(series, others, places, count, height);
}

function grouped(
  series: readonly Series[],
  others: readonly Measured[],
  places: Bands,
  count: number,
  height: number,
) {
  const scale = valueScale([...series.flatMap(({ values }) => values), ...others], height);
  const width = places.width / Math.max(1, series.length);
  const bars = series.flatMap(({ values }, index) =>
    Array.from({ length: count }, (_, category): Bar => {
      const value = values[category] ?? null;
      const y = scale.y(value ?? 0);
      return {
        series: index,
        category,
        value,
        left: places.left(category) + index * width,
        width,
        top: Math.min(y, scale.zero),
        height: Math.abs(scale.zero - y),
      };
    }),
  );
  return { bars, scale };
}

function stacked(
  series: readonly Series[],
  others: readonly Measured[],
  places: Bands,
  count: number,
  height: number,
) {
  const rows = Array.from({ length: count }, (_, category) => category);
  const layers = stack<number, number>()
    .keys(series.map((_, index) => index))
    .value((category, index) => series[index]?.values[category] ?? 0)(rows);
  const totals = rows.map((category) => layers.at(-1)?.[category]?.[1] ?? 0);
  const scale = valueScale([...totals, ...others], height);
  const bars = layers.flatMap((layer, index) =>
    layer.map(([low, high], category): Bar => {
      const top = scale.y(high);
      return {
        series: index,
        category,
        value: series[index]?.values[category] ?? null,
        left: places.left(category),
        width: places.width,
        top,
        height: scale.y(low) - top,
      };
    }),
  );
  return { bars, scale };
}
