import { useI18n } from "#app/i18n/index.ts";
import { BarChart, FunnelChart, monthCategories, Sparkline } from "#app/ui/charts/index.ts";
import {
  ButtonLink,
  Columns,
  changeFrom,
  Kpi,
  KpiBoard,
  PageHeader,
  PeriodPicker,
  Section,
} from "#app/ui/index.ts";
import { LeadsTable } from "./leads-table.tsx";
import { course, leads, months } from "./samples.ts";
import { galleryWords } from "./words.ts";

export const funnelCounts = [812, 640, 455, 298, 190, 118];

export function useFunnelStages() {
  const { m } = useI18n();
  const keys = ["new", "first_contact", "qualified", "proposal", "negotiation", "won"] as const;
  return keys.map((key, index) => ({
    key,
    label: m.leads.status[key],
    value: funnelCounts[index] ?? null,
    href: `/o/demo/leads?reached=${key}`,
  }));
}

export function HomeScreen() {
  const { m, f, locale } = useI18n();
  const words = galleryWords(locale);
  const stages = useFunnelStages();
  const year = months.slice(11);
  const money = (minor: number) => f.money(minor, "BRL");
  const spark = (label: string, seed: number, base: number) => (
    <Sparkline
      label={label}
      values={course(13, base, seed)}
      from={f.month("2025-06")}
      to={f.month("2026-06")}
      format={f.number}
    />
  );
  return (
    <>
      <PageHeader
        title={m.home.title}
        period={f.month("2026-06")}
        asOf={m.common.asOf(f.dateTime("2026-06-30T18:42:00Z", "America/Sao_Paulo"))}
        actions={<ButtonLink to="/o/demo/leads/new">{words.newLead}</ButtonLink>}
      >
        <PeriodPicker
          from="2026-06-01"
          to="2026-06-30"
          presets={[
            { label: m.common.period.thisMonth, from: "2026-06-01", to: "2026-06-30" },
            { label: m.common.period.lastMonth, from: "2026-05-01", to: "2026-05-31" },
            { label: m.common.period.last90Days, from: "2026-04-02", to: "2026-06-30" },
            { label: m.common.period.thisYear, from: "2026-01-01", to: "2026-12-31" },
          ]}
        />
      </PageHeader>
      <KpiBoard>
        <Kpi
          label={words.entered}
          value={f.number(812)}
          href="/o/demo/leads?from=2026-06-01&to=2026-06-30"
          comparisons={[
            { label: f.month("2026-05"), change: changeFrom(702, 812) },
            { label: f.month("2025-06"), change: changeFrom(640, 812) },
          ]}
        >
          {spark(words.enteredByMonth, 3, 700)}
        </Kpi>
        <Kpi
          label={words.conversion}
          value={f.percent(0.1453)}
          href="/o/demo/leads?status=won"
          comparisons={[
            { label: f.month("2026-05"), change: changeFrom(0.163, 0.1453) },
            { label: f.month("2025-06"), change: changeFrom(0.1453, 0.1453) },
          ]}
        >
          {spark(words.conversionByMonth, 8, 140)}
        </Kpi>
        <Kpi
          label={words.wonValue}
          value={f.compactMoney(471_250_000, "BRL")}
          href="/o/demo/leads?status=won&value=declared"
          note={words.undeclared}
          comparisons={[
            { label: f.month("2026-05"), change: changeFrom(318_000_000, 471_250_000) },
            { label: f.month("2025-06"), change: changeFrom(0, 471_250_000) },
          ]}
        >
          {spark(words.wonByMonth, 5, 400)}
        </Kpi>
        <Kpi
          label={words.followers}
          value={null}
          comparisons={[{ label: f.month("2026-05"), change: changeFrom(12, null) }]}
        />
      </KpiBoard>
      <Columns>
        <Section title={words.wonValue}>
          <BarChart
            caption={words.wonByMonth}
            categoryLabel={m.common.chart.month}
            categories={monthCategories(year, f)}
            series={[
              {
                key: "won",
                label: words.wonValue,
                values: course(13, 40_000_000, 5),
                hrefs: year.map((month) => `/o/demo/leads?won=${month}`),
              },
            ]}
            previous={{ label: words.year, values: course(13, 31_000_000, 9) }}
            format={money}
            axisFormat={(minor) => f.compactMoney(minor, "BRL")}
            current="2026-06"
            height={260}
          />
        </Section>
        <Section title={words.funnel}>
          <FunnelChart caption={words.funnel} stages={stages} format={f.number} valueLabel={words.entered} />
        </Section>
      </Columns>
      <Columns of={1}>
        <Section
          title={words.latest}
          actions={
            <a className="link" href="/o/demo/leads">
              {m.leads.title}
            </a>
          }
        >
          <LeadsTable rows={leads.slice(0, 5)} caption={words.latest} />
        </Section>
      </Columns>
    </>
  );
}
