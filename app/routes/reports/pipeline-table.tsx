import { type LeadFilter, leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { periodText } from "#app/domains/period-text.ts";
import { leadsOf, leadsOfGroup, type PipelineFigure, rowsOf } from "#app/domains/reports/pipeline/rows.ts";
import type { GroupSummary } from "#app/domains/reports/pipeline/summarize.ts";
import { groupLabel } from "#app/domains/reports/pipeline/text.ts";
import { DataTable, FigureLink } from "#app/ui/index.ts";
import type { PipelinePartProps } from "./pipeline-figures.tsx";

/** What is shown of a group, and of all. */
type Shown = Pick<GroupSummary, "entered" | "won" | "conversion" | "wonValue">;

/** The figures of each group, and of all. */
export function PipelineTable({ report, organization, i18n }: PipelinePartProps) {
  const { m, f } = i18n;
  const t = m.reports.pipeline;
  const { slug, currency } = organization;
  const columns = [
    { key: "entered", write: f.number },
    { key: "won", write: f.number },
    { key: "conversion", write: f.percent },
    { key: "wonValue", write: (minor: number) => f.figureMoney(minor, currency) },
  ] as const satisfies { key: PipelineFigure & keyof Shown; write: (value: number) => string }[];
  const cell = (
    { key, write }: (typeof columns)[number],
    of: { label: string; figures: Shown; rows: LeadFilter },
  ) => {
    const value = of.figures[key];
    if (value === null) {
      // Nothing to divide by is a dash; a value that nobody declared is said to be unknown.
      if (key === "conversion") return "–";
      return <span className="text-base text-muted">{m.common.figure.notMeasured}</span>;
    }
    const text = write(value);
    return (
      <FigureLink
        to={leadsUrl(slug, rowsOf(key, of.rows))}
        name={m.common.chart.point(of.label, t[key], text)}
        className="hover:text-accent"
      >
        {text}
      </FigureLink>
    );
  };
  const total = { label: m.common.chart.total, figures: report, rows: leadsOf(report) };
  return (
    <DataTable
      caption={`${t.groupTable}: ${periodText(report.period, i18n)}`}
      captionHidden
      rows={report.groups}
      rowKey={(group) => group.key}
      empty={null}
      columns={[
        {
          key: "group",
          header: t.by[report.by],
          rowHeader: true,
          cell: (group) => groupLabel(group, report.by, i18n),
        },
        ...columns.map((column) => ({
          key: column.key,
          header: t[column.key],
          figure: true,
          cell: (group: GroupSummary) =>
            cell(column, {
              label: groupLabel(group, report.by, i18n),
              figures: group,
              rows: leadsOfGroup(report, group),
            }),
        })),
      ]}
      footer={[total.label, ...columns.map((column) => cell(column, total))]}
    />
  );
}
