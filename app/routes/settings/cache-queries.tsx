import { useI18n } from "#app/i18n/index.ts";
import type { QueryFigures } from "#app/server/observe/cache-figures.server.ts";
import { DataTable } from "#app/ui/index.ts";

/** What each query of an organization took. */
export function CacheQueries({ queries }: { queries: readonly QueryFigures[] }) {
  const { m, f } = useI18n();
  const t = m.settings.cache;
  const milliseconds = (loads: number, ms: number) => (loads === 0 ? "–" : f.decimal(ms));
  return (
    <DataTable
      caption={t.queries}
      captionHidden
      rows={queries}
      rowKey={({ name }) => name}
      empty={null}
      columns={[
        {
          key: "query",
          header: t.query,
          rowHeader: true,
          cell: ({ name }) => <code className="max-sm:text-sm">{name}</code>,
        },
        { key: "reads", header: t.queryReads, figure: true, cell: ({ reads }) => f.number(reads) },
        {
          key: "hitRate",
          header: t.queryHitRate,
          figure: true,
          cell: ({ hits, reads }) => f.percent(hits / reads),
        },
        { key: "loads", header: t.loads, figure: true, minor: true, cell: ({ loads }) => f.number(loads) },
        {
          key: "mean",
          header: t.mean,
          figure: true,
          minor: true,
          cell: ({ loads, loadMs }) => milliseconds(loads, loadMs / loads),
        },
        {
          key: "slowest",
          header: t.slowest,
          figure: true,
          cell: ({ loads, slowestMs }) => milliseconds(loads, slowestMs),
        },
      ]}
    />
  );
}
