import { Temporal } from "temporal-polyfill";

/** Local dates, "YYYY-MM-DD", both inclusive. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export const periodPresets = ["this-month", "last-month", "last-90-days", "this-year"] as const;

export type PeriodPreset = (typeof periodPresets)[number];

/** The local date in a zone, now unless another instant (ISO 8601) is given. */
export function today(timeZone: string, now?: string): string {
  const instant = now === undefined ? Temporal.Now.instant() : Temporal.Instant.from(now);
  return instant.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The instant at which the local date in a zone changes next, in milliseconds since the epoch. */
export function nextMidnight(timeZone: string): number {
  return Temporal.Now.plainDateISO(timeZone).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
}

/**
 * A preset around a local date. The current month and year reach to their last day, so that they read as what they are;
 * comparisons take only the part that has passed (see {@link previousPeriod}).
 */
export function periodOf(preset: PeriodPreset, onDate: string): Period {
  const day = Temporal.PlainDate.from(onDate);
  switch (preset) {
    case "this-month":
      return months(day.toPlainYearMonth(), 1);
    case "last-month":
      return months(day.toPlainYearMonth().subtract({ months: 1 }), 1);
    case "last-90-days":
      return { from: day.subtract({ days: 89 }).toString(), to: onDate };
    case "this-year":
      return months(Temporal.PlainYearMonth.from({ year: day.year, month: 1 }), 12);
  }
}

/** The months, "YYYY-MM", that a period touches, in order. */
export function monthsOf({ from, to }: Period): string[] {
  const [first, last] = [Temporal.PlainYearMonth.from(from.slice(0, 7)), to.slice(0, 7)];
  const found: string[] = [];
  for (let month = first; month.toString() <= last; month = month.add({ months: 1 }))
    found.push(month.toString());
  return found;
}

/** How many days a period has, both ends counted. */
export function daysIn({ from, to }: Period): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: "day" }).days + 1;
}

/**
 * What a period is compared with: as many calendar months before it where it is made of whole ones, else as many days. Of a period
 * that is still running only the part up to today is compared, with the same part of the earlier one: on July 18, July with
 * June 1 to 18.
 */
export function previousPeriod(period: Period, onDate: string): Period {
  const count = wholeMonths(period);
  if (count !== undefined) return shifted(period, count, onDate);
  const passed = cut(period, onDate);
  const days = daysIn(period);
  const back = (date: string) => Temporal.PlainDate.from(date).subtract({ days }).toString();
  return { from: back(passed.from), to: back(passed.to) };
}

/** The same period a year earlier; of a running one the part up to today, as in {@link previousPeriod}. */
export function samePeriodLastYear(period: Period, onDate: string): Period {
  return shifted(period, 12, onDate);
}

/** How many calendar months a period consists of; undefined where it does not begin and end with one. */
function wholeMonths({ from, to }: Period): number | undefined {
  const [first, end] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to).add({ days: 1 })];
  return first.day === 1 && end.day === 1 ? first.until(end, { largestUnit: "month" }).months : undefined;
}

/** Moved back by calendar months, whole months staying whole although their lengths differ. */
function shifted(period: Period, count: number, onDate: string): Period {
  const passed = cut(period, onDate);
  const back = (date: string) => Temporal.PlainDate.from(date).subtract({ months: count });
  const to = back(passed.to);
  const endsWithMonth = wholeMonths(passed) !== undefined;
  const lastDay = endsWithMonth ? to.with({ day: to.daysInMonth }) : to;
  return { from: back(passed.from).toString(), to: lastDay.toString() };
}

function cut(period: Period, onDate: string): Period {
  const running = period.from <= onDate && onDate < period.to;
  return running ? { from: period.from, to: onDate } : period;
}

function months(first: Temporal.PlainYearMonth, count: number): Period {
  const last = first.add({ months: count - 1 });
  return {
    from: first.toPlainDate({ day: 1 }).toString(),
    to: last.toPlainDate({ day: last.daysInMonth }).toString(),
  };
}
