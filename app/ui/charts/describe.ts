import type { I18n } from "#app/i18n/index.ts";
import type { Category } from "./axis-labels.ts";
import type { Series } from "./series.ts";

/** The extremes of each series in words: what a chart's description says to whoever cannot see it. */
export function describeSeries(
  series: readonly Series[],
  categories: readonly Category[],
  format: (value: number) => string,
  { m }: I18n,
): string {
  return series
    .map(({ label, values }) => {
      const measured = values.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
      const [first] = measured;
      if (!first) return m.common.chart.nothingMeasured(label);
      const low = measured.reduce((best, next) => (next.value < best.value ? next : best), first);
      const high = measured.reduce((best, next) => (next.value > best.value ? next : best), first);
      return m.common.chart.range(
        label,
        format(low.value),
        nameOf(categories[low.index]),
        format(high.value),
        nameOf(categories[high.index]),
      );
    })
    .join(" ");
}

/** A category in full. */
export function nameOf(category: Category | undefined): string {
  return category?.longLabel ?? category?.label ?? "";
}

/** What a mark says of itself: category, series where there are several, value, and the earlier value. */
export function describeMark(
  {
    category,
    series,
    value,
    previous,
  }: {
    category: Category;
    series?: string;
    value: number | null;
    previous?: { label: string; value: number | null };
  },
  format: (value: number) => string,
  { m }: I18n,
): string {
  const written = (amount: number | null) => (amount === null ? m.common.figure.notMeasured : format(amount));
  const text =
    series === undefined
      ? m.common.chart.single(nameOf(category), written(value))
      : m.common.chart.point(nameOf(category), series, written(value));
  return previous === undefined
    ? text
    : m.common.chart.withPrevious(text, previous.label, written(previous.value));
}
