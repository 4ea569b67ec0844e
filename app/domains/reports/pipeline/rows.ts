import type { LeadFilter } from "../../leads/lead-filter.ts";
import { monthPeriod } from "../../month.ts";
import type { GroupSummary, PipelineReport, PipelineStage } from "./summarize.ts";

// Which leads each figure of the report counts: every figure links to the list of exactly these.

/** The leads that a report is about: what each of its figures narrows further. */
export function leadsOf(report: PipelineReport): LeadFilter {
  return { from: report.period.from ?? undefined, to: report.period.to ?? undefined };
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

/** Those of a set that are won. */
export const wonOf = (filter: LeadFilter): LeadFilter => ({ ...filter, status: ["won"] });

/** Those of a set that got at least as far as a stage. */
export const reachedOf = (filter: LeadFilter, stage: PipelineStage): LeadFilter => ({
  ...filter,
  reached: stage,
});
