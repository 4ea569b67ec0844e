import { cohortUrl } from "#app/domains/cohorts/cohort-list.ts";
import { leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { menteesUrl, menteeUrl } from "#app/domains/mentees/mentee-list.ts";
import { loadMenteeFigures } from "#app/domains/mentees/queries.server.ts";
import { can } from "#app/domains/people/permissions.ts";
import { periodOf, today } from "#app/domains/period.ts";
import { useI18n } from "#app/i18n/index.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import {
  Badge,
  ButtonLink,
  Columns,
  ConfirmLink,
  DefinitionList,
  Link,
  PageHeader,
  Section,
} from "#app/ui/index.ts";
import type { Route } from "./+types/mentee.ts";
import { archiveQuestion } from "./archive-question.ts";
import { requireMentee } from "./find-mentee.server.ts";
import { MenteeFiguresTable } from "./mentee-figures.tsx";

export const handle: PageHandle = { revalidates: true };

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, mentee, organization, role } = await requireMentee(context, params, "mentees.read");
  const { timeZone } = organization;
  const now = today(timeZone);
  const soFar = (period: "this-month" | "this-year") => ({ from: periodOf(period, now).from, to: now });
  const periods = [soFar("this-month"), soFar("this-year"), {}];
  const figures = await loadMenteeFigures(caller, { menteeId: mentee.id, periods, timeZone });
  return { mentee, figures, periods, organization, manages: can(role, "mentees.manage") };
}

export default function Mentee({ loaderData }: Route.ComponentProps) {
  const { mentee, figures, periods, organization } = loaderData;
  const { m } = useI18n();
  const t = m.mentees;
  const { slug } = organization;
  return (
    <>
      <title>{m.common.pageTitle(mentee.businessName)}</title>
      <PageHeader
        title={mentee.businessName}
        trail={[{ label: t.title, href: menteesUrl(slug) }]}
        actions={<Actions {...loaderData} />}
      />
      <Section
        title={t.figures.title}
        description={t.figures.explain}
        actions={
          <Link className="link" to={leadsUrl(slug, { mentee: mentee.id })}>
            {t.allLeads}
          </Link>
        }
      >
        <MenteeFiguresTable
          menteeId={mentee.id}
          figures={figures}
          periods={periods}
          organization={organization}
        />
      </Section>
      <Columns>
        <Section title={m.leads.facts}>
          <Facts {...loaderData} />
        </Section>
        <Section title={t.history.title}>
          <Stays {...loaderData} />
        </Section>
      </Columns>
    </>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function Actions({ mentee, organization: { slug }, manages }: Loaded) {
  const { m } = useI18n();
  const t = m.mentees;
  return (
    <>
      {manages && (
        <>
          <ButtonLink to={`${menteeUrl(slug, mentee.id)}/edit`} look="quiet">
            {m.common.edit}
          </ButtonLink>
          <ConfirmLink
            key={String(mentee.archived)}
            href={`${menteeUrl(slug, mentee.id)}/archive`}
            {...archiveQuestion(mentee, slug, m)}
          >
            {mentee.archived ? t.archive.undo : t.archive.do}
          </ConfirmLink>
        </>
      )}
      {!mentee.archived && (
        <ButtonLink to={`/o/${slug}/leads/new?mentee=${mentee.id}`}>{t.newLead}</ButtonLink>
      )}
    </>
  );
}

function Facts({ mentee, organization: { slug }, manages }: Loaded) {
  const { m, f } = useI18n();
  const t = m.mentees;
  return (
    <DefinitionList
      items={[
        ...(mentee.archived
          ? [{ term: m.common.records.state, detail: <Badge tone="warn">{t.archive.badge}</Badge> }]
          : []),
        {
          term: t.fields.cohortId,
          detail: (
            <Link className="link" to={cohortUrl(slug, mentee.cohortId)}>
              {mentee.cohortName}
            </Link>
          ),
        },
        { term: t.fields.joinedOn, detail: f.longDate(mentee.joinedOn) },
        {
          term: t.columns.user,
          detail: (
            <span className="flex flex-wrap justify-between gap-x-6">
              {mentee.userName ?? <span className="text-muted">{t.fields.nobody}</span>}
              {manages && mentee.userId === null && !mentee.archived && (
                <Link className="link print:hidden" to={`/o/${slug}/people/invite`}>
                  {t.history.invite}
                </Link>
              )}
            </span>
          ),
        },
      ]}
    />
  );
}

/** The cohorts that it has been in, the present one first. */
function Stays({ mentee, organization: { slug } }: Loaded) {
  const { m, f } = useI18n();
  const t = m.mentees.history;
  return (
    <ol className="border-line border-t">
      {mentee.stays.map((stay) => (
        <li
          key={stay.id}
          className="flex flex-wrap items-baseline justify-between gap-x-6 border-line border-b py-2"
        >
          {stay.cohortName === null ? (
            <span className="text-muted">{t.hidden}</span>
          ) : (
            <Link className="link" to={cohortUrl(slug, stay.cohortId)}>
              {stay.cohortName}
            </Link>
          )}
          <span className="text-muted text-sm">
            {stay.since === null ? t.sinceJoining : t.since(f.date(stay.since))}
          </span>
        </li>
      ))}
    </ol>
  );
}
