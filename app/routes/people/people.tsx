import { peopleSearch } from "#app/domains/people/forms.ts";
import { invitationUrl, type PeoplePlaces, peopleUrl, personUrl } from "#app/domains/people/people-urls.ts";
import {
  type InvitationRow,
  listInvitations,
  listMembers,
  type MemberRow,
} from "#app/domains/people/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { requestServices } from "#app/server/request-context.server.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { requireMember } from "#app/server/session.server.ts";
import { EmailText } from "#app/ui/email-text.tsx";
import { Badge, ButtonLink, DataTable, EmptyState, Link, PageHeader, Pager, Section } from "#app/ui/index.ts";
import type { Route } from "./+types/people.ts";

const pageSize = 50;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "people.manage");
  const { after, before, invitedAfter, invitedBefore } = parseSearch(url.searchParams, peopleSearch);
  const cursorSecret = requestServices(context).secret;
  const [members, invitations] = await Promise.all([
    listMembers(caller, { after, before, pageSize, cursorSecret, timeZone: organization.timeZone }),
    listInvitations(caller, { after: invitedAfter, before: invitedBefore, pageSize, cursorSecret }),
  ]);
  return { organization, members, invitations, asOf: new Date() };
}

export default function People({ loaderData }: Route.ComponentProps) {
  const { organization, members, invitations, asOf } = loaderData;
  const { m, f } = useI18n();
  const t = m.people;
  const { slug, timeZone } = organization;
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <PageHeader
        title={t.title}
        asOf={m.common.asOf(f.dateTime(asOf.toISOString(), timeZone))}
        actions={<ButtonLink to={`${peopleUrl(slug)}/invite`}>{t.invite.title}</ButtonLink>}
      />
      <Members rows={members.rows} slug={slug} />
      <ListPager slug={slug} page={members} names={{ after: "after", before: "before" }} />
      {(invitations.rows.length > 0 || invitations.previous !== null) && (
        <Section title={t.invitations.title} description={t.invitations.text} className="mt-12">
          <Invitations rows={invitations.rows} slug={slug} timeZone={timeZone} asOf={asOf} />
          <ListPager
            slug={slug}
            page={invitations}
            names={{ after: "invitedAfter", before: "invitedBefore" }}
          />
        </Section>
      )}
    </>
  );
}

interface ListPagerProps {
  slug: string;
  page: { previous: string | null; next: string | null };
  /** of the search parameters that say where the list is; the other list starts anew */
  names: { after: keyof PeoplePlaces; before: keyof PeoplePlaces };
}

function ListPager({ slug, page: { previous, next }, names }: ListPagerProps) {
  return (
    <Pager
      {...(previous !== null && { previous: peopleUrl(slug, { [names.before]: previous }) })}
      {...(next !== null && { next: peopleUrl(slug, { [names.after]: next }) })}
    />
  );
}

function Members({ rows, slug }: { rows: readonly MemberRow[]; slug: string }) {
  const { m, f } = useI18n();
  const t = m.people.columns;
  return (
    <DataTable<MemberRow>
      caption={m.people.members}
      captionHidden
      rows={rows}
      rowKey={({ userId }) => userId}
      empty={<EndOfList />}
      columns={[
        {
          key: "name",
          header: t.name,
          rowHeader: true,
          cell: ({ userId, name, email }) => (
            <>
              <Link to={personUrl(slug, userId)}>{name}</Link>
              <span className="block font-normal text-muted text-sm wrap-anywhere">
                <EmailText address={email} />
              </span>
            </>
          ),
        },
        { key: "role", header: t.role, cell: ({ role }) => m.people.roles[role] },
        {
          key: "for",
          header: t.responsibleFor,
          minor: true,
          cell: ({ cohorts, business }) => business ?? (cohorts.length > 0 ? f.list(cohorts) : "–"),
        },
        {
          key: "joined",
          header: t.joined,
          minor: true,
          figure: true,
          cell: ({ joinedOn }) => f.columnDate(joinedOn),
        },
      ]}
    />
  );
}

interface InvitationsProps {
  rows: readonly InvitationRow[];
  slug: string;
  timeZone: string;
  asOf: Date;
}

function Invitations({ rows, slug, timeZone, asOf }: InvitationsProps) {
  const { m, f } = useI18n();
  const t = m.people.columns;
  return (
    <DataTable<InvitationRow>
      caption={m.people.invitations.title}
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EndOfList />}
      columns={[
        {
          key: "email",
          header: t.email,
          rowHeader: true,
          cell: ({ id, email }) => (
            <Link to={invitationUrl(slug, id)} className="wrap-anywhere">
              <EmailText address={email} />
            </Link>
          ),
        },
        { key: "role", header: t.role, cell: ({ role }) => m.people.roles[role] },
        { key: "for", header: t.responsibleFor, minor: true, cell: ({ business }) => business ?? "–" },
        { key: "by", header: t.invitedBy, minor: true, cell: ({ inviterName }) => inviterName },
        {
          key: "expires",
          header: t.expires,
          minor: true,
          cell: ({ expiresAt }) =>
            expiresAt > asOf ? (
              f.dateTime(expiresAt.toISOString(), timeZone)
            ) : (
              <Badge tone="warn">{m.people.invitations.expired}</Badge>
            ),
        },
      ]}
    />
  );
}

function EndOfList() {
  const { m } = useI18n();
  return <EmptyState title={m.leads.list.endReached}>{m.people.endReachedHint}</EmptyState>;
}
