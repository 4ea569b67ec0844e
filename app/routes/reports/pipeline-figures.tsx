import { leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { periodText } from "#app/domains/period-text.ts";
import { leadsOf, type PipelineFigure, rowsOf } from "#app/domains/reports/pipeline/rows.ts";
import type { PipelineReport, PipelineSummary } from "#app/domains/reports/pipeline/summarize.ts";
import type { I18n } from "#app/i18n/index.ts";
import { changeFrom, FigureLink, Kpi, KpiBoard } from "#app/ui/index.ts";

export interface PipelinePartProps {
  report: PipelineReport;
  organization: { slug: string; currency: string };
  i18n: I18n;
}

/** The four figures of the report, each beside that of the period before. */
export function PipelineFigures({ report, organization, i18n }: PipelinePartProps) {
  const { m, f } = i18n;
  const t = m.reports.pipeline;
  const { slug, currency } = organization;
  const { previous, daysToWin, conversion } = report;
  const rows = (figure: PipelineFigure, of: Pick<PipelineReport, "period"> = report) =>
    leadsUrl(slug, rowsOf(figure, leadsOf(of)));
  const against = (figure: PipelineFigure, pick: (of: PipelineSummary) => number | null) =>
    previous === null
      ? []
      : [
          {
            label: periodText(previous.period, i18n),
            change: changeFrom(pick(previous), pick(report)),
            href: rows(figure, previous),
          },
        ];
  const note = (figure: PipelineFigure, text: string, name = text) => (
    <FigureLink to={rows(figure)} name={name} className="link">
      {text}
    </FigureLink>
  );
  return (
    <KpiBoard>
      <Kpi
        label={t.entered}
        value={f.number(report.entered)}
        href={rows("entered")}
        comparisons={against("entered", ({ entered }) => entered)}
      />
      <Kpi
        label={t.won}
        value={f.number(report.won)}
        href={rows("won")}
        note={conversion !== null && note("conversion", t.wonOfEntered(f.percent(conversion)))}
        comparisons={against("won", ({ won }) => won)}
      />
      <Kpi
        label={t.wonValue}
        value={report.wonValue === null ? null : f.figureMoney(report.wonValue, currency)}
        href={rows("wonValue")}
        note={report.wonUndeclared > 0 && note("wonUndeclared", t.undeclared(report.wonUndeclared))}
        comparisons={against("wonValue", ({ wonValue }) => wonValue)}
      />
      <Kpi
        label={t.daysMedian}
        value={daysToWin.median === null ? null : f.decimal(daysToWin.median)}
        href={rows("daysMedian")}
        better="lower"
        note={
          (daysToWin.mean !== null || daysToWin.negative > 0) && (
            <>
              {daysToWin.mean !== null &&
                note(
                  "daysMean",
                  t.daysNote(f.days(daysToWin.mean)),
                  `${t.days}: ${t.daysNote(f.days(daysToWin.mean))}`,
                )}
              {daysToWin.mean !== null && daysToWin.negative > 0 && " · "}
              {daysToWin.negative > 0 && note("daysNegative", t.negative(daysToWin.negative))}
            </>
          )
        }
        comparisons={against("daysMedian", (of) => of.daysToWin.median)}
      />
    </KpiBoard>
  );
}
