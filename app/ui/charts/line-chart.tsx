import { useI18n } from "#app/i18n/index.ts";
import type { Measured } from "../change.ts";
import type { Category } from "./axis-labels.ts";
import { bands, pct } from "./bands.ts";
import { ChartFigure, type ChartFrameProps } from "./chart-figure.tsx";
import { describeMark, describeSeries } from "./describe.ts";
import { MarkLink } from "./mark-link.tsx";
import { Plot } from "./plot.tsx";
import { colourOf, fillClass, type PreviousSeries, type Series, strokeClass } from "./series.ts";
import { SeriesLegend, SeriesTable } from "./series-data.tsx";
import { StretchedPath, seriesPath } from "./series-path.tsx";
import { valueScale } from "./value-scale.ts";

export interface LineChartProps extends ChartFrameProps {
  /** head of the table's first column: "Month" */
  categoryLabel: string;
  categories: readonly Category[];
  series: readonly Series[];
  /** an earlier period, dashed */
  previous?: PreviousSeries;
  /** values in full, for tooltips and the table */
  format: (value: number) => string;
  /** values shortened, for the axis */
  axisFormat?: (value: number) => string;
  /** of the plot, in pixels */
  height?: number;
}

/** Lines through measured values over an axis from zero; a missing value breaks the line. */
export function LineChart(props: LineChartProps) {
  const { caption, categories, series, previous, format, height = 200 } = props;
  const i18n = useI18n();
  const places = bands(categories.length);
  const scale = valueScale([...series.flatMap(({ values }) => values), ...(previous?.values ?? [])], height);
  const single = series.length === 1;
  // Many dots would cut the line to pieces; a value between two gaps has nothing but its dot.
  const dotted = (values: readonly Measured[], place: number) =>
    categories.length <= 16 || ((values[place - 1] ?? null) === null && (values[place + 1] ?? null) === null);

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
          axisFormat={props.axisFormat ?? format}
          links={series.flatMap((one) =>
            categories.map((category, index) => {
              const value = one.values[index] ?? null;
              if (!single && value === null) return null;
              return (
                <MarkLink
                  key={`${one.key} ${category.key}`}
                  href={one.hrefs?.[index]}
                  text={describeMark(
                    {
                      category,
                      value,
                      ...(single ? {} : { series: one.label }),
                      ...(single && previous
                        ? { previous: { label: previous.label, value: previous.values[index] ?? null } }
                        : {}),
                    },
                    format,
                    i18n,
                  )}
                >
                  {single ? (
                    <rect
                      className="hit"
                      x={pct(places.columnLeft(index))}
                      width={pct(places.columnWidth)}
                      y={0}
                      height={height}
                    />
                  ) : (
                    <circle className="hit" cx={pct(places.centre(index))} cy={scale.y(value ?? 0)} r={9} />
                  )}
                </MarkLink>
              );
            }),
          )}
        >
          {previous && (
            <StretchedPath
              d={seriesPath(previous.values, places, scale)}
              height={height}
              className="dashed"
            />
          )}
          {series.map((one, index) => (
            <StretchedPath
              key={one.key}
              d={seriesPath(one.values, places, scale)}
              height={height}
              className={`${strokeClass(colourOf(one, index))} stroke-[2.5px]`}
            />
          ))}
          {series.flatMap((one, index) =>
            categories.map(({ key }, place) => {
              const value = one.values[place] ?? null;
              return value === null || !dotted(one.values, place) ? null : (
                <circle
                  key={`${one.key} ${key}`}
                  cx={pct(places.centre(place))}
                  cy={scale.y(value)}
                  r={3.5}
                  className={`${fillClass(colourOf(one, index))} stroke-paper stroke-[1.5px]`}
                />
              );
            }),
          )}
        </Plot>
      )}
    </ChartFigure>
  );
}
