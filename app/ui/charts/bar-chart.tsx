import { useI18n } from "#app/i18n/index.ts";
import type { Category } from "./axis-labels.ts";
import { bands, pct } from "./bands.ts";
import { type Bar, type BarLayout, barGeometry } from "./bar-geometry.ts";
import { ChartFigure, type ChartFrameProps } from "./chart-figure.tsx";
import { describeMark, describeSeries } from "./describe.ts";
import { MarkLink } from "./mark-link.tsx";
import { Plot } from "./plot.tsx";
import { colourOf, fillClass, type PreviousSeries, type Series } from "./series.ts";
import { SeriesLegend, SeriesTable } from "./series-data.tsx";
import { StretchedPath, seriesPath } from "./series-path.tsx";

export interface BarChartProps extends ChartFrameProps {
  /** head of the table's first column: "Month" */
  categoryLabel: string;
  categories: readonly Category[];
  series: readonly Series[];
  layout?: BarLayout;
  /** an earlier period, as a dashed line; of a stack its totals */
  previous?: PreviousSeries;
  /** values in full, for tooltips and the table */
  format: (value: number) => string;
  /** values shortened, for the axis */
  axisFormat?: (value: number) => string;
  /** key of the category that is "now": in the accent colour, its value written above. Of a single series. */
  current?: string;
  /** of the plot, in pixels */
  height?: number;
}

/** Vertical bars from zero: one series, or several stacked or side by side. */
export function BarChart(props: BarChartProps) {
  const { caption, categories, series, layout = "stacked", previous, format, current, height = 200 } = props;
  const i18n = useI18n();
  const { axisFormat = format } = props;
  const count = categories.length;
  const places = bands(count);
  const { bars, scale } = barGeometry(series, layout, previous?.values ?? [], places, count, height);
  const single = series.length === 1;
  const stacked = !single && layout === "stacked";

  return (
    <ChartFigure
      caption={caption}
      note={props.note}
      description={describeSeries(series, categories, format, i18n)}
      legend={<SeriesLegend series={series} previous={previous} />}
      data={<SeriesTable {...props} />}
    >
      {(image) => (
        <Plot
          image={image}
          scale={scale}
          places={places}
          categories={categories}
          height={height}
          axisFormat={axisFormat}
          links={bars.map((bar) => {
            const one = series[bar.series];
            const category = categories[bar.category];
            if (!one || !category || (stacked && bar.height === 0)) return null;
            const column = single
              ? { x: places.columnLeft(bar.category), width: places.columnWidth }
              : { x: bar.left, width: bar.width };
            return (
              <MarkLink
                key={`${one.key} ${category.key}`}
                href={one.hrefs?.[bar.category]}
                text={describeMark(
                  {
                    category,
                    value: bar.value,
                    ...(single ? {} : { series: one.label }),
                    ...(single && previous
                      ? { previous: { label: previous.label, value: previous.values[bar.category] ?? null } }
                      : {}),
                  },
                  format,
                  i18n,
                )}
              >
                <rect
                  className="hit"
                  x={pct(column.x)}
                  width={pct(column.width)}
                  y={stacked ? bar.top : 0}
                  height={stacked ? bar.height : height}
                />
                {single && category.key === current && bar.value !== null && (
                  <LabelHit
                    bar={bar}
                    count={count}
                    top={labelTop(bars, bar.category)}
                    text={axisFormat(bar.value)}
                  />
                )}
              </MarkLink>
            );
          })}
        >
          {bars.map((bar) => {
            const one = series[bar.series];
            const category = categories[bar.category];
            if (!one || !category || bar.value === null) return null;
            const now = single && category.key === current;
            return (
              <BarMark
                key={`${one.key} ${category.key}`}
                bar={bar}
                stacked={stacked}
                className={now ? "fill-accent" : fillClass(colourOf(one, bar.series))}
              />
            );
          })}
          {previous && (
            <StretchedPath
              d={seriesPath(previous.values, places, scale)}
              height={height}
              className="dashed"
            />
          )}
          {bars.map((bar) => {
            const category = categories[bar.category];
            if (!single || !category || bar.value === null || category.key !== current) return null;
            return (
              <text
                key={category.key}
                {...labelPlace(bar, count)}
                y={labelTop(bars, bar.category) - 7}
                className="figure halo fill-accent text-[1.25rem]"
              >
                {axisFormat(bar.value)}
              </text>
            );
          })}
        </Plot>
      )}
    </ChartFigure>
  );
}

/** Over the middle of its bar; of the outermost bars flush with the plot, beyond which it must not reach. */
function labelPlace({ category, left, width }: Bar, count: number) {
  if (category === count - 1) return { x: "100%", textAnchor: "end" } as const;
  if (category === 0) return { x: 0, textAnchor: "start" } as const;
  return { x: pct(left + width / 2), textAnchor: "middle" } as const;
}

/** What a pointer may hit of a label, which may be wider than the column that it belongs to. */
function LabelHit({ bar, count, top, text }: { bar: Bar; count: number; top: number; text: string }) {
  const { x, textAnchor } = labelPlace(bar, count);
  const width = text.length * 9;
  const back = { start: 0, middle: width / 2, end: width }[textAnchor];
  return (
    <rect className="hit" x={x} y={top - 24} width={width} height={22} transform={`translate(${-back} 0)`} />
  );
}

/** Over the bars beside it too, so that a long figure does not run into them. */
function labelTop(bars: readonly Bar[], category: number): number {
  return Math.min(...bars.filter((bar) => Math.abs(bar.category - category) < 3).map(({ top }) => top));
}

/** A zero is a stroke on the baseline: it was measured. Segments of a stack keep a hair of paper between them. */
function BarMark({ bar, stacked, className }: { bar: Bar; stacked: boolean; className: string }) {
  const gap = stacked && bar.height > 2 ? 1 : 0;
  const zero = bar.height < 1.5 && !stacked;
  return (
    <rect
      x={pct(bar.left)}
      width={pct(bar.width)}
      y={zero ? bar.top - 1.5 : bar.top + gap}
      height={zero ? 1.5 : Math.max(0, bar.height - gap)}
      className={className}
    />
  );
}
