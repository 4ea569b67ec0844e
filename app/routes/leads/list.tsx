import { data, redirect } from "react-router";
import { listCohorts } from "#app/domains/cohorts/queries.server.ts";
import { listTags } from "#app/domains/labels/queries.server.ts";
import { boardUrl } from "#app/domains/leads/board-url.ts";
import { exportUrl } from "#app/domains/leads/export-url.ts";
import { leadFilterText } from "#app/domains/leads/filter-text.ts";
import {
  binUrl,
  conditionsIn,
  type LeadFilter,
  type LeadSort,
  leadsUrl,
  reversedEnds,
} from "#app/domains/leads/lead-filter.ts";
import { leadSearch } from "#app/domains/leads/lead-search.ts";
import { countLeads, listLeads, listSources } from "#app/domains/leads/queries.server.ts";
import { listMentees } from "#app/domains/mentees/queries.server.ts";
import { can } from "#app/domains/people/permissions.ts";
import { today } from "#app/domains/period.ts";
import { listViews } from "#app/domains/saved-views/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { type Audience, requireAudience } from "#app/server/audience.server.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import { requestServices } from "#app/server/request-context.server.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { ButtonLink, PageHeader, Pager } from "#app/ui/index.ts";
import { FirstSteps } from "../first-steps/first-steps.tsx";
import { loadFirstSteps } from "../first-steps/load-first-steps.server.ts";
import type { Route } from "./+types/list.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { NoLeads } from "./empty-leads.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { filterNames } from "./filter-names.server.ts";
import { LeadFilters, namesIn } from "./lead-filters.tsx";
import { LeadTable } from "./lead-table.tsx";
import { LeadTally } from "./lead-tally.tsx";
import { SavedViews } from "./saved-views.tsx";
import { typedAmounts } from "./typed-amounts.ts";

const pageSize = 50;

/** Mentees to choose from in the filter. */
const mostMentees = 200;

export const handle: PageHandle = {
  keptFor: ["leads", "mentees", "cohorts", "people", "views", "labels"],
};

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const audience = await requireAudience(context, params.organization, "leads.read");
  const { caller, organization, role } = audience;
  const { filter, sort, after, before, count } = parseSearch(url.searchParams, leadSearch);
  const { slug, timeZone, currency } = organization;
  const typed = typedAmounts(url.searchParams, currency);
  const wrong = Object.keys(typed?.wrong ?? {}).length > 0 ? typed?.wrong : undefined;
  const asked = { ...filter, ...typed?.values };
  // A form sends blank fields along, and amounts as they were typed: the address that people copy has neither.
  const fromForm = typed !== undefined || [...url.searchParams.values()].includes("");
  if (fromForm && !wrong) throw redirect(leadsUrl(slug, asked, sort));
  if (wrong || reversedEnds(filter).length > 0) {
    const [sources, whose] = await Promise.all([listSources(caller, {}), whoseChoices(caller, filter)]);
    return data({ page: null, filter: asked, sort, sources, whose, wrong, organization }, { status: 400 });
  }
  // Days without an interaction are counted from a date that is part of the key.
  const when = { timeZone, ...(filter.quiet && { today: today(timeZone) }) };
  const { secret: cursorSecret } = requestServices(context);
  const [page, sources, whose, views, total] = await Promise.all([
    listLeads(caller, { filter, sort, after, before, pageSize, cursorSecret, ...when }),
    listSources(caller, {}),
    whoseChoices(caller, filter),
    listViews(caller, {}),
    count ? countLeads(caller, { filter, ...when }) : undefined,
  ]);
  const asOf = new Date().toISOString();
  const isEmpty = page.rows.length === 0 && !after && !before && conditionsIn(filter) === 0;
  const firstSteps = isEmpty ? await loadFirstSteps(audience) : null;
  const may = { maySave: can(role, "views.save"), mayAssign: can(role, "leads.assign") };
  const found = { filter, sort, after, before, page, total };
  return { ...found, sources, whose, views, ...may, firstSteps, organization, asOf };
}

async function whoseChoices(caller: Audience["caller"], filter: LeadFilter) {
  const { cohort, mentee } = filter;
  const [mentees, cohorts, tags, { owner: ownerName }] = await Promise.all([
    listMentees(caller, { cohort, including: mentee, most: mostMentees + 1 }),
    listCohorts(caller, { including: cohort }),
    listTags(caller, {}),
    // Of a colleague no name but the one that was asked for: the page is kept for many.
    filterNames(caller, { owner: filter.owner }),
  ]);
  return {
    mentees: mentees.slice(0, mostMentees).map(({ id, businessName }) => ({ id, name: businessName })),
    moreMentees: mentees.length > mostMentees,
    cohorts,
    tags,
    ownerName,
  };
}

export default function LeadList({ loaderData }: Route.ComponentProps) {
  if (loaderData.page === null) return <WrongRange {...loaderData} />;
  return <FoundLeads {...loaderData} />;
}

type AnyLoaded = Route.ComponentProps["loaderData"];
type Loaded = Extract<AnyLoaded, { page: object }>;

/** A list that nothing can be in: what was asked for, to be put right. */
function WrongRange({ filter, sort, sources, whose, wrong, organization }: Exclude<AnyLoaded, Loaded>) {
  const { m } = useI18n();
  const [title, hint] = wrong
    ? [m.leadList.noAmount, m.leadList.noAmountHint]
    : reversedEnds(filter).includes("valueTo")
      ? [m.leadList.reversedAmounts, m.leadList.reversedAmountsHint]
      : [m.common.period.reversed, m.leads.list.reversedHint];
  return (
    <>
      <title>{m.common.pageTitle(m.leads.title)}</title>
      <PageHeader title={m.leads.title} />
      <LeadFilters {...{ filter, sort, sources, whose, wrong, organization }} />
      <NoLeads title={title} slug={organization.slug}>
        {hint}
      </NoLeads>
    </>
  );
}

function FoundLeads(loaded: Loaded) {
  const { filter, sort, page, sources, whose, views, maySave, mayAssign, firstSteps, organization, asOf } =
    loaded;
  const i18n = useI18n();
  const { m, f } = i18n;
  const { slug, timeZone, currency } = organization;
  const names = { ...namesIn(filter, whose), currency };
  return (
    <>
      <title>{m.common.pageTitle(m.leads.title)}</title>
      <PageHeader
        title={m.leads.title}
        period={leadFilterText(filter, i18n, names) ?? m.home.allLeads}
        asOf={m.common.asOf(f.dateTime(asOf, timeZone))}
        actions={<LeadActions {...{ filter, sort, slug }} />}
      />
      {firstSteps ? (
        <FirstSteps done={firstSteps} slug={slug} />
      ) : (
        <>
          <SavedViews {...{ views, filter, sort, slug, maySave }} />
          <LeadFilters {...{ filter, sort, sources, whose, organization }} />
          <FilterChips {...{ filter, sort, whose, organization }} />
          <LeadTally {...loaded} slug={slug} />
          <LeadTable {...{ filter, sort, page, organization }} />
          {page.rows.length > 0 && <BulkBar {...{ filter, sort, slug, mayAssign }} />}
          <Pager
            {...(page.previous !== null && {
              previous: leadsUrl(slug, filter, sort, { before: page.previous }),
            })}
            {...(page.next !== null && { next: leadsUrl(slug, filter, sort, { after: page.next }) })}
          />
        </>
      )}
    </>
  );
}

function LeadActions({ filter, sort, slug }: { filter: LeadFilter; sort: LeadSort; slug: string }) {
  const { m } = useI18n();
  return (
    <>
      <ButtonLink to={boardUrl(slug, filter)} look="quiet">
        {m.leadBoard.link}
      </ButtonLink>
      <ButtonLink to={exportUrl(slug, filter, sort)} look="quiet">
        {m.leadExport.link}
      </ButtonLink>
      <ButtonLink to={binUrl(slug)} look="quiet">
        {m.leads.bin.title}
      </ButtonLink>
      <ButtonLink to={`/o/${slug}/leads/new`}>{m.leads.new}</ButtonLink>
    </>
  );
}
