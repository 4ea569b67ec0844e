import { useI18n } from "#app/i18n/index.ts";
import type { Measured } from "../change.ts";
import { bands, pct } from "./bands.ts";
import { valueScale } from "./value-scale.ts";

export interface SparklineProps {
  /** what is shown: "Leads entered by month" */
  label: string;
  values: readonly Measured[];
  /** names of the first and the last place, in full: "June 2025" */
  from: string;
  to: string;
  format: (value: number) => string;
}

const height = 32;

/** The recent course of a figure, in bars from zero; the last one, in the accent colour, is the figure itself. */
export function Sparkline({ label, values, from, to, format }: SparklineProps) {
  const { m } = useI18n();
  const places = bands(values.length);
  const scale = valueScale(values, height);
  const written = (value: Measured | undefined) =>
    value === null || value === undefined ? m.common.figure.notMeasured : format(value);
  const text = m.common.chart.sparkline(
    label,
    `${written(values[0])} (${from})`,
    `${written(values.at(-1))} (${to})`,
  );
  return (
    <svg role="img" aria-label={text} width="100%" height={height + 2} overflow="visible" className="block">
      <title>{text}</title>
      <line
        x1="0"
        x2="100%"
        y1={scale.zero + 0.5}
        y2={scale.zero + 0.5}
        className="stroke-edge"
        shapeRendering="crispEdges"
      />
      {values.map((value, index) => {
        if (value === null) return null;
        const y = scale.y(value);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a place in time is its place in the list
            key={index}
            x={pct(places.left(index))}
            width={pct(places.width)}
            y={Math.min(y, scale.zero - 1)}
            height={Math.max(1, Math.abs(scale.zero - y))}
            className={index === values.length - 1 ? "fill-accent" : "fill-chart-1"}
          />
        );
      })}
    </svg>
  );
}
