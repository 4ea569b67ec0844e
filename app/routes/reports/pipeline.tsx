import { Link } from "react-router";
import { leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { periodOf, periodPresets, today } from "#app/domains/period.ts";
import { PipelineFunnel, PipelineGroups } from "#app/domains/reports/pipeline/chart.tsx";
import {
  type PipelineGrouping,
  pipelineGroupings,
  pipelineParams,
} from "#app/domains/reports/pipeline/params.ts";
import { pipelineReport } from "#app/domains/reports/pipeline/report.server.ts";
import { leadsOf, leadsOfGroup, wonOf } from "#app/domains/reports/pipeline/rows.ts";
import type { PipelineReport } from "#app/domains/reports/pipeline/summarize.ts";
import { groupLabel, periodText } from "#app/domains/reports/pipeline/text.ts";
import type { I18n } from "#app/i18n/index.ts";
import { useI18n } from "#app/i18n/index.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { requireMember } from "#app/server/session.server.ts";
import {
  ButtonLink,
  Columns,
  changeFrom,
  DataTable,
  EmptyState,
  Kpi,
  KpiBoard,
  PageHeader,
  PeriodPicker,
  Section,
} from "#app/ui/index.ts";
import type { Route } from "./+types/pipeline.ts";

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "reports.read");
  const asked = parseSearch(url.searchParams, pipelineParams);
  const now = today(organization.timeZone);
  const report = await pipelineReport(caller, asked, { timeZone: organization.timeZone, today: now });
  const presets = periodPresets.map((preset) => ({ preset, ...periodOf(preset, now) }));
  return { report, organization, presets, asOf: new Date().toISOString() };
}

export default function Pipeline({ loaderData }: Route.ComponentProps) {
  const { report, organization, presets, asOf } = loaderData;
  const i18n = useI18n();
  const { m, f } = i18n;
  const t = m.reports.pipeline;
  const { slug, timeZone } = organization;
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <PageHeader
        title={t.title}
        period={periodText(report.period, i18n)}
        asOf={m.common.asOf(f.dateTime(asOf, timeZone))}
      >
        <PeriodPicker
          from={report.period.from ?? ""}
          to={report.period.to ?? ""}
          presets={[
            ...presets.map(({ preset, from, to }) => ({ label: m.reports.presets[preset], from, to })),
            { label: m.reports.presets.all, from: "", to: "" },
          ]}
          keep={report.by === "source" ? [] : [["by", report.by]]}
        />
      </PageHeader>
      <PipelineKpis report={report} organization={organization} i18n={i18n} />
      {report.entered === 0 ? (
        <EmptyState title={t.empty} action={<ButtonLink to={`/o/${slug}/leads/new`}>{t.addLead}</ButtonLink>}>
          {t.emptyHint}
        </EmptyState>
      ) : (
        <>
          <Columns>
            <Section title={t.funnel}>
              <PipelineFunnel report={report} slug={slug} i18n={i18n} />
            </Section>
            <Section
              title={report.by === "source" ? t.bySource : t.byMonth}
              actions={<Groupings report={report} />}
            >
              <PipelineGroups report={report} slug={slug} i18n={i18n} />
            </Section>
          </Columns>
          <Section title={t.groupTable} className="mt-12">
            <GroupTable report={report} organization={organization} i18n={i18n} />
          </Section>
        </>
      )}
    </>
  );
}

interface PartProps {
  report: PipelineReport;
  organization: { slug: string; currency: string };
  i18n: I18n;
}

function PipelineKpis({ report, organization, i18n }: PartProps) {
  const { m, f } = i18n;
  const t = m.reports.pipeline;
  const { slug, currency } = organization;
  const { previous, daysToWin } = report;
  const all = leadsOf(report);
  const against = (base: number | null | undefined, current: number | null) =>
    previous === null
      ? []
      : [{ label: periodText(previous.period, i18n), change: changeFrom(base ?? null, current) }];
  const money = (minor: number | null) => (minor === null ? null : f.wholeMoney(minor, currency));
  const negative = daysToWin.negative > 0 && (
    <Link className="link" to={leadsUrl(slug, { ...all, daysToWin: "negative" })}>
      {t.negative(daysToWin.negative)}
    </Link>
  );
  return (
    <KpiBoard>
      <Kpi
        label={t.entered}
        value={f.number(report.entered)}
        href={leadsUrl(slug, all)}
        comparisons={against(previous?.entered, report.entered)}
      />
      <Kpi
        label={t.won}
        value={f.number(report.won)}
        href={leadsUrl(slug, wonOf(all))}
        note={report.conversion === null ? undefined : t.wonOfEntered(f.percent(report.conversion))}
        comparisons={against(previous?.won, report.won)}
      />
      <Kpi
        label={t.wonValue}
        value={money(report.wonValue)}
        href={leadsUrl(slug, { ...wonOf(all), value: "declared" })}
        note={
          report.wonUndeclared > 0 && (
            <Link className="link" to={leadsUrl(slug, { ...wonOf(all), value: "undeclared" })}>
              {t.undeclared(report.wonUndeclared)}
            </Link>
          )
        }
        comparisons={against(previous?.wonValue, report.wonValue)}
      />
      <Kpi
        label={t.daysMedian}
        value={daysToWin.median === null ? null : f.decimal(daysToWin.median)}
        href={leadsUrl(slug, { ...all, daysToWin: "measured" })}
        better="lower"
        note={
          daysToWin.mean !== null && (
            <>
              {t.daysNote(f.days(daysToWin.mean))}
              {negative && <> · {negative}</>}
            </>
          )
        }
        comparisons={against(previous?.daysToWin.median, daysToWin.median)}
      />
    </KpiBoard>
  );
}

function Groupings({ report }: { report: PipelineReport }) {
  const { m } = useI18n();
  const t = m.reports.pipeline;
  const label: Record<PipelineGrouping, string> = { source: t.bySource, month: t.byMonth };
  return (
    <nav aria-label={t.groupBy} className="flex gap-4">
      {pipelineGroupings.map((by) => (
        <Link
          key={by}
          to={`?${searchOf(report, by)}`}
          preventScrollReset
          aria-current={by === report.by ? "true" : undefined}
          className="link aria-[current]:font-semibold aria-[current]:no-underline"
        >
          {label[by]}
        </Link>
      ))}
    </nav>
  );
}

function searchOf({ period }: PipelineReport, by: PipelineGrouping): URLSearchParams {
  const search = new URLSearchParams();
  if (by !== "source") search.set("by", by);
  if (period.from !== null) search.set("from", period.from);
  if (period.to !== null) search.set("to", period.to);
  return search;
}

function GroupTable({ report, organization, i18n }: PartProps) {
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
                {f.wholeMoney(group.wonValue, currency)}
              </Link>
            ),
        },
      ]}
      footer={[
        m.common.chart.total,
        f.number(report.entered),
        f.number(report.won),
        report.conversion === null ? "–" : f.percent(report.conversion),
        report.wonValue === null ? "–" : f.wholeMoney(report.wonValue, currency),
      ]}
    />
  );
}
