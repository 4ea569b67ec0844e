import { Temporal } from "temporal-polyfill";
import type { OpenPeriod } from "#app/db/local-time.ts";
import { pipelineStages } from "../../leads/lead-status.ts";
import type { PipelineFigures, PipelineGroupTotals, PipelineTotals } from "./load.server.ts";
import type { PipelineGrouping } from "./params.ts";

export type PipelineStage = (typeof pipelineStages)[number];

export interface StageSummary {
  stage: PipelineStage;
  /** How many leads passed it; a won lead passed every one. */
  reached: number;
  /** Of those that passed the stage before, 0 to 1; null for the first stage and where nobody passed the one before. */
  stepConversion: number | null;
  /** Of all that entered, 0 to 1; null where nobody did. */
  totalConversion: number | null;
}

/** The figures of one period. Ratios from 0 to 1, money in minor units, days as a calendar counts them; null is "not measured". */
export interface PipelineSummary {
  entered: number;
  won: number;
  lost: number;
  conversion: number | null;
  /** Null where leads were won but no value is declared. */
  wonValue: number | null;
  wonUndeclared: number;
  daysToWin: { median: number | null; mean: number | null; negative: number };
  stages: StageSummary[];
}

export interface GroupSummary {
  /** A source ("unknown" where nobody knows) or a month "YYYY-MM". */
  key: string;
  entered: number;
  won: number;
  conversion: number | null;
  wonValue: number | null;
}

/** The pipeline report as documented in docs/reports.md: what `--format json` prints and the page shows. */
export interface PipelineReport extends PipelineSummary {
  period: { from: string | null; to: string | null };
  previous: (PipelineSummary & { period: { from: string | null; to: string | null } }) | null;
  by: PipelineGrouping;
  groups: GroupSummary[];
}

/** Interprets what was counted. Groups stand by size where they are sources, in time with no month left out where they are months. */
export function summarizePipeline(
  figures: PipelineFigures,
  params: { period: OpenPeriod; previous: OpenPeriod | null; by: PipelineGrouping },
): PipelineReport {
  const { period, previous, by } = params;
  const groups = by === "month" ? withEveryMonth(figures.groups) : bySize(figures.groups);
  return {
    period: closed(period),
    ...summarizeTotals(figures.totals),
    previous:
      figures.previous && previous
        ? { period: closed(previous), ...summarizeTotals(figures.previous) }
        : null,
    by,
    groups: groups.map((group) => ({
      key: group.key,
      entered: group.entered,
      won: group.won,
      conversion: ratio(group.won, group.entered),
      wonValue: declaredValue(group),
    })),
  };
}

function summarizeTotals(totals: PipelineTotals): PipelineSummary {
  return {
    entered: totals.entered,
    won: totals.won,
    lost: totals.lost,
    conversion: ratio(totals.won, totals.entered),
    wonValue: declaredValue(totals),
    wonUndeclared: totals.wonUndeclared,
    daysToWin: { median: totals.daysMedian, mean: totals.daysMean, negative: totals.daysNegative },
    stages: pipelineStages.map((stage, rank) => {
      const reached = totals.reached[rank] ?? 0;
      const before = totals.reached[rank - 1];
      return {
        stage,
        reached,
        stepConversion: before === undefined ? null : ratio(reached, before),
        totalConversion: ratio(reached, totals.entered),
      };
    }),
  };
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const declaredValue = (of: { won: number; wonValue: number; wonUndeclared: number }): number | null =>
  of.won > 0 && of.won === of.wonUndeclared ? null : of.wonValue;

const closed = ({ from, to }: OpenPeriod) => ({ from: from ?? null, to: to ?? null });

const bySize = (groups: readonly PipelineGroupTotals[]) =>
  groups.toSorted((a, b) => b.entered - a.entered || (a.key < b.key ? -1 : 1));

/** A month in which no lead entered counts as zero, not as missing. */
function withEveryMonth(groups: readonly PipelineGroupTotals[]): PipelineGroupTotals[] {
  const [first, last] = [groups[0], groups.at(-1)];
  if (!first || !last) return [];
  const found = new Map(groups.map((group) => [group.key, group]));
  const end = Temporal.PlainYearMonth.from(last.key);
  const all: PipelineGroupTotals[] = [];
  for (
    let month = Temporal.PlainYearMonth.from(first.key);
    Temporal.PlainYearMonth.compare(month, end) <= 0;
    month = month.add({ months: 1 })
  ) {
    const key = month.toString();
    all.push(found.get(key) ?? { key, entered: 0, won: 0, wonValue: 0, wonUndeclared: 0 });
  }
  return all;
}
