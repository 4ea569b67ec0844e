import type { ImportDetails } from "#app/domains/imports/queries.server.ts";
import { leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { type PipelineFigure, rowsOf } from "#app/domains/reports/pipeline/rows.ts";
import { type PipelineSummary, summarizePipeline } from "#app/domains/reports/pipeline/summarize.ts";
import { useI18n } from "#app/i18n/index.ts";
import { DataTable, FigureLink, Section } from "#app/ui/index.ts";

interface PipelineAfterProps extends Pick<NonNullable<ImportDetails["preview"]>, "before" | "after"> {
  organization: { slug: string; currency: string };
}

/** What the pipeline report says now, over all time, and what it would say. */
export function PipelineAfter({ before, after, organization }: PipelineAfterProps) {
  const i18n = useI18n();
  const { m, f } = i18n;
  const t = m.imports.rehearsal;
  const report = m.reports.pipeline;
  const { slug, currency } = organization;
  const [now, later] = [before, after].map((figures) =>
    summarizePipeline(figures, { period: {}, previous: null, by: "source" }),
  );
  if (!now || !later) return null;
  const row = (
    key: string,
    label: string,
    say: (of: PipelineSummary) => string | null,
    rows?: PipelineFigure,
  ) => ({
    ...{ key, label, rows },
    now: say(now) ?? m.common.figure.notMeasured,
    later: say(later) ?? m.common.figure.notMeasured,
  });
  const rows = [
    row("entered", report.entered, ({ entered }) => f.number(entered), "entered"),
    row("won", report.won, ({ won }) => f.number(won), "won"),
    row("lost", report.lost, ({ lost }) => f.number(lost)),
    row(
      "conversion",
      report.conversion,
      ({ conversion }) => (conversion === null ? null : f.percent(conversion)),
      "conversion",
    ),
    row(
      "wonValue",
      report.wonValue,
      ({ wonValue }) => (wonValue === null ? null : f.money(wonValue, currency)),
      "wonValue",
    ),
    row(
      "daysMedian",
      report.daysMedian,
      ({ daysToWin: { median } }) => (median === null ? null : f.decimal(median)),
      "daysMedian",
    ),
  ];
  return (
    <Section title={t.report} description={t.reportText} className="mt-12">
      <DataTable
        caption={t.report}
        captionHidden
        rows={rows}
        rowKey={({ key }) => key}
        empty={null}
        columns={[
          { key: "figure", header: t.figure, rowHeader: true, cell: ({ label }) => label },
          {
            key: "now",
            header: t.now,
            figure: true,
            cell: ({ label, now, rows: figure }) =>
              figure === undefined ? (
                now
              ) : (
                <FigureLink
                  to={leadsUrl(slug, rowsOf(figure, {}))}
                  name={m.common.figure.rowsOf(label, now)}
                  className="link"
                >
                  {now}
                </FigureLink>
              ),
          },
          {
            key: "later",
            header: t.later,
            figure: true,
            cell: ({ now, later }) => (
              <span className={now === later ? "text-muted" : "text-accent"}>{later}</span>
            ),
          },
        ]}
      />
      <Sources before={now.groups} after={later.groups} />
    </Section>
  );
}

type Groups = ReturnType<typeof summarizePipeline>["groups"];

/** How many leads of each source, where that would change. */
function Sources({ before, after }: { before: Groups; after: Groups }) {
  const { m, f } = useI18n();
  const t = m.imports.rehearsal;
  const enteredBefore = new Map(before.map(({ key, entered }) => [key, entered]));
  const afterKeys = new Set(after.map(({ key }) => key));
  const all = [
    ...after,
    ...before.filter(({ key }) => !afterKeys.has(key)).map((group) => ({ ...group, entered: 0 })),
  ];
  const changed = all
    .map(({ key, entered }) => ({ key, now: enteredBefore.get(key) ?? 0, later: entered }))
    .filter(({ now, later }) => now !== later);
  if (changed.length === 0) return null;
  return (
    <div className="mt-8">
      <DataTable
        caption={t.sources}
        rows={changed}
        rowKey={({ key }) => key}
        empty={null}
        columns={[
          {
            key: "source",
            header: m.leads.columns.source,
            rowHeader: true,
            cell: ({ key }) => (key === "unknown" ? m.leads.unknownSource : key),
          },
          { key: "now", header: t.now, figure: true, cell: ({ now }) => f.number(now) },
          { key: "later", header: t.later, figure: true, cell: ({ later }) => f.number(later) },
        ]}
      />
    </div>
  );
}
