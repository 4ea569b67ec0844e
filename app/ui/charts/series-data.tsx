import type { Category } from "./axis-labels.ts";
import { ChartData } from "./chart-data.tsx";
import { ChartLegend } from "./chart-legend.tsx";
import { nameOf } from "./describe.ts";
import { colourOf, type PreviousSeries, type Series } from "./series.ts";

/** Which colour is which; nothing for a single series that is compared with nothing. */
export function SeriesLegend({
  series,
  previous,
}: {
  series: readonly Series[];
  previous: PreviousSeries | undefined;
}) {
  if (series.length < 2 && !previous) return null;
  return (
    <ChartLegend
      items={[
        ...series.map((one, index) => ({ label: one.label, mark: colourOf(one, index) })),
        ...(previous ? [{ label: previous.label, mark: "dashed" as const }] : []),
      ]}
    />
  );
}

/** The values of all series, a row for each category. */
export function SeriesTable({
  caption,
  categoryLabel,
  categories,
  series,
  previous,
  format,
}: {
  caption: string;
  categoryLabel: string;
  categories: readonly Category[];
  series: readonly Series[];
  previous?: PreviousSeries;
  format: (value: number) => string;
}) {
  if (categories.length === 0) return null;
  return (
    <ChartData
      caption={caption}
      head={[categoryLabel, ...series.map(({ label }) => label), ...(previous ? [previous.label] : [])]}
      rows={categories.map((category, index) => ({
        key: category.key,
        name: nameOf(category),
        cells: [
          ...series.map(({ values, hrefs }) => ({ value: values[index] ?? null, href: hrefs?.[index] })),
          ...(previous ? [{ value: previous.values[index] ?? null }] : []),
        ],
      }))}
      format={format}
    />
  );
}
