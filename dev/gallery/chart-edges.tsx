import { useI18n } from "#app/i18n/index.ts";
import { BarChart, FunnelChart, HorizontalBars, LineChart, monthCategories } from "#app/ui/charts/index.ts";
import { Columns, PageHeader } from "#app/ui/index.ts";
import { course, months } from "./samples.ts";
import { galleryWords } from "./words.ts";

export function ChartEdges() {
  const { m, f, locale } = useI18n();
  const words = galleryWords(locale);
  const common = { categoryLabel: m.common.chart.month, format: f.number };
  const series = (values: (number | null)[]) => [{ key: "entered", label: words.entered, values }];
  const holes = course(12, 50, 3).map((value, index) => (index % 5 === 2 ? null : value));
  return (
    <>
      <PageHeader title={words.edges} />
      <Columns>
        <BarChart {...common} caption={words.none} categories={[]} series={series([])} />
        <BarChart
          {...common}
          caption={words.one}
          categories={monthCategories(["2026-06"], f)}
          series={series([1])}
        />
        <BarChart
          {...common}
          caption={words.zeros}
          categories={monthCategories(months.slice(18), f)}
          series={series([0, 0, 0, 0, 0, 0])}
        />
        <BarChart
          {...common}
          caption={words.gaps}
          categories={monthCategories(months.slice(12), f)}
          series={series(holes)}
          current="2026-06"
        />
        <BarChart
          {...common}
          caption={words.two}
          categories={monthCategories(months, f)}
          series={series(course(24, 90, 2))}
          current="2026-06"
        />
        <BarChart
          {...common}
          caption={words.grouped}
          layout="grouped"
          categories={monthCategories(months.slice(16), f)}
          series={[
            { key: "entered", label: words.entered, values: course(8, 80, 4) },
            { key: "won", label: words.won, values: course(8, 20, 6), colour: 2 },
          ]}
        />
        <BarChart
          {...common}
          caption={words.negative}
          categories={monthCategories(months.slice(12), f)}
          series={series(course(12, 60, 5).map((value) => value - 60))}
        />
        <LineChart
          {...common}
          caption={words.gaps}
          categories={monthCategories(months.slice(12), f)}
          series={series(holes)}
          previous={{ label: words.previous, values: course(12, 40, 8) }}
        />
        <LineChart
          {...common}
          caption={words.two}
          categories={monthCategories(months, f)}
          series={[
            {
              key: "a",
              label: words.entered,
              values: course(24, 90, 2),
              hrefs: months.map((month) => `?m=${month}`),
            },
            { key: "b", label: words.won, values: course(24, 60, 4) },
            { key: "c", label: words.followers, values: course(24, 40, 6) },
          ]}
        />
        <BarChart
          {...common}
          caption={words.wonByCohort}
          categories={monthCategories(months.slice(16), f)}
          series={Array.from({ length: 8 }, (_, index) => ({
            key: String(index),
            label: `${words.cohorts[index % 3]} ${index + 1}`,
            values: course(8, 30, index),
          }))}
        />
        <FunnelChart
          caption={words.zeros}
          stages={[
            { key: "new", label: m.leads.status.new, value: 0 },
            { key: "won", label: m.leads.status.won, value: 0 },
          ]}
          format={f.number}
        />
        <HorizontalBars
          caption={words.none}
          categoryLabel={words.source}
          valueLabel={words.entered}
          bars={[]}
          format={f.number}
        />
      </Columns>
    </>
  );
}
