import type { Period, PeriodPreset } from "#app/domains/period.ts";
import type { PipelineGrouping, PipelineParams } from "#app/domains/reports/pipeline/params.ts";
import { useI18n } from "#app/i18n/index.ts";
import { PageHeader, PeriodPicker } from "#app/ui/index.ts";

interface PipelinePeriodProps {
  from: string | null | undefined;
  to: string | null | undefined;
  by: PipelineGrouping;
  presets: ({ preset: PeriodPreset } & Period)[];
  problem?: string;
}

/** The picker of the report's period; keeps the grouping. */
export function PipelinePeriod({ from, to, by, presets, problem }: PipelinePeriodProps) {
  const { m } = useI18n();
  return (
    <PeriodPicker
      from={from ?? ""}
      to={to ?? ""}
      presets={[
        ...presets.map(({ preset, from, to }) => ({ label: m.reports.presets[preset], from, to })),
        { label: m.reports.presets.all, from: "", to: "" },
      ]}
      keep={by === "source" ? [] : [["by", by]]}
      {...(problem !== undefined && { problem })}
    />
  );
}

/** The page of a period that nothing can be in: what was asked for, to be put right. */
export function ReversedPeriod({
  asked,
  presets,
}: {
  asked: PipelineParams;
  presets: PipelinePeriodProps["presets"];
}) {
  const { m } = useI18n();
  const { from, to, by } = asked;
  return (
    <>
      <title>{m.common.pageTitle(m.reports.pipeline.title)}</title>
      <PageHeader title={m.reports.pipeline.title}>
        <PipelinePeriod from={from} to={to} by={by} presets={presets} problem={m.common.period.reversed} />
      </PageHeader>
    </>
  );
}
