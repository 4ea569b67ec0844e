import type { ReactNode } from "react";
import { data, redirect } from "react-router";
import { activityUrl, conditionsIn, isReversed } from "#app/domains/activity/activity-filter.ts";
import { activitySearch } from "#app/domains/activity/activity-search.ts";
import { type ActivityEntry, listActivity, listActors } from "#app/domains/activity/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import { requestServices } from "#app/server/request-context.server.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { requireMember } from "#app/server/session.server.ts";
import { ButtonLink, DataTable, EmptyState, PageHeader, Pager } from "#app/ui/index.ts";
import type { Route } from "./+types/activity.ts";
import { ActivityFilters } from "./activity-filters.tsx";
import { actionWords, detailWords } from "./activity-words.ts";
import { RecordLink } from "./record-link.tsx";

const pageSize = 50;

export const handle: PageHandle = { revalidates: true };

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "activity.read");
  const { filter, after, before } = parseSearch(url.searchParams, activitySearch);
  const { slug, timeZone } = organization;
  // A form sends its blank fields along: the address that people copy has none.
  if ([...url.searchParams.values()].includes("")) throw redirect(activityUrl(slug, filter));
  const actors = await listActors(caller, {});
  if (isReversed(filter)) return data({ filter, actors, slug, timeZone, page: null }, { status: 400 });
  const cursorSecret = requestServices(context).secret;
  const page = await listActivity(caller, { filter, after, before, pageSize, timeZone, cursorSecret });
  return { filter, actors, slug, timeZone, page };
}

export default function Activity({ loaderData }: Route.ComponentProps) {
  const { filter, actors, slug, timeZone, page } = loaderData;
  const { m } = useI18n();
  const t = m.activity;
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <PageHeader title={t.title} />
      <p className="-mt-4 mb-6 max-w-prose text-muted">{t.text}</p>
      <ActivityFilters filter={filter} actors={actors} slug={slug} />
      {page && (
        <>
          <Entries rows={page.rows} slug={slug} timeZone={timeZone} empty={<NoActivity {...loaderData} />} />
          <Pager
            {...(page.previous !== null && {
              previous: activityUrl(slug, filter, { before: page.previous }),
            })}
            {...(page.next !== null && { next: activityUrl(slug, filter, { after: page.next }) })}
          />
        </>
      )}
    </>
  );
}

interface EntriesProps {
  rows: readonly ActivityEntry[];
  slug: string;
  timeZone: string;
  empty: ReactNode;
}

function Entries({ rows, slug, timeZone, empty }: EntriesProps) {
  const i18n = useI18n();
  const { m, f } = i18n;
  const t = m.activity;
  return (
    <DataTable<ActivityEntry>
      caption={t.title}
      captionHidden
      phone="stack"
      rows={rows}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        {
          key: "what",
          header: t.columns.what,
          rowHeader: true,
          cell: (entry) => (
            <>
              {actionWords(entry.action, i18n)}
              {detailWords(entry, i18n).map((words) => (
                <span key={words} className="block font-normal text-muted text-sm">
                  {words}
                </span>
              ))}
            </>
          ),
        },
        {
          key: "record",
          header: t.columns.record,
          cell: (entry) => <RecordLink entry={entry} slug={slug} />,
        },
        { key: "who", header: t.columns.who, cell: ({ by }) => by ?? t.system },
        {
          key: "when",
          header: t.columns.when,
          figure: true,
          cell: ({ at }) => <time dateTime={at}>{f.dateTime(at, timeZone)}</time>,
        },
      ]}
    />
  );
}

function NoActivity({ filter, slug, page }: Route.ComponentProps["loaderData"]) {
  const { m } = useI18n();
  const t = m.activity;
  if (page && (page.previous !== null || page.next !== null)) return <EmptyState title={t.endReached} />;
  if (conditionsIn(filter) === 0) return <EmptyState title={t.empty} />;
  return (
    <EmptyState
      title={t.emptyFiltered}
      action={
        <ButtonLink to={activityUrl(slug)} look="quiet">
          {t.showAll}
        </ButtonLink>
      }
    >
      {t.emptyFilteredHint}
    </EmptyState>
  );
}
