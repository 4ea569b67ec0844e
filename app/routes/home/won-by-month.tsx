import { leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { monthPeriod } from "#app/domains/month.ts";
import { rowsOf } from "#app/domains/reports/overview/rows.ts";
import type { Overview } from "#app/domains/reports/overview/summarize.ts";
import { BarChart, monthCategories } from "#app/ui/charts/index.ts";
import type { HomePartProps } from "./figures.tsx";

/** What was won in each of the last months. */
export function WonByMonth({ overview, organization, i18n }: HomePartProps & { overview: Overview }) {
  const { m, f } = i18n;
  const { slug, currency } = organization;
  const course = overview.kpis.find(({ figure }) => figure === "wonValue")?.course ?? [];
  const { months } = overview;
  return (
    <BarChart
      caption={m.home.wonByMonthCaption}
      categoryLabel={m.common.chart.month}
      categories={monthCategories(months, f)}
      current={months.at(-1) ?? ""}
      format={(value) => f.figureMoney(value, currency)}
      axisFormat={(value) => f.compactMoney(value, currency)}
      series={[
        {
          key: "won",
          label: m.home.figures.wonValue,
          values: course,
          hrefs: months.map((month) => leadsUrl(slug, rowsOf("wonValue", monthPeriod(month)))),
        },
      ]}
    />
  );
}
