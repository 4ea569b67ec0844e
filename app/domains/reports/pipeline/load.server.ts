import { and, asc, isNull, type SQL, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import type { StatementBuilder, Transaction } from "#app/db/database.ts";
import { localDaysBetween, localMonth, type OpenPeriod, within } from "#app/db/local-time.ts";
import { leads } from "#schema";
import { declareQuery } from "../../declare-query.server.ts";
import { unknownSource } from "../../leads/lead-filter.ts";
import { tags } from "../../tags.server.ts";
import type { PipelineGrouping } from "./params.ts";

export interface PipelineArgs {
  period: OpenPeriod;
  /** The period to stand beside it, where there is one. */
  previous: OpenPeriod | null;
  by: PipelineGrouping;
  /** IANA; decides where days and months begin. */
  timeZone: string;
}

/** Of the leads that entered within a period. Money in minor units, days as a calendar counts them. */
export interface PipelineTotals {
  entered: number;
  /** How many passed each stage, from `new` (all of them) to `won`. */
  reached: number[];
  won: number;
  lost: number;
  /** The sum over won leads whose value is declared. */
  wonValue: number;
  /** Won leads whose value is not. */
  wonUndeclared: number;
  /** Over won leads, without those that were won on a day before they entered, which `daysNegative` counts. */
  daysMedian: number | null;
  daysMean: number | null;
  daysNegative: number;
}

/** Of one group; `key` is a source or a month "YYYY-MM". */
export interface PipelineGroupTotals {
  key: string;
  entered: number;
  won: number;
  wonValue: number;
  wonUndeclared: number;
}

export interface PipelineFigures {
  totals: PipelineTotals;
  previous: PipelineTotals | null;
  groups: PipelineGroupTotals[];
}

/** Everything the pipeline report counts, on one snapshot. */
export const loadPipeline = declareQuery({
  name: "reports.pipeline",
  scope: "organization",
  permission: "reports.read",
  tags: (scope) => [tags.leads(scope.organizationId)],
  lifetime: minutes(10),
  load: async (read, { period, previous, by, timeZone }: PipelineArgs): Promise<PipelineFigures> => {
    const [current, groups, before] = await read((db) => [
      totalsOf(db, period, timeZone),
      groupsOf(db, period, by, timeZone),
      totalsOf(db, previous ?? period, timeZone),
    ]);
    return {
      totals: toTotals(current),
      previous: previous && toTotals(before),
      groups,
    };
  },
});

/** What counts leads: a transaction, or one whose `leads` are others. */
type Counter = Pick<StatementBuilder, "select">;

/** The same within a transaction that is open, without a period beside it. */
export async function countPipeline(
  db: Pick<Transaction, "select">,
  { period, by, timeZone }: Omit<PipelineArgs, "previous">,
): Promise<PipelineFigures> {
  const totals = await totalsOf(db, period, timeZone);
  return { totals: toTotals(totals), previous: null, groups: await groupsOf(db, period, by, timeZone) };
}

const isWon = sql`${leads.statusRank} = 5`;
const count = (condition?: SQL) =>
  (condition ? sql<number>`count(*) filter (where ${condition})` : sql<number>`count(*)`).mapWith(Number);

const wonFigures = {
  won: count(isWon),
  wonValue: sql<number>`coalesce(sum(${leads.value}) filter (where ${isWon}), 0)::bigint`.mapWith(Number),
  wonUndeclared: count(sql`${isWon} and ${leads.value} is null`),
};

const entered = (period: OpenPeriod, timeZone: string) =>
  and(isNull(leads.deletedAt), within(leads.enteredAt, period, timeZone));

function totalsOf(db: Counter, period: OpenPeriod, timeZone: string) {
  // Null for a lead that is not won, so every aggregate passes over it.
  const days = localDaysBetween(leads.enteredAt, leads.wonAt, timeZone);
  const reached = (rank: number) => count(sql`${leads.reachedRank} >= ${rank}::smallint`);
  return db
    .select({
      entered: count(),
      reached1: reached(1),
      reached2: reached(2),
      reached3: reached(3),
      reached4: reached(4),
      ...wonFigures,
      lost: count(sql`${leads.statusRank} = 6`),
      daysMedian: sql<
        number | null
      >`percentile_cont(0.5) within group (order by ${days}) filter (where ${days} >= 0)`.mapWith(Number),
      daysMean: sql<number | null>`(avg(${days}) filter (where ${days} >= 0))::float8`.mapWith(Number),
      daysNegative: count(sql`${days} < 0`),
    })
    .from(leads)
    .where(entered(period, timeZone));
}

function groupsOf(db: Counter, period: OpenPeriod, by: PipelineGrouping, timeZone: string) {
  const key =
    by === "month"
      ? localMonth(leads.enteredAt, timeZone)
      : sql<string>`coalesce(${leads.source}, ${unknownSource})`;
  // Grouped by position: the key holds a parameter, and the same text with another number is another expression.
  return db
    .select({ key, entered: count(), ...wonFigures })
    .from(leads)
    .where(entered(period, timeZone))
    .groupBy(sql`1`)
    .orderBy(asc(sql`1`));
}

type TotalsRow = Awaited<ReturnType<typeof totalsOf>>[number];

function toTotals([row]: TotalsRow[]): PipelineTotals {
  if (!row) throw new Error("An aggregate without groups answers one row.");
  const { reached1, reached2, reached3, reached4, ...rest } = row;
  return { ...rest, reached: [rest.entered, reached1, reached2, reached3, reached4, rest.won] };
}
