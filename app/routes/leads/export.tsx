import { exportUrl } from "#app/domains/leads/export-url.ts";
import { leadFilterText } from "#app/domains/leads/filter-text.ts";
import { leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { leadSearch } from "#app/domains/leads/lead-search.ts";
import { countLeads } from "#app/domains/leads/queries.server.ts";
import { today } from "#app/domains/period.ts";
import { useI18n } from "#app/i18n/index.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { requireMember } from "#app/server/session.server.ts";
import { Button, ButtonLink, EmptyState, PageHeader } from "#app/ui/index.ts";
import type { Route } from "./+types/export.ts";
import { filterNames } from "./filter-names.server.ts";

export const handle: PageHandle = { revalidates: true };

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "leads.read");
  const { filter, sort } = parseSearch(url.searchParams, leadSearch);
  const { slug, timeZone, currency } = organization;
  const [total, names] = await Promise.all([
    countLeads(caller, { filter, timeZone, ...(filter.quiet && { today: today(timeZone) }) }),
    filterNames(caller, filter),
  ]);
  return { filter, sort, total, names: { ...names, currency }, slug };
}

/** Says what will be in the file before anybody takes it. */
export default function ExportLeads({ loaderData }: Route.ComponentProps) {
  const { filter, sort, total, names, slug } = loaderData;
  const i18n = useI18n();
  const { m } = i18n;
  const t = m.leadExport;
  const list = leadsUrl(slug, filter, sort);
  const back = (
    <ButtonLink to={list} look="quiet">
      {t.back}
    </ButtonLink>
  );
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <PageHeader
        title={t.title}
        trail={[{ label: m.leads.title, href: leadsUrl(slug) }]}
        period={leadFilterText(filter, i18n, names) ?? m.home.allLeads}
      />
      {total === 0 ? (
        <EmptyState title={t.none} action={back}>
          {m.leads.list.noMatchHint}
        </EmptyState>
      ) : (
        // A file is no page: the browser takes it, scripts or not.
        <form method="post" className="max-w-prose">
          <p>{t.count(total)}</p>
          <p className="mt-2 text-muted">{t.noted}</p>
          <p className="mt-6 flex flex-wrap gap-3">
            <Button type="submit" look="primary" formAction={exportUrl(slug, filter, sort, "xlsx")}>
              {t.xlsx}
            </Button>
            <Button type="submit" formAction={exportUrl(slug, filter, sort, "csv")}>
              {t.csv}
            </Button>
            {back}
          </p>
        </form>
      )}
    </>
  );
}
