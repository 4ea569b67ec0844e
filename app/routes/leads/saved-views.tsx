import { Link } from "react-router";
import {
  type LeadFilter,
  type LeadSort,
  leadSearchParams,
  leadsUrl,
} from "#app/domains/leads/lead-filter.ts";
import type { SavedView } from "#app/domains/saved-views/queries.server.ts";
import { newViewUrl, viewedUrl, viewUrl } from "#app/domains/saved-views/view-urls.ts";
import { useI18n } from "#app/i18n/index.ts";

interface SavedViewsProps {
  views: readonly SavedView[];
  filter: LeadFilter;
  sort: LeadSort;
  slug: string;
  /** Whether this person may save one. */
  maySave: boolean;
}

/** The views of the organization as links, and the way to one more, or to the name of the one that is shown. */
export function SavedViews({ views, filter, sort, slug, maySave }: SavedViewsProps) {
  const { m } = useI18n();
  const t = m.savedViews;
  const search = leadSearchParams(filter, sort).toString();
  const shown = views.find((view) => view.search === search);
  const savable = maySave && search !== "" && !shown;
  if (views.length === 0 && !savable) return null;
  return (
    <nav
      aria-label={t.title}
      className={`mb-4 flex flex-wrap items-baseline gap-x-6 gap-y-1 print:hidden ${views.length > 0 ? "border-line border-b" : "-mt-4"}`}
    >
      {views.length > 0 && <ViewLink to={leadsUrl(slug)} name={t.all} shown={search === ""} />}
      {views.map((view) => (
        <ViewLink key={view.id} to={viewedUrl(slug, view)} name={view.name} shown={view === shown} />
      ))}
      <span className="ml-auto text-sm">
        {savable && (
          <Link className="link" to={newViewUrl(slug, search)}>
            {t.save}
          </Link>
        )}
        {shown?.mayChange && (
          <Link className="link" to={viewUrl(slug, shown.id)}>
            {t.change}
          </Link>
        )}
      </span>
    </nav>
  );
}

function ViewLink({ to, name, shown }: { to: string; name: string; shown: boolean }) {
  return (
    <Link
      to={to}
      aria-current={shown ? "page" : undefined}
      className="label -mb-px inline-flex min-h-10 max-w-full items-center border-transparent border-b-4 pt-1 text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
    >
      <span className="truncate">{name}</span>
    </Link>
  );
}
