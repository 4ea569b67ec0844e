import { leadsUrl } from "#app/domains/leads/lead-filter.ts";
import type { Period } from "#app/domains/period.ts";
import { rowsOf } from "#app/domains/reports/overview/rows.ts";
import type { Overview, OverviewKpi } from "#app/domains/reports/overview/summarize.ts";
import type { I18n } from "#app/i18n/index.ts";
import { Sparkline } from "#app/ui/charts/index.ts";
import { changeFrom, FigureLink, Kpi, KpiBoard } from "#app/ui/index.ts";

export interface HomePartProps {
  organization: { slug: string; currency: string };
  i18n: I18n;
}

/** The scoreboard of the month so far. */
export function Figures({ overview, ...rest }: HomePartProps & { overview: Overview }) {
  return (
    <KpiBoard>
      {overview.kpis.map((kpi) => (
        <Figure key={kpi.figure} kpi={kpi} overview={overview} {...rest} />
      ))}
    </KpiBoard>
  );
}

function Figure({
  kpi,
  overview,
  organization,
  i18n,
}: HomePartProps & { kpi: OverviewKpi; overview: Overview }) {
  const { m, f } = i18n;
  const { slug, currency } = organization;
  const { figure } = kpi;
  const { current, previous, lastYear } = overview.periods;
  const format = (value: number) => {
    if (figure === "wonValue") return f.figureMoney(value, currency);
    return figure === "daysMedian" ? f.decimal(value) : f.number(value);
  };
  const label = m.home.figures[figure];
  const undeclared = m.reports.pipeline.undeclared(overview.wonUndeclared);
  const against = (period: Period, base: number | null) => ({
    label: f.dateRange(period.from, period.to),
    change: changeFrom(base, kpi.current),
    href: leadsUrl(slug, rowsOf(figure, period)),
  });
  return (
    <Kpi
      label={label}
      value={kpi.current === null ? null : format(kpi.current)}
      href={leadsUrl(slug, rowsOf(figure, current))}
      better={figure === "daysMedian" ? "lower" : "higher"}
      note={
        figure === "wonValue" &&
        overview.wonUndeclared > 0 && (
          <FigureLink
            to={leadsUrl(slug, rowsOf("wonUndeclared", current))}
            name={undeclared}
            className="link"
          >
            {undeclared}
          </FigureLink>
        )
      }
      comparisons={[against(previous, kpi.previous), against(lastYear, kpi.lastYear)]}
    >
      <Sparkline
        label={m.home.course(label)}
        values={kpi.course}
        from={f.month(overview.months[0] ?? "")}
        to={f.month(overview.months.at(-1) ?? "")}
        format={format}
      />
    </Kpi>
  );
}
