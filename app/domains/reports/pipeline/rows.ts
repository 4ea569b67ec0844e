import type { LeadFilter } from "../../leads/lead-filter.ts";
import { monthPeriod } from "../../month.ts";
import type { GroupSummary, PipelineReport, PipelineStage } from "./summarize.ts";

/*
 * Which leads stand behind each figure: every figure links to the list of exactly these.
 *
 * - A count or a sum: the leads that it counts or adds up.
 * - A conversion: the leads of its numerator, within the period of its denominator. A step conversion: those that got as far as
 *   the later stage.
 * - A median or a mean of days: the won leads whose days can be told, from which it is computed.
 * - A comparison: the leads behind the same figure in the period that it compares with.
 */

/** A figure of one period, or of one group in it. */
export type PipelineFigure =
  | "entered"
  | "won"
  | "conversion"
  | "wonValue"
  | "wonUndeclared"
  | "daysMedian"
  | "daysMean"
  | "daysNegative";

/** The leads that a report, or the period beside it, is about: what each of its figures narrows further. */
export function leadsOf({ period }: Pick<PipelineReport, "period">): LeadFilter {
  return { from: period.from ?? undefined, to: period.to ?? undefined };
}

/** The leads of one group of a report. */
export function leadsOfGroup(report: PipelineReport, { key }: Pick<GroupSummary, "key">): LeadFilter {
  const all = leadsOf(report);
  if (report.by === "source") return { ...all, source: [key] };
  const month = monthPeriod(key);
  // The first and the last month of a period may lie in it only in part.
  return {
    from: all.from !== undefined && all.from > month.from ? all.from : month.from,
    to: all.to !== undefined && all.to < month.to ? all.to : month.to,
  };
}

/** Those among a set of leads that stand behind a figure of the set. */
export function rowsOf(figure: PipelineFigure, among: LeadFilter): LeadFilter {
  const won: LeadFilter = { ...among, status: ["won"] };
  switch (figure) {
    case "entered":
      return among;
    case "won":
    case "conversion":
      return won;
    case "wonValue":
      return { ...won, value: "declared" };
    case "wonUndeclared":
      return { ...won, value: "undeclared" };
    case "daysMedian":
    case "daysMean":
      return { ...among, daysToWin: "measured" };
    case "daysNegative":
      return { ...among, daysToWin: "negative" };
  }
}

/** Those among a set of leads that got at least as far as a stage: behind its count, its step and its total conversion. */
export function rowsOfStage(stage: PipelineStage, among: LeadFilter): LeadFilter {
  return { ...among, reached: stage };
}
