import { defaultLeadSort, leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { listLeads } from "#app/domains/leads/queries.server.ts";
import { periodOf, today } from "#app/domains/period.ts";
import { loadOverview } from "#app/domains/reports/overview/load.server.ts";
import { overviewPeriods, summarizeOverview } from "#app/domains/reports/overview/summarize.ts";
import { PipelineFunnel } from "#app/domains/reports/pipeline/chart.tsx";
import { pipelineReport } from "#app/domains/reports/pipeline/report.server.ts";
import { listDueTasks } from "#app/domains/tasks/queries.server.ts";
import { type I18n, useI18n } from "#app/i18n/index.ts";
import { requireAudience } from "#app/server/audience.server.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import { requestServices } from "#app/server/request-context.server.ts";
import { ButtonLink, Columns, EmptyState, Link, PageHeader, Section } from "#app/ui/index.ts";
import { FirstSteps } from "../first-steps/first-steps.tsx";
import { loadFirstSteps } from "../first-steps/load-first-steps.server.ts";
import type { Route } from "./+types/home.ts";
import { DueTasks } from "./due-tasks.tsx";
import { Figures } from "./figures.tsx";
import { LatestLeads } from "./latest-leads.tsx";
import { WonByMonth } from "./won-by-month.tsx";

/** Follow-ups shown. */
const dueShown = 8;

/** Newest leads shown. */
const latestShown = 8;

export const handle: PageHandle = { keptFor: ["leads", "mentees", "cohorts", "labels", "tasks", "people"] };

export async function loader({ context, params }: Route.LoaderArgs) {
  const audience = await requireAudience(context, params.organization, "reports.read");
  const { caller, organization } = audience;
  const { timeZone } = organization;
  const now = today(timeZone);
  const periods = overviewPeriods(now);
  const { current, previous, lastYear, months } = periods;
  // Begun together, so that what the cache is asked travels together.
  const [figures, pipeline, due, latest] = await Promise.all([
    loadOverview(caller, { stretches: [current, previous, lastYear], months, timeZone }),
    pipelineReport(caller, { ...periodOf("last-90-days", now), by: "source" }, { timeZone, today: now }),
    listDueTasks(caller, { until: now, most: dueShown }),
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
    due,
    today: now,
    latest: latest.rows,
    firstSteps: latest.rows.length === 0 ? await loadFirstSteps(audience) : null,
    organization,
    asOf: new Date().toISOString(),
  };
}

export default function Home({ loaderData }: Route.ComponentProps) {
  const { overview, latest, firstSteps, organization, asOf } = loaderData;
  const i18n = useI18n();
  const { m, f } = i18n;
  const { slug, timeZone } = organization;
  const { current } = overview.periods;
  const addLead = <ButtonLink to={`/o/${slug}/leads/new`}>{m.reports.pipeline.addLead}</ButtonLink>;
  const isEmpty = latest.length === 0;
  return (
    <>
      <title>{m.common.pageTitle(m.home.title)}</title>
      <PageHeader
        title={m.home.title}
        period={m.home.soFar(f.dateRange(current.from, current.to))}
        asOf={m.common.asOf(f.dateTime(asOf, timeZone))}
        actions={!isEmpty && addLead}
      />
      {firstSteps ? (
        <FirstSteps done={firstSteps} slug={slug} />
      ) : isEmpty ? (
        // Charts of nothing would only hide what to do.
        <EmptyState title={m.home.empty} action={addLead}>
          {m.home.emptyHint}
        </EmptyState>
      ) : (
        <Scoreboard {...loaderData} i18n={i18n} />
      )}
    </>
  );
}

function Scoreboard({
  overview,
  pipeline,
  due,
  today,
  latest,
  organization,
  i18n,
}: Route.ComponentProps["loaderData"] & { i18n: I18n }) {
  const { m } = i18n;
  const { slug } = organization;
  return (
    <>
      <Figures overview={overview} organization={organization} i18n={i18n} />
      <DueTasks tasks={due} slug={slug} today={today} />
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
