import { type Category, groupLabels, labelClass } from "./axis-labels.ts";
import { type Bands, pct } from "./bands.ts";
import type { ValueScale } from "./value-scale.ts";

/** Room above the plot for the topmost tick's label, in pixels. */
export const roomAbove = 26;

/** Pixels that the longest of these labels takes in the axis' face. */
export function axisWidth(labels: readonly string[]): number {
  return Math.max(...labels.map((label) => label.length)) * 7.2 + 10;
}

/** The labels of the vertical axis, an image of its own with a fixed width beside the plot that has none. */
export function ValueAxis({
  scale,
  height,
  format,
}: {
  scale: ValueScale;
  height: number;
  format: (value: number) => string;
}) {
  const labels = scale.ticks.map(format);
  const width = axisWidth(labels);
  return (
    <svg aria-hidden="true" width={width} height={height + roomAbove} overflow="visible" className="shrink-0">
      {scale.ticks.map((tick, index) => (
        <text
          key={tick}
          x={width - 10}
          y={scale.y(tick) + roomAbove + 5}
          textAnchor="end"
          className="tally fill-muted text-[1rem]"
        >
          {labels[index]}
        </text>
      ))}
    </svg>
  );
}

/** Hairlines at the ticks, ink at zero. */
export function GridLines({ scale }: { scale: ValueScale }) {
  return scale.ticks.map((tick) => (
    <line
      key={tick}
      x1="0"
      x2="100%"
      y1={scale.y(tick)}
      y2={scale.y(tick)}
      className={tick === 0 ? "stroke-ink" : "stroke-line"}
      strokeWidth={tick === 0 ? 1.5 : 1}
      shapeRendering="crispEdges"
    />
  ));
}

/** Names of the categories under the plot, as many as have room; groups (years) in a second line. */
export function CategoryLabels({
  categories,
  bands,
  top,
}: {
  categories: readonly Category[];
  bands: Bands;
  /** pixels from the top of the plot to where labels begin */
  top: number;
}) {
  const longest = Math.max(0, ...categories.map(({ label }) => label.length));
  return (
    <g data-axis="category">
      {categories.map(({ key, label }, index) => (
        <text
          key={key}
          x={pct(bands.centre(index))}
          y={top + 18}
          textAnchor="middle"
          className={`tally fill-ink text-[1rem] ${labelClass(index, categories.length, longest * 6.6 + 8)}`}
        >
          {label}
        </text>
      ))}
      {groupLabels(categories).map(({ index, label }) => (
        <text
          key={label}
          x={pct(bands.centre(index))}
          y={top + 36}
          textAnchor="middle"
          className="tally fill-muted text-[1rem]"
        >
          {label}
        </text>
      ))}
    </g>
  );
}

/** Height of the labels under a plot, in pixels. */
export function labelsHeight(categories: readonly Category[]): number {
  return categories.some(({ group }) => group !== undefined) ? 42 : 24;
}
