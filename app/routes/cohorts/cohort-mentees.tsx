import type { CohortFigures, LeadFigures, MenteeFigures } from "#app/domains/cohorts/queries.server.ts";
import { type LeadFilter, leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { menteeUrl } from "#app/domains/mentees/mentee-list.ts";
import type { Period } from "#app/domains/period.ts";
import { rowsOf } from "#app/domains/reports/overview/rows.ts";
import { useI18n } from "#app/i18n/index.ts";
import { DataTable, EmptyState, FigureLink, Link } from "#app/ui/index.ts";

interface CohortMenteesProps {
  cohortId: string;
  figures: CohortFigures;
  /** In which what is told of was won. */
  period: Period;
  organization: { slug: string; currency: string };
}

/** The mentees of a cohort with what they have achieved, each figure a link to its leads. */
export function CohortMentees({ cohortId, figures, period, organization }: CohortMenteesProps) {
  const { m, f } = useI18n();
  const t = m.cohorts.mentees;
  const { slug, currency } = organization;
  const { mentees, more, total } = figures;
  const leadsOf = (whose: LeadFilter, name: string, figures: LeadFigures) => {
    const value = f.number(figures.leads);
    return (
      <FigureLink to={leadsUrl(slug, whose)} name={t.figureOf(name, t.leads, value)}>
        {value}
      </FigureLink>
    );
  };
  const wonBy = (whose: LeadFilter, name: string, { wonValue }: LeadFigures) => {
    if (wonValue === null) return <span className="text-muted">{m.leads.notDeclared}</span>;
    const value = f.figureMoney(wonValue, currency);
    return (
      <FigureLink
        to={leadsUrl(slug, { ...rowsOf("wonValue", period), ...whose })}
        name={t.figureOf(name, t.wonValue, value)}
      >
        {value}
      </FigureLink>
    );
  };
  const all = { cohort: cohortId };
  return (
    <>
      <DataTable<MenteeFigures>
        caption={t.title}
        captionHidden
        rows={mentees}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t.none} />}
        footer={[t.total, leadsOf(all, t.total, total), wonBy(all, t.total, total)]}
        columns={[
          {
            key: "mentee",
            header: t.mentee,
            rowHeader: true,
            cell: (row) => (
              <>
                <Link to={menteeUrl(slug, row.id)}>{row.businessName}</Link>
                {row.archived && <span className="font-normal text-muted"> ({t.archived})</span>}
              </>
            ),
          },
          {
            key: "leads",
            header: t.leads,
            figure: true,
            cell: (row) => leadsOf({ mentee: row.id }, row.businessName, row),
          },
          {
            key: "wonValue",
            header: t.wonValue,
            figure: true,
            cell: (row) => wonBy({ mentee: row.id }, row.businessName, row),
          },
        ]}
      />
      {more && <p className="mt-3 text-muted text-sm">{t.more(mentees.length)}</p>}
    </>
  );
}
