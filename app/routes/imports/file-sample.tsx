import type { ImportSample } from "#app/domains/imports/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { DataTable } from "#app/ui/index.ts";

/** How a file begins. */
export function FileSample({ header, rows }: ImportSample) {
  const { m } = useI18n();
  const t = m.imports.mapping;
  const numbered = rows.map((cells, line) => ({ line, cells }));
  return (
    <DataTable<{ line: number; cells: string[] }>
      caption={t.sample}
      rows={numbered}
      rowKey={({ line }) => String(line)}
      empty={<p className="text-muted">{t.noRows}</p>}
      columns={header.map((name, at) => ({
        key: String(at),
        header: name.trim() || "–",
        cell: ({ cells }) => (
          <span className="line-clamp-2 min-w-16 max-w-56 break-words print:min-w-0 print:text-xs print:wrap-anywhere">
            {cells[at] || "–"}
          </span>
        ),
      }))}
    />
  );
}
