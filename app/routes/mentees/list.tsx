import { redirect } from "react-router";
import { cohortUrl } from "#app/domains/cohorts/cohort-list.ts";
import { type MenteeSort, menteesUrl, menteeUrl, newMenteeUrl } from "#app/domains/mentees/mentee-list.ts";
import { menteeSearch } from "#app/domains/mentees/mentee-search.ts";
import { browseMentees, type MenteeRow } from "#app/domains/mentees/queries.server.ts";
import { can } from "#app/domains/people/permissions.ts";
import { useI18n } from "#app/i18n/index.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import { requestServices } from "#app/server/request-context.server.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { requireMember } from "#app/server/session.server.ts";
import { ButtonLink, DataTable, EmptyState, Link, PageHeader, Pager, StateFilter } from "#app/ui/index.ts";
import type { Route } from "./+types/list.ts";

const pageSize = 50;

export const handle: PageHandle = { revalidates: true };

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { caller, organization, role } = await requireMember(context, params.organization, "mentees.read");
  const { filter, sort, after, before } = parseSearch(url.searchParams, menteeSearch);
  // A form sends its blank fields along: the address that people copy has none.
  if ([...url.searchParams.values()].includes(""))
    throw redirect(menteesUrl(organization.slug, filter, sort));
  const { secret: cursorSecret } = requestServices(context);
  const page = await browseMentees(caller, { filter, sort, after, before, pageSize, cursorSecret });
  return { filter, sort, page, slug: organization.slug, manages: can(role, "mentees.manage") };
}

export default function MenteeList({ loaderData }: Route.ComponentProps) {
  const { filter, sort, page, slug, manages } = loaderData;
  const { m, f } = useI18n();
  const t = m.mentees;
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <PageHeader
        title={t.title}
        {...(filter.state === "archived" && { period: m.common.records.states.archived })}
        actions={manages && <ButtonLink to={newMenteeUrl(slug)}>{t.new}</ButtonLink>}
      />
      <StateFilter state={filter.state} hrefOf={(state) => menteesUrl(slug, { state }, sort)} />
      <DataTable<MenteeRow>
        caption={t.list.caption}
        captionHidden
        phone="stack"
        rows={page.rows}
        rowKey={(row) => row.id}
        sort={{ key: sort.by, direction: sort.direction }}
        sortHref={(key, direction) => menteesUrl(slug, filter, { by: key as MenteeSort["by"], direction })}
        empty={<NoMentees {...loaderData} />}
        columns={[
          {
            key: "name",
            header: t.columns.mentee,
            rowHeader: true,
            sortable: "asc",
            cell: (row) => <Link to={menteeUrl(slug, row.id)}>{row.businessName}</Link>,
          },
          {
            key: "cohort",
            header: t.columns.cohort,
            cell: (row) => (
              <Link className="link" to={cohortUrl(slug, row.cohortId)}>
                {row.cohortName}
              </Link>
            ),
          },
          { key: "user", header: t.columns.user, minor: true, cell: (row) => row.userName ?? "–" },
          {
            key: "joined",
            header: t.columns.joined,
            sortable: "desc",
            figure: true,
            cell: (row) => f.columnDate(row.joinedOn),
          },
        ]}
      />
      <Pager
        {...(page.previous !== null && {
          previous: menteesUrl(slug, filter, sort, { before: page.previous }),
        })}
        {...(page.next !== null && { next: menteesUrl(slug, filter, sort, { after: page.next }) })}
      />
    </>
  );
}

function NoMentees({ filter, page, slug, manages }: Route.ComponentProps["loaderData"]) {
  const { m } = useI18n();
  const t = m.mentees;
  if (page.previous !== null || page.next !== null)
    return <EmptyState title={t.list.endReached}>{t.list.endReachedHint}</EmptyState>;
  if (filter.state === "archived") return <EmptyState title={t.list.nothingArchived} />;
  if (!manages) return <EmptyState title={t.list.empty}>{t.list.emptyToOthers}</EmptyState>;
  return (
    <EmptyState title={t.list.empty} action={<ButtonLink to={newMenteeUrl(slug)}>{t.new}</ButtonLink>}>
      {t.list.emptyHint}
    </EmptyState>
  );
}
