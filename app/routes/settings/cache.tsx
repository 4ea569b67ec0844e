import { useI18n } from "#app/i18n/index.ts";
import { figuresFor } from "#app/server/observe/figures-for.server.ts";
import { requireMember } from "#app/server/session.server.ts";
import { EmptyState, Kpi, KpiBoard, PageHeader, Section } from "#app/ui/index.ts";
import type { Route } from "./+types/cache.ts";
import { CacheQueries } from "./cache-queries.tsx";

/** How well the cache serves an organization, told by the process that answers. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const { organization } = await requireMember(context, params.organization, "organization.manage");
  return {
    ...(await figuresFor(context, organization.id)),
    timeZone: organization.timeZone,
    asOf: new Date().toISOString(),
  };
}

export default function Cache({ loaderData }: Route.ComponentProps) {
  const { since, reads, hits, queries, requests, roundTrips, available, backlog, timeZone, asOf } =
    loaderData;
  const { m, f } = useI18n();
  const t = m.settings.cache;
  const waiting = backlog !== undefined && backlog.oldestSeconds !== null;
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <PageHeader title={t.title} asOf={m.common.asOf(f.dateTime(asOf, timeZone))}>
        <p className="mt-4 max-w-prose">{t.text}</p>
        <p className="mt-1 max-w-prose text-muted">{t.since(f.dateTime(since, timeZone))}</p>
      </PageHeader>
      <KpiBoard>
        <Kpi label={t.hitRate} value={reads === 0 ? null : f.percent(hits / reads)} note={t.reads(reads)} />
        <Kpi
          label={t.roundTrips}
          value={requests === 0 ? null : f.decimal(roundTrips / requests)}
          note={t.requests(requests)}
        />
        <Kpi
          label={t.pending}
          value={backlog ? f.number(backlog.rows) : null}
          note={
            backlog === undefined
              ? t.pendingUnknown
              : waiting
                ? t.pendingNote(t.seconds(Math.ceil(backlog.oldestSeconds ?? 0)))
                : t.nothingPending
          }
        />
        <Kpi
          label={t.state}
          value={available ? t.available : t.away}
          note={available ? t.availableNote : t.awayNote}
        />
      </KpiBoard>
      <Section title={t.queries} description={t.queriesText} className="mt-12">
        {queries.length === 0 ? (
          <EmptyState title={t.none}>{t.noneHint}</EmptyState>
        ) : (
          <CacheQueries queries={queries} />
        )}
      </Section>
    </>
  );
}
