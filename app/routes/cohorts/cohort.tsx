import { cohortsUrl, cohortUrl } from "#app/domains/cohorts/cohort-list.ts";
import { loadCohortFigures } from "#app/domains/cohorts/queries.server.ts";
import { newMenteeUrl } from "#app/domains/mentees/mentee-list.ts";
import { can } from "#app/domains/people/permissions.ts";
import { today } from "#app/domains/period.ts";
import { overviewPeriods } from "#app/domains/reports/overview/summarize.ts";
import { useI18n } from "#app/i18n/index.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import { Badge, ButtonLink, ConfirmLink, DefinitionList, Link, PageHeader, Section } from "#app/ui/index.ts";
import type { Route } from "./+types/cohort.ts";
import { archiveQuestion } from "./archive-question.ts";
import { CohortMentees } from "./cohort-mentees.tsx";
import { requireCohort } from "./find-cohort.server.ts";

export const handle: PageHandle = { revalidates: true };

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, cohort, organization, role } = await requireCohort(context, params, "cohorts.read");
  const { timeZone } = organization;
  const { current: period } = overviewPeriods(today(timeZone));
  const figures = await loadCohortFigures(caller, { cohortId: cohort.id, period, timeZone });
  return { cohort, figures, period, organization, manages: can(role, "cohorts.manage") };
}

export default function Cohort({ loaderData }: Route.ComponentProps) {
  const { cohort, figures, period, organization, manages } = loaderData;
  const { m, f } = useI18n();
  const t = m.cohorts;
  const { slug } = organization;
  return (
    <>
      <title>{m.common.pageTitle(cohort.name)}</title>
      <PageHeader
        title={cohort.name}
        trail={[{ label: t.title, href: cohortsUrl(slug) }]}
        actions={manages && <Actions {...loaderData} />}
      />
      <Facts {...loaderData} />
      <Section
        title={t.mentees.title}
        className="mt-12"
        description={t.mentees.wonIn(f.dateRange(period.from, period.to))}
        actions={
          manages &&
          !cohort.archived && (
            <Link className="link" to={newMenteeUrl(slug, cohort.id)}>
              {m.mentees.add}
            </Link>
          )
        }
      >
        <CohortMentees cohortId={cohort.id} figures={figures} period={period} organization={organization} />
      </Section>
    </>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function Actions({ cohort, organization: { slug } }: Loaded) {
  const { m } = useI18n();
  const t = m.cohorts.archive;
  return (
    <>
      <ButtonLink to={`${cohortUrl(slug, cohort.id)}/edit`} look="quiet">
        {m.common.edit}
      </ButtonLink>
      <ConfirmLink
        key={String(cohort.archived)}
        href={`${cohortUrl(slug, cohort.id)}/archive`}
        {...archiveQuestion(cohort, slug, m)}
      >
        {cohort.archived ? t.undo : t.do}
      </ConfirmLink>
    </>
  );
}

function Facts({ cohort, organization, manages }: Loaded) {
  const { m, f } = useI18n();
  const t = m.cohorts;
  return (
    <div className="max-w-3xl">
      <DefinitionList
        items={[
          ...(cohort.archived
            ? [{ term: m.common.records.state, detail: <Badge tone="warn">{t.archive.badge}</Badge> }]
            : []),
          { term: t.fields.startsOn, detail: f.longDate(cohort.startsOn) },
          {
            term: t.fields.endsOn,
            detail:
              cohort.endsOn === null ? (
                <span className="text-muted">{t.openEnd}</span>
              ) : (
                f.longDate(cohort.endsOn)
              ),
          },
          {
            term: t.mentors.title,
            detail: (
              <span className="flex flex-wrap justify-between gap-x-6">
                {cohort.mentors.length === 0 ? (
                  <span className="text-muted">{t.mentors.none}</span>
                ) : (
                  cohort.mentors.map(({ name }) => name).join(", ")
                )}
                {manages && (
                  <Link
                    className="link print:hidden"
                    to={`${cohortUrl(organization.slug, cohort.id)}/mentors`}
                  >
                    {t.mentors.change}
                  </Link>
                )}
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}
