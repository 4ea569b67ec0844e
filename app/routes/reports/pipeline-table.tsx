import { Link } from "react-router";
import { leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { leadsOfGroup, wonOf } from "#app/domains/reports/pipeline/rows.ts";
import { groupLabel, periodText } from "#app/domains/reports/pipeline/text.ts";
import { DataTable } from "#app/ui/index.ts";
import type { PipelinePartProps } from "./pipeline-figures.tsx";

/** The figures of each group, and of all. */
export function PipelineTable({ report, organization, i18n }: PipelinePartProps) {
  const { m, f } = i18n;
  const t = m.reports.pipeline;
  const { slug, currency } = organization;
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
        {
          key: "entered",
          header: t.entered,
          figure: true,
          cell: (group) => (
            <Link to={leadsUrl(slug, leadsOfGroup(report, group))}>{f.number(group.entered)}</Link>
          ),
        },
        {
          key: "won",
          header: t.won,
          figure: true,
          cell: (group) => (
            <Link to={leadsUrl(slug, wonOf(leadsOfGroup(report, group)))}>{f.number(group.won)}</Link>
          ),
        },
        {
          key: "conversion",
          header: t.conversion,
          figure: true,
          cell: ({ conversion }) => (conversion === null ? "–" : f.percent(conversion)),
        },
        {
          key: "value",
          header: t.wonValue,
          figure: true,
          cell: (group) =>
            group.wonValue === null ? (
              <span className="text-base text-muted">{m.common.figure.notMeasured}</span>
            ) : (
              <Link to={leadsUrl(slug, { ...wonOf(leadsOfGroup(report, group)), value: "declared" })}>
                {f.figureMoney(group.wonValue, currency)}
              </Link>
            ),
        },
      ]}
      footer={[
        m.common.chart.total,
        f.number(report.entered),
        f.number(report.won),
        report.conversion === null ? "–" : f.percent(report.conversion),
        report.wonValue === null ? "–" : f.figureMoney(report.wonValue, currency),
      ]}
    />
  );
}
