import { Link } from "react-router";
import { defaultLeadSort, type LeadFilter, leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { LeadStatusBadge } from "#app/domains/leads/lead-status-badge.tsx";
import { type LeadRow, listLeads } from "#app/domains/leads/queries.server.ts";
import { monthPeriod } from "#app/domains/month.ts";
import { type Period, periodOf, today } from "#app/domains/period.ts";
import { loadOverview } from "#app/domains/reports/overview/load.server.ts";
import {
  type Overview,
  type OverviewFigure,
  type OverviewKpi,
  overviewPeriods,
  summarizeOverview,
} from "#app/domains/reports/overview/summarize.ts";
import { PipelineFunnel } from "#app/domains/reports/pipeline/chart.tsx";
import { pipelineReport } from "#app/domains/reports/pipeline/report.server.ts";
import { type I18n, useI18n } from "#app/i18n/index.ts";
import { requestServices } from "#app/server/request-context.server.ts";
import { requireMember } from "#app/server/session.server.ts";
import { BarChart, monthCategories, Sparkline } from "#app/ui/charts/index.ts";
import {
  ButtonLink,
  Columns,
  changeFrom,
  DataTable,
  EmptyState,
  Kpi,
  KpiBoard,
  PageHeader,
  Section,
} from "#app/ui/index.ts";
import type { Route } from "./+types/home.ts";

/** Newest leads shown. */
const latestShown = 8;

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "reports.read");
  const { timeZone } = organization;
  const now = today(timeZone);
  const periods = overviewPeriods(now);
  const { current, previous, lastYear, months } = periods;
  // Begun together, so that what the cache is asked travels together.
  const [figures, pipeline, latest] = await Promise.all([
    loadOverview(caller, { stretches: [current, previous, lastYear], months, timeZone }),
    pipelineReport(caller, { ...periodOf("last-90-days", now), by: "source" }, { timeZone, today: now }),
    listLeads(caller, {
      filter: {},
      sort: defaultLeadSort,
      pageSize: latestShown,
      timeZone,
      cursorSecret: requestServices(context).secret,
    }),
  ]);
  return {
    overview: summarizeOverview(figures, periods),
    pipeline,
    latest: latest.rows,
    organization,
    asOf: new Date().toISOString(),
  };
}

export default function Home({ loaderData }: Route.ComponentProps) {
  const { overview, pipeline, latest, organization, asOf } = loaderData;
  const i18n = useI18n();
  const { m, f } = i18n;
  const { slug, timeZone } = organization;
  const { current } = overview.periods;
  return (
    <>
      <title>{m.common.pageTitle(m.home.title)}</title>
      <PageHeader
        title={m.home.title}
        period={m.home.soFar(f.dateRange(current.from, current.to))}
        asOf={m.common.asOf(f.dateTime(asOf, timeZone))}
        actions={<ButtonLink to={`/o/${slug}/leads/new`}>{m.reports.pipeline.addLead}</ButtonLink>}
      />
      <KpiBoard>
        {overview.kpis.map((kpi) => (
          <OverviewKpiCard
            key={kpi.figure}
            kpi={kpi}
            overview={overview}
            organization={organization}
            i18n={i18n}
          />
        ))}
      </KpiBoard>
      <Columns>
        <Section title={m.home.wonByMonth}>
          <WonByMonth overview={overview} organization={organization} i18n={i18n} />
        </Section>
        <Section
          title={m.home.funnel}
          actions={
            <Link
              className="link"
              to={`/o/${slug}/reports/pipeline?from=${pipeline.period.from}&to=${pipeline.period.to}`}
            >
              {m.home.wholeReport}
            </Link>
          }
        >
          <PipelineFunnel report={pipeline} slug={slug} i18n={i18n} />
        </Section>
      </Columns>
      <Section
        title={m.home.latest}
        className="mt-12"
        actions={
          <Link className="link" to={leadsUrl(slug)}>
            {m.home.allLeads}
          </Link>
        }
      >
        <LatestLeads rows={latest} organization={organization} i18n={i18n} />
      </Section>
    </>
  );
}

interface PartProps {
  organization: { slug: string; currency: string };
  i18n: I18n;
}

/** The leads behind a figure of a stretch of time. */
function rowsOf(figure: OverviewFigure, { from, to }: Period): LeadFilter {
  const won: LeadFilter = { status: ["won"], wonFrom: from, wonTo: to };
  switch (figure) {
    case "entered":
      return { from, to };
    case "won":
      return won;
    case "wonValue":
      return { ...won, value: "declared" };
    case "daysMedian":
      return { ...won, daysToWin: "measured" };
  }
}

function OverviewKpiCard({
  kpi,
  overview,
  organization,
  i18n,
}: PartProps & { kpi: OverviewKpi; overview: Overview }) {
  const { m, f } = i18n;
  const { slug, currency } = organization;
  const { figure } = kpi;
  const { current, previous, lastYear } = overview.periods;
  const format = (value: number) => {
    if (figure === "wonValue") return f.wholeMoney(value, currency);
    return figure === "daysMedian" ? f.decimal(value) : f.number(value);
  };
  const label = m.home.figures[figure];
  const undeclared: LeadFilter = { ...rowsOf("won", current), value: "undeclared" };
  return (
    <Kpi
      label={label}
      value={kpi.current === null ? null : format(kpi.current)}
      href={leadsUrl(slug, rowsOf(figure, current))}
      better={figure === "daysMedian" ? "lower" : "higher"}
      note={
        figure === "wonValue" &&
        overview.wonUndeclared > 0 && (
          <Link className="link" to={leadsUrl(slug, undeclared)}>
            {m.reports.pipeline.undeclared(overview.wonUndeclared)}
          </Link>
        )
      }
      comparisons={[
        { label: f.dateRange(previous.from, previous.to), change: changeFrom(kpi.previous, kpi.current) },
        { label: f.dateRange(lastYear.from, lastYear.to), change: changeFrom(kpi.lastYear, kpi.current) },
      ]}
    >
      <Sparkline
        label={m.home.course(label)}
        values={kpi.course}
        from={f.month(overview.months[0] ?? "")}
        to={f.month(overview.months.at(-1) ?? "")}
        format={format}
      />
    </Kpi>
  );
}

function WonByMonth({ overview, organization, i18n }: PartProps & { overview: Overview }) {
  const { m, f } = i18n;
  const { slug, currency } = organization;
  const course = overview.kpis.find(({ figure }) => figure === "wonValue")?.course ?? [];
  const { months } = overview;
  return (
    <BarChart
      caption={m.home.wonByMonthCaption}
      categoryLabel={m.common.chart.month}
      categories={monthCategories(months, f)}
      current={months.at(-1) ?? ""}
      format={(value) => f.wholeMoney(value, currency)}
      axisFormat={(value) => f.compactMoney(value, currency)}
      series={[
        {
          key: "won",
          label: m.home.figures.wonValue,
          values: course,
          hrefs: months.map((month) => leadsUrl(slug, rowsOf("wonValue", monthPeriod(month)))),
        },
      ]}
    />
  );
}

function LatestLeads({ rows, organization, i18n }: PartProps & { rows: readonly LeadRow[] }) {
  const { m, f } = i18n;
  const { slug, currency } = organization;
  return (
    <DataTable
      caption={m.home.latest}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title={m.home.empty}>{m.home.emptyHint}</EmptyState>}
      columns={[
        {
          key: "name",
          header: m.leads.columns.lead,
          rowHeader: true,
          cell: (row) => <Link to={`/o/${slug}/leads/${row.id}`}>{row.name}</Link>,
        },
        { key: "mentee", header: m.leads.columns.mentee, minor: true, cell: (row) => row.menteeName },
        {
          key: "status",
          header: m.leads.columns.status,
          cell: (row) => <LeadStatusBadge status={row.status} />,
        },
        {
          key: "value",
          header: m.leads.columns.value,
          figure: true,
          cell: (row) => (row.value === null ? "–" : f.wholeMoney(row.value, currency)),
        },
        {
          key: "entered",
          header: m.leads.columns.entered,
          figure: true,
          cell: (row) => f.date(row.enteredOn),
        },
      ]}
    />
  );
}
