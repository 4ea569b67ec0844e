import { data } from "react-router";
import { boardUrl } from "#app/domains/leads/board-url.ts";
import { exportUrl } from "#app/domains/leads/export-url.ts";
import { leadFilterText } from "#app/domains/leads/filter-text.ts";
import {
  binUrl,
  conditionsIn,
  type LeadFilter,
  type LeadSort,
  leadsUrl,
  ownersUrl,
} from "#app/domains/leads/lead-filter.ts";
import { countLeads, listLeads } from "#app/domains/leads/queries.server.ts";
import { can } from "#app/domains/people/permissions.ts";
import { today } from "#app/domains/period.ts";
import { listViews } from "#app/domains/saved-views/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { requireAudience } from "#app/server/audience.server.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import { requestServices } from "#app/server/request-context.server.ts";
import { ButtonLink, PageHeader, Pager } from "#app/ui/index.ts";
import { FirstSteps } from "../first-steps/first-steps.tsx";
import { loadFirstSteps } from "../first-steps/load-first-steps.server.ts";
import type { Route } from "./+types/list.ts";
import { askedFilter } from "./asked-filter.server.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { ImpossibleFilter } from "./empty-leads.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { filterChoices } from "./filter-choices.server.ts";
import { namesIn } from "./filter-choices.ts";
import { LeadFilters } from "./lead-filters.tsx";
import { LeadTable } from "./lead-table.tsx";
import { LeadTally } from "./lead-tally.tsx";
import { SavedViews } from "./saved-views.tsx";

const pageSize = 50;

export const handle: PageHandle = {
  keptFor: ["leads", "mentees", "cohorts", "people", "views", "labels"],
};

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const audience = await requireAudience(context, params.organization, "leads.read");
  const { caller, organization, role } = audience;
  const { slug, timeZone, currency } = organization;
  const asked = askedFilter(url, currency, (filter, sort) => leadsUrl(slug, filter, sort));
  const { filter, sort, after, before, count, wrong, impossible } = asked;
  if (impossible) {
    const choices = await filterChoices(caller, filter);
    return data({ page: null, filter, sort, choices, wrong, organization }, { status: 400 });
  }
  // Days without an interaction are counted from a date that is part of the key.
  const when = { timeZone, ...(filter.quiet && { today: today(timeZone) }) };
  const { secret: cursorSecret } = requestServices(context);
  const [page, choices, views, total] = await Promise.all([
    listLeads(caller, { filter, sort, after, before, pageSize, cursorSecret, ...when }),
    filterChoices(caller, filter),
    listViews(caller, {}),
    count ? countLeads(caller, { filter, ...when }) : undefined,
  ]);
  const asOf = new Date().toISOString();
  const isEmpty = page.rows.length === 0 && !after && !before && conditionsIn(filter) === 0;
  const firstSteps = isEmpty ? await loadFirstSteps(audience) : null;
  const may = { maySave: can(role, "views.save"), mayAssign: can(role, "leads.assign") };
  const found = { filter, sort, after, before, page, total };
  return { ...found, choices, views, ...may, firstSteps, organization, asOf };
}

export default function LeadList({ loaderData }: Route.ComponentProps) {
  if (loaderData.page === null) return <WrongRange {...loaderData} />;
  return <FoundLeads {...loaderData} />;
}

type AnyLoaded = Route.ComponentProps["loaderData"];
type Loaded = Extract<AnyLoaded, { page: object }>;

/** A list that nothing can be in: what was asked for, to be put right. */
function WrongRange({ filter, sort, choices, wrong, organization }: Exclude<AnyLoaded, Loaded>) {
  const { m } = useI18n();
  const { slug, currency } = organization;
  return (
    <>
      <title>{m.common.pageTitle(m.leads.title)}</title>
      <PageHeader title={m.leads.title} />
      <LeadFilters {...{ filter, sort, choices, wrong, currency }} {...filterLinks(slug, filter, sort)} />
      <ImpossibleFilter filter={filter} wrong={wrong} showAll={leadsUrl(slug)} />
    </>
  );
}

/** Where the filter's form and its chips lead. */
const filterLinks = (slug: string, filter: LeadFilter, sort: LeadSort) => ({
  addressOf: (other: LeadFilter) => leadsUrl(slug, other, sort),
  ownersHref: ownersUrl(slug, filter, sort),
});

function FoundLeads(loaded: Loaded) {
  const { filter, sort, page, choices, views, maySave, mayAssign, firstSteps, organization, asOf } = loaded;
  const i18n = useI18n();
  const { m, f } = i18n;
  const { slug, timeZone, currency } = organization;
  const names = { ...namesIn(filter, choices.whose), currency };
  const links = filterLinks(slug, filter, sort);
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
          <LeadFilters {...{ filter, sort, choices, currency }} {...links} />
          <FilterChips {...{ filter, names }} addressOf={links.addressOf} />
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
