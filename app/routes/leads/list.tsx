import { data, Link, redirect } from "react-router";
import { listCohorts } from "#app/domains/cohorts/queries.server.ts";
import { exportUrl } from "#app/domains/leads/export-url.ts";
import { leadFilterText } from "#app/domains/leads/filter-text.ts";
import {
  binUrl,
  conditionsIn,
  type LeadFilter,
  type LeadSort,
  leadsUrl,
  leadUrl,
  reversedEnds,
} from "#app/domains/leads/lead-filter.ts";
import { leadSearch } from "#app/domains/leads/lead-search.ts";
import { LeadStatusBadge } from "#app/domains/leads/lead-status-badge.tsx";
import { countLeads, type LeadRow, listLeads, listSources } from "#app/domains/leads/queries.server.ts";
import { listMentees } from "#app/domains/mentees/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { type Audience, requireAudience } from "#app/server/audience.server.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import { requestServices } from "#app/server/request-context.server.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { ButtonLink, DataTable, EmptyState, PageHeader, Pager } from "#app/ui/index.ts";
import type { Route } from "./+types/list.ts";
import { LeadFilters, namesIn } from "./lead-filters.tsx";

const pageSize = 50;

/** Mentees to choose from in the filter. */
const mostMentees = 200;

export const handle: PageHandle = { keptFor: ["leads", "mentees", "cohorts"] };

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { caller, organization } = await requireAudience(context, params.organization, "leads.read");
  const { filter, sort, after, before, count } = parseSearch(url.searchParams, leadSearch);
  // A form sends its blank fields along: the address that people copy has none.
  if ([...url.searchParams.values()].includes("")) throw redirect(leadsUrl(organization.slug, filter, sort));
  const { timeZone } = organization;
  if (reversedEnds(filter).length > 0) {
    const [sources, whose] = await Promise.all([listSources(caller, {}), whoseChoices(caller, filter)]);
    return data({ page: null, filter, sort, sources, whose, organization }, { status: 400 });
  }
  const [page, sources, whose, total] = await Promise.all([
    listLeads(caller, {
      filter,
      sort,
      after,
      before,
      pageSize,
      timeZone,
      cursorSecret: requestServices(context).secret,
    }),
    listSources(caller, {}),
    whoseChoices(caller, filter),
    count ? countLeads(caller, { filter, timeZone }) : undefined,
  ]);
  const asOf = new Date().toISOString();
  return { filter, sort, after, before, page, sources, whose, total, organization, asOf };
}

async function whoseChoices(caller: Audience["caller"], { cohort, mentee }: LeadFilter) {
  const [mentees, cohorts] = await Promise.all([
    listMentees(caller, { cohort, including: mentee, most: mostMentees + 1 }),
    listCohorts(caller, { including: cohort }),
  ]);
  return {
    mentees: mentees.slice(0, mostMentees).map(({ id, businessName }) => ({ id, name: businessName })),
    moreMentees: mentees.length > mostMentees,
    cohorts,
  };
}

export default function LeadList({ loaderData }: Route.ComponentProps) {
  if (loaderData.page === null) return <ReversedPeriods {...loaderData} />;
  return <FoundLeads {...loaderData} />;
}

type AnyLoaded = Route.ComponentProps["loaderData"];
type Loaded = Extract<AnyLoaded, { page: object }>;

/** A list that nothing can be in: what was asked for, to be put right. */
function ReversedPeriods({ filter, sort, sources, whose, organization }: Exclude<AnyLoaded, Loaded>) {
  const { m } = useI18n();
  const { slug } = organization;
  return (
    <>
      <title>{m.common.pageTitle(m.leads.title)}</title>
      <PageHeader title={m.leads.title} />
      <LeadFilters filter={filter} sort={sort} sources={sources} whose={whose} slug={slug} />
      <NoLeads title={m.common.period.reversed} slug={slug}>
        {m.leads.list.reversedHint}
      </NoLeads>
    </>
  );
}

function FoundLeads(loaded: Loaded) {
  const { filter, sort, page, sources, whose, organization, asOf } = loaded;
  const i18n = useI18n();
  const { m, f } = i18n;
  const { slug, timeZone } = organization;
  return (
    <>
      <title>{m.common.pageTitle(m.leads.title)}</title>
      <PageHeader
        title={m.leads.title}
        period={leadFilterText(filter, i18n, namesIn(filter, whose)) ?? m.home.allLeads}
        asOf={m.common.asOf(f.dateTime(asOf, timeZone))}
        actions={
          <>
            <ButtonLink to={exportUrl(slug, filter, sort)} look="quiet">
              {m.leadExport.link}
            </ButtonLink>
            <ButtonLink to={binUrl(slug)} look="quiet">
              {m.leads.bin.title}
            </ButtonLink>
            <ButtonLink to={`/o/${slug}/leads/new`}>{m.leads.new}</ButtonLink>
          </>
        }
      />
      <LeadFilters filter={filter} sort={sort} sources={sources} whose={whose} slug={slug} />
      <Tally {...loaded} />
      <LeadTable {...loaded} />
      <Pager
        {...(page.previous !== null && { previous: leadsUrl(slug, filter, sort, { before: page.previous }) })}
        {...(page.next !== null && { next: leadsUrl(slug, filter, sort, { after: page.next }) })}
      />
    </>
  );
}

/** How many leads there are: on this page at once, in all for whoever asks, since that reads every one of them. */
function Tally({ filter, sort, after, before, page, total, organization }: Loaded) {
  const { m } = useI18n();
  const { rows, previous, next } = page;
  if (rows.length === 0 && total === undefined) return null;
  const known = previous === null && next === null ? rows.length : total;
  const inAll = conditionsIn(filter) > 0 ? m.leads.list.inAllFiltered : m.leads.list.inAll;
  return (
    <p className="mb-3 text-muted text-sm" role="status">
      {known === undefined ? (
        <>
          {m.leads.list.onPage(rows.length)}
          <span className="print:hidden">
            {" · "}
            <Link
              className="link"
              rel="nofollow"
              preventScrollReset
              to={leadsUrl(organization.slug, filter, sort, {
                ...(after && { after }),
                ...(before && { before }),
                count: true,
              })}
            >
              {m.leads.list.count}
            </Link>
          </span>
        </>
      ) : (
        inAll(known)
      )}
      {sort.by !== "entered" && (
        // A phone has no column for it.
        <span className="sm:hidden print:hidden">
          {" · "}
          <Link className="link" preventScrollReset to={leadsUrl(organization.slug, filter)}>
            {m.leads.list.newestFirst}
          </Link>
        </span>
      )}
    </p>
  );
}

function LeadTable({ filter, sort, page, organization }: Loaded) {
  const { m, f } = useI18n();
  const { slug, currency } = organization;
  return (
    <DataTable<LeadRow>
      caption={m.leads.list.caption}
      captionHidden
      rows={page.rows}
      rowKey={(row) => row.id}
      sort={{ key: sort.by, direction: sort.direction }}
      sortHref={(key, direction) => leadsUrl(slug, filter, { by: key as LeadSort["by"], direction })}
      empty={<EmptyList filter={filter} slug={slug} atEnd={page.previous !== null || page.next !== null} />}
      columns={[
        {
          key: "name",
          header: m.leads.columns.lead,
          rowHeader: true,
          cell: (row) => (
            <>
              <Link to={leadUrl(slug, row.id)}>{row.name}</Link>
              <span className="block font-normal text-muted text-sm sm:hidden">{f.date(row.enteredOn)}</span>
            </>
          ),
        },
        { key: "mentee", header: m.leads.columns.mentee, minor: true, cell: (row) => row.menteeName },
        {
          key: "source",
          header: m.leads.columns.source,
          minor: true,
          cell: (row) => row.source ?? <span className="text-muted">{m.leads.unknownSource}</span>,
        },
        {
          key: "stage",
          header: m.leads.columns.status,
          sortable: "desc",
          cell: (row) => <LeadStatusBadge status={row.status} />,
        },
        {
          key: "value",
          header: m.leads.columns.value,
          sortable: "desc",
          figure: true,
          cell: (row) => (row.value === null ? "–" : f.money(row.value, currency)),
        },
        {
          key: "entered",
          header: m.leads.columns.entered,
          sortable: "desc",
          minor: true,
          figure: true,
          cell: (row) => f.date(row.enteredOn),
        },
      ]}
    />
  );
}

function EmptyList({ filter, slug, atEnd }: { filter: LeadFilter; slug: string; atEnd: boolean }) {
  const { m } = useI18n();
  const t = m.leads.list;
  if (atEnd) return <EmptyState title={t.endReached}>{t.endReachedHint}</EmptyState>;
  if (conditionsIn(filter) > 0) {
    return (
      <NoLeads title={t.noMatch} slug={slug}>
        {t.noMatchHint}
      </NoLeads>
    );
  }
  return (
    <EmptyState title={t.empty} action={<ButtonLink to={`/o/${slug}/leads/new`}>{m.leads.new}</ButtonLink>}>
      {t.emptyHint}
    </EmptyState>
  );
}

/** What a filter found, which is nothing, and the way to all leads. */
function NoLeads({ title, slug, children }: { title: string; slug: string; children: string }) {
  const { m } = useI18n();
  return (
    <EmptyState
      title={title}
      action={
        <ButtonLink to={leadsUrl(slug)} look="quiet">
          {m.leads.list.showAll}
        </ButtonLink>
      }
    >
      {children}
    </EmptyState>
  );
}
