import { importUrl } from "#app/domains/imports/import-urls.ts";
import type { ImportDetails, RejectedRow } from "#app/domains/imports/queries.server.ts";
import { sayReason } from "#app/domains/imports/reason.ts";
import { useI18n } from "#app/i18n/index.ts";
import { buttonClass } from "#app/ui/button.tsx";
import { DataTable, Section } from "#app/ui/index.ts";

export interface ShownRejection extends Omit<RejectedRow, "cells"> {
  /** How the row begins. */
  beginning: string;
}

interface RejectedRowsProps {
  imported: ImportDetails;
  rejected: readonly ShownRejection[];
  total: number;
  slug: string;
}

/** The first rows that were left out, and all of them as a file to be corrected. */
export function RejectedRows({ imported, rejected, total, slug }: RejectedRowsProps) {
  const i18n = useI18n();
  const { m, f } = i18n;
  const t = m.imports.rejected;
  return (
    <Section
      title={t.title}
      description={total > rejected.length ? t.first(rejected.length, f.number(total)) : t.text}
      className="mt-12"
      actions={
        // A file, not a page: the browser keeps it.
        <a href={`${importUrl(slug, imported.id)}/rejected.csv`} download className={buttonClass("quiet")}>
          {t.download}
        </a>
      }
    >
      <DataTable
        caption={t.title}
        captionHidden
        rows={rejected}
        rowKey={({ line }) => String(line)}
        empty={null}
        columns={[
          { key: "line", header: m.imports.line, figure: true, cell: ({ line }) => f.number(line) },
          {
            key: "row",
            header: t.row,
            rowHeader: true,
            minor: true,
            cell: ({ beginning }) => <span className="line-clamp-2 break-all font-normal">{beginning}</span>,
          },
          {
            key: "reason",
            header: m.imports.reason,
            cell: ({ reasons }) => (
              <ul>
                {reasons.map(({ column, reason }) => (
                  <li key={`${column} ${reason.join()}`}>
                    {column !== null && <strong>{column}: </strong>}
                    {sayReason(m, reason)}
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </Section>
  );
}
