import { Link } from "react-router";
import { leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { leadsOf, wonOf } from "#app/domains/reports/pipeline/rows.ts";
import type { PipelineReport } from "#app/domains/reports/pipeline/summarize.ts";
import { periodText } from "#app/domains/reports/pipeline/text.ts";
import type { I18n } from "#app/i18n/index.ts";
import { changeFrom, Kpi, KpiBoard } from "#app/ui/index.ts";

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
  const { previous, daysToWin } = report;
  const all = leadsOf(report);
  const against = (base: number | null | undefined, current: number | null) =>
    previous === null
      ? []
      : [{ label: periodText(previous.period, i18n), change: changeFrom(base ?? null, current) }];
  const money = (minor: number | null) => (minor === null ? null : f.figureMoney(minor, currency));
  const negative = daysToWin.negative > 0 && (
    <Link className="link" to={leadsUrl(slug, { ...all, daysToWin: "negative" })}>
      {t.negative(daysToWin.negative)}
    </Link>
  );
  return (
    <KpiBoard>
      <Kpi
        label={t.entered}
        value={f.number(report.entered)}
        href={leadsUrl(slug, all)}
        comparisons={against(previous?.entered, report.entered)}
      />
      <Kpi
        label={t.won}
        value={f.number(report.won)}
        href={leadsUrl(slug, wonOf(all))}
        note={report.conversion === null ? undefined : t.wonOfEntered(f.percent(report.conversion))}
        comparisons={against(previous?.won, report.won)}
      />
      <Kpi
        label={t.wonValue}
        value={money(report.wonValue)}
        href={leadsUrl(slug, { ...wonOf(all), value: "declared" })}
        note={
          report.wonUndeclared > 0 && (
            <Link className="link" to={leadsUrl(slug, { ...wonOf(all), value: "undeclared" })}>
              {t.undeclared(report.wonUndeclared)}
            </Link>
          )
        }
        comparisons={against(previous?.wonValue, report.wonValue)}
      />
      <Kpi
        label={t.daysMedian}
        value={daysToWin.median === null ? null : f.decimal(daysToWin.median)}
        href={leadsUrl(slug, { ...all, daysToWin: "measured" })}
        better="lower"
        note={
          daysToWin.mean !== null && (
            <>
              {t.daysNote(f.days(daysToWin.mean))}
              {negative && <> · {negative}</>}
            </>
          )
        }
        comparisons={against(previous?.daysToWin.median, daysToWin.median)}
      />
    </KpiBoard>
  );
}
