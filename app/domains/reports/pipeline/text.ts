import type { I18n } from "#app/i18n/index.ts";
import { periodText } from "../../period-text.ts";
import type { GroupSummary, PipelineReport, PipelineSummary } from "./summarize.ts";

/** The pipeline report for a terminal: the figures, beside those of the period before where there is one, the stages, the groups. */
export function pipelineText(report: PipelineReport, { m, f }: I18n, currency: string): string {
  const t = m.reports.pipeline;
  const percent = (ratio: number | null) => (ratio === null ? m.common.figure.notMeasured : f.percent(ratio));
  const share = (ratio: number | null) => (ratio === null ? "–" : f.percent(ratio));
  const money = (minor: number | null) =>
    minor === null ? m.common.figure.notMeasured : f.money(minor, currency);
  const days = (value: number | null) => (value === null ? m.common.figure.notMeasured : f.days(value));
  const { previous } = report;

  const figuresOf = ({
    entered,
    won,
    lost,
    conversion,
    wonValue,
    wonUndeclared,
    daysToWin,
  }: PipelineSummary) => [
    f.number(entered),
    `${f.number(won)} (${percent(conversion)})`,
    f.number(lost),
    `${money(wonValue)} (${t.undeclared(wonUndeclared)})`,
    days(daysToWin.median),
    days(daysToWin.mean) + (daysToWin.negative > 0 ? ` (${t.negative(daysToWin.negative)})` : ""),
  ];
  const labels = [t.entered, t.won, t.lost, t.wonValue, t.daysMedian, t.daysMean];
  const shown = previous === null ? [report] : [report, previous];
  const figures = labels.map((label, place) => [label, ...shown.map((each) => figuresOf(each)[place] ?? "")]);
  const heads = previous === null ? [] : [["", ...shown.map(({ period }) => periodText(period, { m, f }))]];
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
    columns([...heads, ...figures]),
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
