import { type AnyColumn, and, type SQL, sql } from "drizzle-orm";

// Days and months begin where the organization's clocks say so. The database draws every border, from local dates and an IANA
// zone: it knows each zone's offsets, and a day that a clock change shortens is as long as it was.

/** Local dates, "YYYY-MM-DD", both inclusive; an open end where one is missing. */
export interface OpenPeriod {
  from?: string | undefined;
  to?: string | undefined;
}

/** The instant at which a local date begins. */
export function startOfDay(date: string, timeZone: string): SQL {
  return sql`(${date}::date::timestamp at time zone ${timeZone})`;
}

/** The instant at which the day after a local date begins. */
export function endOfDay(date: string, timeZone: string): SQL {
  return sql`((${date}::date + 1)::timestamp at time zone ${timeZone})`;
}

/** The instant at which the day begins that lies so many days before a local date: before today, unless one is given. */
export function daysBefore(date: string | undefined, days: number, timeZone: string): SQL {
  const day = date === undefined ? sql`(now() at time zone ${timeZone})::date` : sql`${date}::date`;
  return sql`((${day} - ${days}::int)::timestamp at time zone ${timeZone})`;
}

/** Whether an instant lies within a period; undefined for a period without ends. */
export function within(column: AnyColumn | SQL, { from, to }: OpenPeriod, timeZone: string): SQL | undefined {
  return and(
    from === undefined ? undefined : sql`${column} >= ${startOfDay(from, timeZone)}`,
    to === undefined ? undefined : sql`${column} < ${endOfDay(to, timeZone)}`,
  );
}

/** The local date of an instant, "YYYY-MM-DD". */
export function localDate(column: AnyColumn | SQL, timeZone: string): SQL<string> {
  return sql<string>`to_char(${column} at time zone ${timeZone}, 'YYYY-MM-DD')`;
}

/** The local date and time of an instant to the minute, "YYYY-MM-DDTHH:MM": what a form shows and takes. */
export function localMinute(column: AnyColumn | SQL, timeZone: string): SQL<string> {
  return sql<string>`to_char(${column} at time zone ${timeZone}, 'YYYY-MM-DD"T"HH24:MI')`;
}

/** The local month of an instant, "YYYY-MM". */
export function localMonth(column: AnyColumn | SQL, timeZone: string): SQL<string> {
  return sql<string>`to_char(${column} at time zone ${timeZone}, 'YYYY-MM')`;
}

/** Whole local days from one instant to another, as a calendar counts them: the same day is 0, the day before -1. */
export function localDaysBetween(from: AnyColumn | SQL, to: AnyColumn | SQL, timeZone: string): SQL<number> {
  return sql<number>`((${to} at time zone ${timeZone})::date - (${from} at time zone ${timeZone})::date)`.mapWith(
    Number,
  );
}

/** An instant on a local date: now where that is today, else the beginning of the day. */
export function instantOn(date: string, timeZone: string): SQL {
  return sql`(case when ${date}::date = (now() at time zone ${timeZone})::date then now() else ${startOfDay(date, timeZone)} end)`;
}

/** An instant as ISO 8601 in UTC with its microseconds, which a JavaScript Date would drop. Sorts as text. */
export function isoInstant(column: AnyColumn | SQL): SQL<string> {
  return sql<string>`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
