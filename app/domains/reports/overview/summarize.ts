import { monthPeriod } from "../../month.ts";
import { monthsOf, type Period, periodOf, previousPeriod, samePeriodLastYear } from "../../period.ts";
import type { OverviewFigures, StretchFigures } from "./load.server.ts";

/** Months of the courses, the current one included. */
const monthsShown = 13;

export const overviewFigures = ["entered", "won", "wonValue", "daysMedian"] as const;

export type OverviewFigure = (typeof overviewFigures)[number];

/** What the home page compares: this month so far, with the same days of the month before and of a year ago. */
export interface OverviewPeriods {
  current: Period;
  previous: Period;
  lastYear: Period;
  months: Period;
}

/** @param today the local date in the organization's zone */
export function overviewPeriods(today: string): OverviewPeriods {
  const month = periodOf("this-month", today);
  const first = monthsBefore(today, monthsShown - 1);
  return {
    current: { from: month.from, to: today },
    previous: previousPeriod(month, today),
    lastYear: samePeriodLastYear(month, today),
    months: { from: monthPeriod(first).from, to: month.to },
  };
}

/** One figure of the scoreboard; null is "not measured". */
export interface OverviewKpi {
  figure: OverviewFigure;
  current: number | null;
  previous: number | null;
  lastYear: number | null;
  /** By month, in step with `months`. */
  course: (number | null)[];
}

export interface Overview {
  periods: OverviewPeriods;
  /** "YYYY-MM", in order, none left out. */
  months: string[];
  kpis: OverviewKpi[];
  /** Won leads of the current stretch whose value is not declared. */
  wonUndeclared: number;
}

/** Interprets what was counted for the home page. */
export function summarizeOverview(figures: OverviewFigures, periods: OverviewPeriods): Overview {
  const months = monthsOf(periods.months);
  const byMonth = new Map(figures.months.map((month) => [month.month, month]));
  const [current, previous, lastYear] = figures.stretches;
  return {
    periods,
    months,
    kpis: overviewFigures.map((figure) => ({
      figure,
      current: measured(current, figure),
      previous: measured(previous, figure),
      lastYear: measured(lastYear, figure),
      course: months.map((month) => measured(byMonth.get(month) ?? empty, figure)),
    })),
    wonUndeclared: current?.wonUndeclared ?? 0,
  };
}

const empty: StretchFigures = { entered: 0, won: 0, wonValue: 0, wonUndeclared: 0, daysMedian: null };

/** Nothing won is worth zero; something won of which no value is declared is worth nobody knows what. */
function measured(of: StretchFigures | undefined, figure: OverviewFigure): number | null {
  if (of === undefined) return null;
  if (figure === "wonValue" && of.won > 0 && of.won === of.wonUndeclared) return null;
  return of[figure];
}

function monthsBefore(date: string, count: number): string {
  let month = date.slice(0, 7);
  for (let i = 0; i < count; i++) month = periodOf("last-month", `${month}-01`).from.slice(0, 7);
  return month;
}
