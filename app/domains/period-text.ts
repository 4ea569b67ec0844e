import type { I18n } from "#app/i18n/index.ts";

/** A period in words, with open ends said so. Local dates, both inclusive; null or absent where open. */
export function periodText(
  { from, to }: { from?: string | null | undefined; to?: string | null | undefined },
  { m, f }: Pick<I18n, "m" | "f">,
): string {
  if (from && to) return f.dateRange(from, to);
  if (from) return m.reports.since(f.date(from));
  return to ? m.reports.until(f.date(to)) : m.reports.allTime;
}
