import { useSyncExternalStore } from "react";
import { useI18n } from "./i18n/index.ts";
import { usePageFacts } from "./page-facts.tsx";
import { newestQueries, subscribeToQueries } from "./shown-queries.ts";
import { DataTable } from "./ui/index.ts";

/** At the foot of every page, where it is asked for: the declared queries that it was made from. */
export function QueryPanel() {
  const { queries: first } = usePageFacts();
  const queries = useSyncExternalStore(
    subscribeToQueries,
    () => newestQueries() ?? first,
    () => first,
  );
  const { m, f } = useI18n();
  if (queries === undefined) return null;
  const t = m.common.queries;
  const asked = queries.filter(({ loadMs }) => loadMs > 0).length;
  return (
    <aside aria-label={t.label} className="border-line border-t px-4 py-2 sm:px-8 print:hidden">
      <details>
        <summary className="label cursor-pointer py-1.5 text-muted">
          {t.summary(queries.length, asked)}
        </summary>
        <div className="pt-2 pb-6">
          <DataTable
            caption={t.label}
            captionHidden
            rows={queries.map((query, place) => ({ ...query, place }))}
            rowKey={({ place }) => String(place)}
            empty={<p>{m.common.none}</p>}
            columns={[
              { key: "name", header: t.query, rowHeader: true, cell: ({ name }) => <code>{name}</code> },
              { key: "outcome", header: t.outcome, cell: ({ outcome }) => <code>{outcome}</code> },
              { key: "ms", header: t.time, figure: true, cell: ({ ms }) => f.decimal(ms) },
              { key: "loadMs", header: t.load, figure: true, cell: ({ loadMs }) => f.decimal(loadMs) },
              {
                key: "tags",
                header: t.tags,
                cell: ({ tags }) => (
                  <ul className="text-sm">
                    {tags.map((tag) => (
                      <li key={tag}>
                        <code>{tag}</code>
                      </li>
                    ))}
                  </ul>
                ),
              },
            ]}
          />
        </div>
      </details>
    </aside>
  );
}
