import { Link } from "react-router";
import { type LeadFilter, leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { rowsOf } from "#app/domains/reports/overview/rows.ts";
import type { Overview, OverviewKpi } from "#app/domains/reports/overview/summarize.ts";
import type { I18n } from "#app/i18n/index.ts";
import { Sparkline } from "#app/ui/charts/index.ts";
import { changeFrom, Kpi, KpiBoard } from "#app/ui/index.ts";

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
  const undeclared: LeadFilter = { ...rowsOf("won", current), value: "undeclared" };
  return (
    <Kpi
      label={label}
      value={kpi.current === null ? null : format(kpi.current)}
      href={leadsUrl(slug, rowsOf(figure, current))}
      better={figure === "daysMedian" ? "lower" : "higher"}
      note={
        figure === "wonValue" &&
        overview.wonUndeclared > 0 && (
          <Link className="link" to={leadsUrl(slug, undeclared)}>
            {m.reports.pipeline.undeclared(overview.wonUndeclared)}
          </Link>
        )
      }
      comparisons={[
        { label: f.dateRange(previous.from, previous.to), change: changeFrom(kpi.previous, kpi.current) },
        { label: f.dateRange(lastYear.from, lastYear.to), change: changeFrom(kpi.lastYear, kpi.current) },
      ]}
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
