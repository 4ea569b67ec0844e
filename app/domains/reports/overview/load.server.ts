import { and, isNull, type SQL, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import type { StatementBuilder } from "#app/db/database.ts";
import { localDaysBetween, localMonth, within } from "#app/db/local-time.ts";
import { leads } from "#schema";
import { declareQuery } from "../../declare-query.server.ts";
import type { Period } from "../../period.ts";
import { tags } from "../../tags.server.ts";

export interface OverviewArgs {
  /** Of which the four figures are told: this month so far, the same days of the month before, and of a year ago. */
  stretches: readonly Period[];
  /** The months that the courses cover, as a period of whole ones. */
  months: Period;
  /** IANA. */
  timeZone: string;
}

/** What happened within a stretch of time: leads that entered in it, and leads that were won in it, whenever they entered. */
export interface StretchFigures {
  entered: number;
  won: number;
  /** Minor units, over won leads whose value is declared. */
  wonValue: number;
  wonUndeclared: number;
  /** Local days, over won leads that were not won before they entered. */
  daysMedian: number | null;
}

export interface MonthFigures extends StretchFigures {
  /** "YYYY-MM" */
  month: string;
}

export interface OverviewFigures {
  stretches: StretchFigures[];
  /** Months in which something happened, in order. */
  months: MonthFigures[];
}

/** What the home page counts, on one snapshot. */
export const loadOverview = declareQuery({
  name: "reports.overview",
  scope: "organization",
  permission: "reports.read",
  tags: (scope) => [tags.leads(scope.organizationId)],
  lifetime: minutes(10),
  load: async (read, { stretches, months, timeZone }: OverviewArgs): Promise<OverviewFigures> => {
    const statements = (db: StatementBuilder) =>
      stretches.flatMap(
        (stretch) => [enteredIn(db, stretch, timeZone), wonIn(db, stretch, timeZone)] as const,
      );
    const [enteredByMonth, wonByMonth, ...pairs] = await read((db) => [
      enteredMonthly(db, months, timeZone),
      wonMonthly(db, months, timeZone),
      ...statements(db),
    ]);
    const rows = pairs.map(([row]) => row);
    return {
      stretches: stretches.map((_, index) => ({
        ...nothing,
        ...(rows[index * 2] as { entered: number }),
        ...(rows[index * 2 + 1] as WonFigures),
      })),
      months: joinMonths(enteredByMonth, wonByMonth),
    };
  },
});

const nothing: StretchFigures = { entered: 0, won: 0, wonValue: 0, wonUndeclared: 0, daysMedian: null };

type WonFigures = Omit<StretchFigures, "entered">;

const there = (column: typeof leads.enteredAt | typeof leads.wonAt, period: Period, timeZone: string) =>
  and(isNull(leads.deletedAt), within(column, period, timeZone));

const enteredFigures = { entered: sql<number>`count(*)`.mapWith(Number) };

function wonFigures(timeZone: string) {
  const days: SQL<number> = localDaysBetween(leads.enteredAt, leads.wonAt, timeZone);
  return {
    won: sql<number>`count(*)`.mapWith(Number),
    wonValue: sql<number>`coalesce(sum(${leads.value}), 0)::bigint`.mapWith(Number),
    wonUndeclared: sql<number>`count(*) filter (where ${leads.value} is null)`.mapWith(Number),
    daysMedian: sql<
      number | null
    >`percentile_cont(0.5) within group (order by ${days}) filter (where ${days} >= 0)`.mapWith(Number),
  };
}

const enteredIn = (db: StatementBuilder, period: Period, timeZone: string) =>
  db
    .select(enteredFigures)
    .from(leads)
    .where(there(leads.enteredAt, period, timeZone));

const wonIn = (db: StatementBuilder, period: Period, timeZone: string) =>
  db
    .select(wonFigures(timeZone))
    .from(leads)
    .where(there(leads.wonAt, period, timeZone));

// Grouped by position: the month holds a parameter, and the same text with another number is another expression.
const enteredMonthly = (db: StatementBuilder, period: Period, timeZone: string) =>
  db
    .select({ month: localMonth(leads.enteredAt, timeZone), ...enteredFigures })
    .from(leads)
    .where(there(leads.enteredAt, period, timeZone))
    .groupBy(sql`1`);

const wonMonthly = (db: StatementBuilder, period: Period, timeZone: string) =>
  db
    .select({ month: localMonth(leads.wonAt, timeZone), ...wonFigures(timeZone) })
    .from(leads)
    .where(there(leads.wonAt, period, timeZone))
    .groupBy(sql`1`);

function joinMonths(
  entered: readonly { month: string; entered: number }[],
  won: readonly ({ month: string } & WonFigures)[],
): MonthFigures[] {
  const found = new Map<string, MonthFigures>();
  for (const row of [...entered, ...won]) {
    found.set(row.month, { ...nothing, ...found.get(row.month), ...row });
  }
  return [...found.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
}
