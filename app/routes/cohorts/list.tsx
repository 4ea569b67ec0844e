import { redirect } from "react-router";
import { type CohortSort, cohortsUrl, cohortUrl } from "#app/domains/cohorts/cohort-list.ts";
import { cohortSearch } from "#app/domains/cohorts/cohort-search.ts";
import { browseCohorts, type CohortRow } from "#app/domains/cohorts/queries.server.ts";
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
  const { caller, organization, role } = await requireMember(context, params.organization, "cohorts.read");
  const { filter, sort, after, before } = parseSearch(url.searchParams, cohortSearch);
  // A form sends its blank fields along: the address that people copy has none.
  if ([...url.searchParams.values()].includes(""))
    throw redirect(cohortsUrl(organization.slug, filter, sort));
  const { secret: cursorSecret } = requestServices(context);
  const page = await browseCohorts(caller, { filter, sort, after, before, pageSize, cursorSecret });
  return { filter, sort, page, slug: organization.slug, manages: can(role, "cohorts.manage") };
}

export default function CohortList({ loaderData }: Route.ComponentProps) {
  const { filter, sort, page, slug, manages } = loaderData;
  const { m, f } = useI18n();
  const t = m.cohorts;
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <PageHeader
        title={t.title}
        {...(filter.state === "archived" && { period: m.common.records.states.archived })}
        actions={manages && <ButtonLink to={`${cohortsUrl(slug)}/new`}>{t.new}</ButtonLink>}
      />
      <StateFilter state={filter.state} hrefOf={(state) => cohortsUrl(slug, { state }, sort)} />
      <DataTable<CohortRow>
        caption={t.list.caption}
        captionHidden
        rows={page.rows}
        rowKey={(row) => row.id}
        sort={{ key: sort.by, direction: sort.direction }}
        sortHref={(key, direction) => cohortsUrl(slug, filter, { by: key as CohortSort["by"], direction })}
        empty={<NoCohorts {...loaderData} />}
        columns={[
          {
            key: "name",
            header: t.columns.cohort,
            rowHeader: true,
            sortable: "asc",
            cell: (row) => <Link to={cohortUrl(slug, row.id)}>{row.name}</Link>,
          },
          { key: "mentors", header: t.columns.mentors, minor: true, cell: (row) => row.mentors ?? "–" },
          { key: "mentees", header: t.columns.mentees, figure: true, cell: (row) => f.number(row.mentees) },
          {
            key: "starts",
            header: t.columns.starts,
            sortable: "desc",
            figure: true,
            cell: (row) => f.columnDate(row.startsOn),
          },
          {
            key: "ends",
            header: t.columns.ends,
            figure: true,
            minor: true,
            cell: (row) => (row.endsOn === null ? "–" : f.columnDate(row.endsOn)),
          },
        ]}
      />
      <Pager
        {...(page.previous !== null && {
          previous: cohortsUrl(slug, filter, sort, { before: page.previous }),
        })}
        {...(page.next !== null && { next: cohortsUrl(slug, filter, sort, { after: page.next }) })}
      />
    </>
  );
}

function NoCohorts({ filter, page, slug, manages }: Route.ComponentProps["loaderData"]) {
  const { m } = useI18n();
  const t = m.cohorts;
  if (page.previous !== null || page.next !== null)
    return <EmptyState title={t.list.endReached}>{t.list.endReachedHint}</EmptyState>;
  if (filter.state === "archived") return <EmptyState title={t.list.nothingArchived} />;
  if (!manages) return <EmptyState title={t.list.empty}>{t.list.emptyToOthers}</EmptyState>;
  return (
    <EmptyState title={t.list.empty} action={<ButtonLink to={`${cohortsUrl(slug)}/new`}>{t.new}</ButtonLink>}>
      {t.list.emptyHint}
    </EmptyState>
  );
}
