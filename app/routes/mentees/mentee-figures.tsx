import { leadsUrl } from "#app/domains/leads/lead-filter.ts";
import type { MenteeFigures } from "#app/domains/mentees/queries.server.ts";
import type { Period } from "#app/domains/period.ts";
import { type PipelineFigure, rowsOf } from "#app/domains/reports/pipeline/rows.ts";
import { useI18n } from "#app/i18n/index.ts";
import { DataTable, FigureLink } from "#app/ui/index.ts";

/** Of which periods a mentee's page tells figures, in this order. */
export const figurePeriods = ["thisMonth", "thisYear", "ever"] as const;

interface MenteeFiguresProps {
  menteeId: string;
  /** In step with `figurePeriods`. */
  figures: readonly MenteeFigures[];
  periods: readonly Partial<Period>[];
  organization: { slug: string; currency: string };
}

/** What a mentee has achieved, each figure a link to exactly its leads. */
export function MenteeFiguresTable({ menteeId, figures, periods, organization }: MenteeFiguresProps) {
  const { m, f } = useI18n();
  const t = m.mentees.figures;
  const { slug, currency } = organization;
  const columns = [
    { key: "entered", write: f.number },
    { key: "won", write: f.number },
    { key: "wonValue", write: (minor: number) => f.figureMoney(minor, currency) },
    { key: "conversion", write: f.percent },
  ] as const satisfies {
    key: PipelineFigure & keyof MenteeFigures;
    write: (value: number) => string;
  }[];
  const rows = figurePeriods.map((key, index) => ({ key, of: figures[index], period: periods[index] ?? {} }));
  return (
    <DataTable
      caption={t.title}
      captionHidden
      rows={rows}
      rowKey={(row) => row.key}
      empty={null}
      columns={[
        { key: "period", header: t.period, rowHeader: true, cell: ({ key }) => t[key] },
        ...columns.map(({ key, write }) => ({
          key,
          header: t[key],
          figure: true,
          cell: (row: (typeof rows)[number]) => {
            const value = row.of?.[key] ?? null;
            if (value === null) {
              // Nothing to divide by is a dash; a value that nobody declared is said to be unknown.
              if (key === "conversion") return "–";
              return <span className="text-muted">{m.common.figure.notMeasured}</span>;
            }
            const text = write(value);
            return (
              <FigureLink
                to={leadsUrl(slug, rowsOf(key, { mentee: menteeId, ...row.period }))}
                name={t.of(t[key], t[row.key], text)}
              >
                {text}
              </FigureLink>
            );
          },
        })),
      ]}
    />
  );
}
