import { conditionsIn, type LeadFilter, type LeadSort, leadsUrl } from "#app/domains/leads/lead-filter.ts";
import type { LeadListPage } from "#app/domains/leads/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { Link } from "#app/ui/index.ts";

interface LeadTallyProps {
  filter: LeadFilter;
  sort: LeadSort;
  /** Cursor of the page that is shown. */
  after?: string | undefined;
  before?: string | undefined;
  page: LeadListPage;
  /** Where it was asked for. */
  total?: number | undefined;
  slug: string;
}

/** How many leads there are: on this page at once, in all for whoever asks, since that reads every one of them. */
export function LeadTally({ filter, sort, after, before, page, total, slug }: LeadTallyProps) {
  const { m } = useI18n();
  const { rows, previous, next } = page;
  if (rows.length === 0 && total === undefined) return null;
  const known = previous === null && next === null ? rows.length : total;
  const inAll = conditionsIn(filter) > 0 ? m.leads.list.inAllFiltered : m.leads.list.inAll;
  const place = { ...(after && { after }), ...(before && { before }) };
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
              to={leadsUrl(slug, filter, sort, { ...place, count: true })}
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
          <Link className="link" preventScrollReset to={leadsUrl(slug, filter)}>
            {m.leads.list.newestFirst}
          </Link>
        </span>
      )}
    </p>
  );
}
