import { data } from "react-router";
import { endsBeforeItBegins } from "#app/domains/local-date.ts";
import { periodOf, periodPresets, today } from "#app/domains/period.ts";
import { periodText } from "#app/domains/period-text.ts";
import { PipelineFunnel, PipelineGroups } from "#app/domains/reports/pipeline/chart.tsx";
import {
  type PipelineGrouping,
  pipelineFields,
  pipelineGroupings,
} from "#app/domains/reports/pipeline/params.ts";
import { pipelineReport } from "#app/domains/reports/pipeline/report.server.ts";
import type { PipelineReport } from "#app/domains/reports/pipeline/summarize.ts";
import { useI18n } from "#app/i18n/index.ts";
import { requireAudience } from "#app/server/audience.server.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { ButtonLink, Columns, EmptyState, Link, PageHeader, Section } from "#app/ui/index.ts";
import type { Route } from "./+types/pipeline.ts";
import { PipelineFigures } from "./pipeline-figures.tsx";
import { PipelinePeriod, ReversedPeriod } from "./pipeline-period.tsx";
import { PipelineTable } from "./pipeline-table.tsx";

export const handle: PageHandle = { keptFor: ["leads"] };

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { caller, organization } = await requireAudience(context, params.organization, "reports.read");
  const asked = parseSearch(url.searchParams, pipelineFields);
  const now = today(organization.timeZone);
  const presets = periodPresets.map((preset) => ({ preset, ...periodOf(preset, now) }));
  if (endsBeforeItBegins(asked)) return data({ report: null, asked, presets }, { status: 400 });
  const report = await pipelineReport(caller, asked, { timeZone: organization.timeZone, today: now });
  return { report, organization, presets, asOf: new Date().toISOString() };
}

export default function Pipeline({ loaderData }: Route.ComponentProps) {
  const i18n = useI18n();
  if (loaderData.report === null) return <ReversedPeriod {...loaderData} />;
  const { report, organization, presets, asOf } = loaderData;
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
        <PipelinePeriod {...report.period} by={report.by} presets={presets} />
      </PageHeader>
      <PipelineFigures report={report} organization={organization} i18n={i18n} />
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
            <PipelineTable report={report} organization={organization} i18n={i18n} />
          </Section>
        </>
      )}
    </>
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
