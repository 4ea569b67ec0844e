import type { I18n } from "#app/i18n/index.ts";
import type { GroupSummary, PipelineReport } from "./summarize.ts";

/** The pipeline report for a terminal. */
export function pipelineText(report: PipelineReport, { m, f }: I18n, currency: string): string {
  const t = m.reports.pipeline;
  const percent = (ratio: number | null) => (ratio === null ? m.common.figure.notMeasured : f.percent(ratio));
  const share = (ratio: number | null) => (ratio === null ? "–" : f.percent(ratio));
  const money = (minor: number | null) =>
    minor === null ? m.common.figure.notMeasured : f.money(minor, currency);
  const days = (value: number | null) => (value === null ? m.common.figure.notMeasured : f.days(value));
  const { daysToWin } = report;

  const figures: [string, string][] = [
    [t.entered, f.number(report.entered)],
    [t.won, `${f.number(report.won)} (${percent(report.conversion)})`],
    [t.lost, f.number(report.lost)],
    [t.wonValue, `${money(report.wonValue)} (${t.undeclared(report.wonUndeclared)})`],
    [t.daysMedian, days(daysToWin.median)],
    [t.daysMean, `${days(daysToWin.mean)} (${t.negative(daysToWin.negative)})`],
  ];
  const stages = report.stages.map(({ stage, reached, stepConversion, totalConversion }) => [
    m.leads.status[stage],
    f.number(reached),
    share(stepConversion),
    share(totalConversion),
  ]);
  const groups = report.groups.map((group) => [
    groupLabel(group, report.by, { m, f }),
    f.number(group.entered),
    f.number(group.won),
    share(group.conversion),
    money(group.wonValue),
  ]);
  return [
    `${t.title}, ${periodText(report.period, { m, f })}`,
    columns(figures),
    columns([[t.stage, t.reached, t.step, t.total], ...stages]),
    columns([[t.by[report.by], t.entered, t.won, t.conversion, t.wonValue], ...groups]),
  ].join("\n\n");
}

/** How a group is called: a source as it is, the unknown one and months in the reader's language. */
export function groupLabel(
  group: Pick<GroupSummary, "key">,
  by: PipelineReport["by"],
  { m, f }: Pick<I18n, "m" | "f">,
) {
  if (by === "month") return f.month(group.key);
  return group.key === "unknown" ? m.reports.pipeline.unknownSource : group.key;
}

/** A period in words, with open ends said so. */
export function periodText({ from, to }: PipelineReport["period"], { m, f }: Pick<I18n, "m" | "f">): string {
  if (from !== null && to !== null) return f.dateRange(from, to);
  if (from !== null) return m.reports.since(f.date(from));
  return to === null ? m.reports.allTime : m.reports.until(f.date(to));
}

/** Rows of cells side by side: the first column to the left, figures to the right. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, place) => {
      widths[place] = Math.max(widths[place] ?? 0, cell.length);
    });
  }
  const line = (row: readonly string[]) =>
    row
      .map((cell, place) => (place === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[place] ?? 0)))
      .join("  ");
  return rows.map((row) => line(row).trimEnd()).join("\n");
}
