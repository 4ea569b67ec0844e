import type { I18n } from "#app/i18n/index.ts";
import { BarChart, FunnelChart, HorizontalBars, monthCategories } from "#app/ui/charts/index.ts";
import { leadsUrl } from "../../leads/lead-filter.ts";
import { periodText } from "../../period-text.ts";
import { leadsOf, leadsOfGroup, rowsOf, rowsOfStage } from "./rows.ts";
import type { PipelineReport } from "./summarize.ts";
import { groupLabel } from "./text.ts";

interface ChartProps {
  report: PipelineReport;
  /** Of the organization, for the links to the rows. */
  slug: string;
  i18n: I18n;
}

/** How far the leads got. */
export function PipelineFunnel({ report, slug, i18n }: ChartProps) {
  const { m, f } = i18n;
  return (
    <FunnelChart
      caption={m.reports.pipeline.funnelCaption(periodText(report.period, i18n))}
      valueLabel={m.reports.pipeline.reached}
      format={f.number}
      stages={report.stages.map(({ stage, reached }) => ({
        key: stage,
        label: m.leads.status[stage],
        value: reached,
        href: leadsUrl(slug, rowsOfStage(stage, leadsOf(report))),
      }))}
    />
  );
}

/** Entered and won, by source or by the month they entered. */
export function PipelineGroups(props: ChartProps) {
  return props.report.by === "month" ? <ByMonth {...props} /> : <BySource {...props} />;
}

function BySource({ report, slug, i18n }: ChartProps) {
  const { m, f } = i18n;
  const t = m.reports.pipeline;
  return (
    <HorizontalBars
      caption={t.sourceCaption(periodText(report.period, i18n))}
      categoryLabel={t.by.source}
      valueLabel={t.entered}
      noteLabel={t.wonShareLabel}
      format={f.number}
      bars={report.groups.map((group) => ({
        key: group.key,
        label: groupLabel(group, "source", i18n),
        value: group.entered,
        href: leadsUrl(slug, rowsOf("entered", leadsOfGroup(report, group))),
        ...(group.conversion !== null && {
          note: {
            text: t.wonShare(f.percent(group.conversion)),
            href: leadsUrl(slug, rowsOf("conversion", leadsOfGroup(report, group))),
          },
        }),
      }))}
    />
  );
}

function ByMonth({ report, slug, i18n }: ChartProps) {
  const { m, f } = i18n;
  const t = m.reports.pipeline;
  const groups = report.groups;
  return (
    <BarChart
      caption={t.monthCaption(periodText(report.period, i18n))}
      categoryLabel={t.month}
      categories={monthCategories(
        groups.map(({ key }) => key),
        f,
      )}
      layout="grouped"
      format={f.number}
      axisFormat={f.compact}
      series={[
        {
          key: "entered",
          label: t.entered,
          values: groups.map(({ entered }) => entered),
          hrefs: groups.map((group) => leadsUrl(slug, rowsOf("entered", leadsOfGroup(report, group)))),
        },
        {
          key: "won",
          label: t.won,
          values: groups.map(({ won }) => won),
          hrefs: groups.map((group) => leadsUrl(slug, rowsOf("won", leadsOfGroup(report, group)))),
        },
      ]}
    />
  );
}
