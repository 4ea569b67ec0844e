import { activityUrl } from "#app/domains/activity/activity-filter.ts";
import { cohortUrl } from "#app/domains/cohorts/cohort-list.ts";
import { leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { menteeUrl } from "#app/domains/mentees/mentee-list.ts";
import { leaveUrl, peopleUrl, personUrl } from "#app/domains/people/people-urls.ts";
import { can } from "#app/domains/people/permissions.ts";
import { countWork, type MemberDetails, type ReleasedWork } from "#app/domains/people/queries.server.ts";
import { mayAssign } from "#app/domains/people/role-rules.ts";
import { useI18n } from "#app/i18n/index.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import { ButtonLink, ConfirmLink, DefinitionList, Link, PageHeader, Section } from "#app/ui/index.ts";
import type { Route } from "./+types/person.ts";
import { requirePerson } from "./find-member.server.ts";

export const handle: PageHandle = { revalidates: true };

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, person, organization, role, user } = await requirePerson(context, params);
  const work = await countWork(caller, { userId: person.userId });
  return {
    person,
    work,
    slug: organization.slug,
    isReader: person.userId === user.id,
    mayChange: mayAssign(role, person.role),
    mayHandOver: can(role, "organization.manage") && person.role !== "owner",
  };
}

export default function Person({ loaderData }: Route.ComponentProps) {
  const { person, work, slug, isReader } = loaderData;
  const { m } = useI18n();
  return (
    <>
      <title>{m.common.pageTitle(person.name)}</title>
      <PageHeader
        title={person.name}
        period={isReader ? `${person.email} · ${m.people.person.you}` : person.email}
        trail={[{ label: m.people.title, href: peopleUrl(slug) }]}
        actions={<Actions {...loaderData} />}
      />
      <Section title={m.people.person.facts} className="max-w-3xl">
        <Facts person={person} work={work} slug={slug} />
        <p className="mt-6">
          <Link className="link print:hidden" to={activityUrl(slug, { by: person.userId })}>
            {m.people.person.activity}
          </Link>
        </p>
      </Section>
    </>
  );
}

function Actions({
  person,
  work,
  slug,
  isReader,
  mayChange,
  mayHandOver,
}: Route.ComponentProps["loaderData"]) {
  const { m } = useI18n();
  const t = m.people.person;
  const here = personUrl(slug, person.userId);
  return (
    <>
      {mayChange && <ButtonLink to={`${here}/role`}>{t.changeRole}</ButtonLink>}
      {person.role === "mentor" && (
        <ButtonLink to={`${here}/cohorts`} look="quiet">
          {t.cohorts.change}
        </ButtonLink>
      )}
      {mayHandOver && (
        <ButtonLink to={`${here}/ownership`} look="quiet">
          {t.own}
        </ButtonLink>
      )}
      {isReader ? (
        <ButtonLink to={leaveUrl(slug)} look="danger">
          {t.leave}
        </ButtonLink>
      ) : mayChange && hasWork(work) ? (
        <ButtonLink to={`${here}/remove`} look="danger">
          {t.remove}
        </ButtonLink>
      ) : (
        mayChange && (
          <ConfirmLink
            href={`${here}/remove`}
            action={`${here}/remove`}
            title={t.removeTitle(person.name)}
            text={t.removeText}
            confirmLabel={t.removeConfirm}
            fields={{ seen: person.role }}
          >
            {t.remove}
          </ConfirmLink>
        )
      )}
    </>
  );
}

/** Then there is more to be asked before they are removed than fits into a dialog. */
const hasWork = ({ leads, tasks }: ReleasedWork) => leads + tasks > 0;

function Facts({ person, work, slug }: { person: MemberDetails; work: ReleasedWork; slug: string }) {
  const { m, f } = useI18n();
  const t = m.people;
  const { role, cohorts, business } = person;
  return (
    <DefinitionList
      items={[
        {
          term: t.columns.role,
          detail: (
            <>
              {t.roles[role]}
              <span className="block text-muted text-sm">{t.person.roleText[role]}</span>
            </>
          ),
        },
        { term: t.columns.joined, detail: f.date(person.joinedOn) },
        {
          term: t.person.worked,
          detail: (
            <Link className="link" to={leadsUrl(slug, { owner: person.userId })}>
              {f.number(work.leads)}
            </Link>
          ),
        },
        { term: t.person.open, detail: f.number(work.tasks) },
        ...(role === "mentor"
          ? [{ term: t.cohorts, detail: <Cohorts cohorts={cohorts} slug={slug} /> }]
          : []),
        ...(role === "mentee"
          ? [
              {
                term: t.mentee,
                detail: business && (
                  <Link className="link" to={menteeUrl(slug, business.id)}>
                    {business.name}
                  </Link>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function Cohorts({ cohorts, slug }: { cohorts: MemberDetails["cohorts"]; slug: string }) {
  const { m } = useI18n();
  if (cohorts.length === 0) return m.people.person.cohorts.none;
  return (
    <ul>
      {cohorts.map(({ id, name, archived }) => (
        <li key={id}>
          <Link className="link" to={cohortUrl(slug, id)}>
            {name}
          </Link>
          {archived && <span className="text-muted text-sm"> {m.common.records.states.archived}</span>}
        </li>
      ))}
    </ul>
  );
}
