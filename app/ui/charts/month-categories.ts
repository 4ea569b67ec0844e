import type { Format } from "#app/i18n/index.ts";
import type { Category } from "./axis-labels.ts";

/** Months "2026-05" as places on an axis, named in the reader's language, the year under the first of each. */
export function monthCategories(months: readonly string[], f: Format): Category[] {
  return months.map((month) => ({
    key: month,
    label: f.shortMonth(month),
    longLabel: f.month(month),
    group: month.slice(0, 4),
  }));
}
