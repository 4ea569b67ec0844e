import { useI18n } from "#app/i18n/index.ts";
import { BarChart, FunnelChart, HorizontalBars, LineChart, monthCategories } from "#app/ui/charts/index.ts";
import {
  Columns,
  changeFrom,
  DataTable,
  EmptyState,
  Kpi,
  KpiBoard,
  PageHeader,
  PeriodPicker,
  Section,
} from "#app/ui/index.ts";
import { useFunnelStages } from "./home-screen.tsx";
import { course, months, sources } from "./samples.ts";
import { galleryWords } from "./words.ts";

export function ReportScreen() {
  const { m, f, locale } = useI18n();
  const words = galleryWords(locale);
  const stages = useFunnelStages();
  const year = months.slice(12);
  const name = (key: string) => (key === "unknown" ? words.unknownSource : key.replace("_", " "));
  return (
    <>
      <PageHeader
        title={m.reports.pipeline.title}
        period={f.dateRange("2026-02-10", "2026-06-30")}
        asOf={m.common.asOf(f.dateTime("2026-06-30T18:42:00Z", "America/Sao_Paulo"))}
      >
        <PeriodPicker
          from="2026-02-10"
          to="2026-06-30"
          keep={[["by", "source"]]}
          presets={[
            { label: m.common.period.thisMonth, from: "2026-06-01", to: "2026-06-30" },
            { label: m.common.period.lastMonth, from: "2026-05-01", to: "2026-05-31" },
            { label: m.common.period.thisYear, from: "2026-01-01", to: "2026-12-31" },
          ]}
        />
      </PageHeader>
      <KpiBoard>
        <Kpi
          label={words.entered}
          value={f.number(8000)}
          href="/o/demo/leads"
          comparisons={[{ label: m.common.figure.previousPeriod, change: changeFrom(7412, 8000) }]}
        />
        <Kpi
          label={words.won}
          value={f.number(842)}
          href="/o/demo/leads"
          comparisons={[{ label: m.common.figure.previousPeriod, change: changeFrom(null, 842) }]}
        />
        <Kpi
          label={words.conversion}
          value={f.percent(0.10525)}
          comparisons={[{ label: m.common.figure.previousPeriod, change: changeFrom(0.121, 0.10525) }]}
        />
        <Kpi
          label={words.days}
          value={f.decimal(14)}
          better="lower"
          comparisons={[{ label: m.common.figure.previousPeriod, change: changeFrom(18, 14) }]}
        />
      </KpiBoard>
      <Columns>
        <Section title={words.funnel}>
          <FunnelChart caption={words.funnel} stages={stages} format={f.number} valueLabel={words.entered} />
        </Section>
        <Section title={words.bySource}>
          <HorizontalBars
            caption={words.bySource}
            categoryLabel={words.source}
            valueLabel={words.entered}
            previousLabel={words.previous}
            noteLabel={words.conversion}
            bars={sources.map(({ key, entered, won, previous }) => ({
              key,
              label: name(key),
              value: entered,
              previous,
              note: { text: words.wonNote(f.percent(won / entered)) },
              href: `/o/demo/leads?source=${key}`,
            }))}
            format={f.number}
          />
        </Section>
        <Section title={words.wonByCohort}>
          <BarChart
            caption={words.wonByCohort}
            categoryLabel={m.common.chart.month}
            categories={monthCategories(year, f)}
            series={words.cohorts.map((label, index) => ({
              key: label,
              label,
              values: course(12, 20_000_000 / (index + 1), index + 2),
              hrefs: year.map((month) => `/o/demo/leads?won=${month}&cohort=${index}`),
            }))}
            previous={{ label: words.year, values: course(12, 30_000_000, 9) }}
            format={(minor) => f.money(minor, "BRL")}
            axisFormat={(minor) => f.compactMoney(minor, "BRL")}
          />
        </Section>
        <Section title={words.conversion}>
          <LineChart
            caption={words.conversionByMonth}
            categoryLabel={m.common.chart.month}
            categories={monthCategories(year, f)}
            series={[
              {
                key: "conversion",
                label: words.conversion,
                values: course(12, 140, 4).map((value, index) => (index === 4 ? null : value / 1000)),
                hrefs: year.map((month) => `/o/demo/leads?entered=${month}`),
              },
            ]}
            previous={{ label: words.year, values: course(12, 120, 7).map((value) => value / 1000) }}
            format={f.percent}
            axisFormat={f.wholePercent}
          />
        </Section>
      </Columns>
      <Columns of={1}>
        <Section title={words.source}>
          <DataTable
            caption={words.bySource}
            captionHidden
            rows={sources}
            rowKey={({ key }) => key}
            columns={[
              { key: "source", header: words.source, rowHeader: true, cell: ({ key }) => name(key) },
              {
                key: "entered",
                header: words.entered,
                figure: true,
                cell: ({ key, entered }) => (
                  <a className="tally-link" href={`/o/demo/leads?source=${key}`}>
                    {f.number(entered)}
                  </a>
                ),
              },
              { key: "won", header: words.won, figure: true, cell: ({ won }) => f.number(won) },
              {
                key: "conversion",
                header: words.conversion,
                figure: true,
                cell: ({ entered, won }) => f.percent(won / entered),
              },
              {
                key: "value",
                header: words.wonValue,
                figure: true,
                minor: true,
                cell: ({ won }) => f.money(won * 123_456, "BRL"),
              },
            ]}
            footer={[
              m.common.chart.total,
              f.number(7667),
              f.number(829),
              f.percent(829 / 7667),
              f.money(102_345_024, "BRL"),
            ]}
            empty={<EmptyState title={words.emptyTitle} />}
          />
        </Section>
      </Columns>
    </>
  );
}
