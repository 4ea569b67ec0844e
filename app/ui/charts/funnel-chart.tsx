import { useI18n } from "#app/i18n/index.ts";
import type { Measured } from "../change.ts";
import { pct } from "./bands.ts";
import { ChartData, type DataCell } from "./chart-data.tsx";
import { ChartFigure, type ChartFrameProps } from "./chart-figure.tsx";
import { funnelSteps } from "./funnel-steps.ts";
import { MarkLink } from "./mark-link.tsx";
import { largest } from "./value-scale.ts";

export interface FunnelStage {
  key: string;
  label: string;
  /** how many reached this stage or a later one */
  value: Measured;
  /** the rows of the stage: of its value, and of both its conversions, whose numerator they are */
  href?: string;
}

export interface FunnelChartProps extends ChartFrameProps {
  stages: readonly FunnelStage[];
  format: (value: number) => string;
  /** head of the table's column of values; "Value" unless given */
  valueLabel?: string;
}

const row = { height: 74, bar: 46, barHeight: 20 };

/** The stages from above to below, each with what became of the one before and of the whole. */
export function FunnelChart({ caption, note, stages, format, valueLabel }: FunnelChartProps) {
  const { m, f } = useI18n();
  const steps = funnelSteps(stages.map(({ value }) => value));
  const most = largest(stages.map(({ value }) => value));
  const share = (value: Measured) => (value === null || most === 0 ? 0 : (value / most) * 100);
  const written = (value: Measured) => (value === null ? m.common.figure.notMeasured : format(value));
  const percent = (ratio: number | null) => (ratio === null ? "–" : f.percent(ratio));
  const conversion = (ratio: number | null, href: string | undefined): DataCell => ({
    value: ratio,
    text: percent(ratio),
    ...(ratio !== null && href !== undefined && { href }),
  });
  const height = stages.length * row.height - (row.height - row.bar - row.barHeight) + 4;
  const texts = stages.map(({ label, value }, index) => {
    const { step = null, overall = null } = steps[index] ?? {};
    return m.common.chart.funnel(label, [
      written(value),
      ...(step === null ? [] : [m.common.chart.stepShort(f.percent(step))]),
      m.common.chart.overallShort(percent(overall)),
    ]);
  });

  return (
    <ChartFigure
      caption={caption}
      note={note}
      description={texts.join(" ")}
      data={
        <ChartData
          caption={caption}
          head={[
            m.common.chart.stage,
            valueLabel ?? m.common.chart.value,
            m.common.chart.step,
            m.common.chart.overall,
          ]}
          rows={stages.map(({ key, label, value, href }, index) => ({
            key,
            name: label,
            cells: [
              { value, href },
              conversion(steps[index]?.step ?? null, href),
              conversion(steps[index]?.overall ?? null, href),
            ],
          }))}
          format={format}
        />
      }
    >
      {(image) => (
        <svg role="presentation" width="100%" height={height} overflow="visible" className="block">
          <g {...image}>
            {stages.map((stage, index) => {
              const top = index * row.height;
              const width = share(stage.value);
              const next = stages[index + 1];
              const step = steps[index]?.step ?? null;
              return (
                <g key={stage.key}>
                  {next && (
                    <svg
                      role="presentation"
                      y={top + row.bar + row.barHeight}
                      width="100%"
                      height={row.height - row.barHeight}
                      viewBox="0 0 100 1"
                      preserveAspectRatio="none"
                    >
                      <path d={`M0 0H${width}L${share(next.value)} 1H0Z`} className="fill-tint" />
                    </svg>
                  )}
                  <rect
                    y={top + row.bar}
                    width={pct(Math.max(width, stage.value === null ? 0 : 0.25))}
                    height={row.barHeight}
                    className={next ? "fill-chart-1" : "fill-accent"}
                  />
                  <text y={top + (index === 0 ? 36 : 19)} className="fill-ink font-semibold text-[1rem]">
                    {stage.label}
                  </text>
                  {step !== null && (
                    <text y={top + 38} className="fill-muted text-[0.875rem]">
                      {m.common.chart.stepShort(f.percent(step))}
                    </text>
                  )}
                  <text
                    x="100%"
                    y={top + (index === 0 ? 37 : 20)}
                    textAnchor="end"
                    className="figure fill-ink text-[1.625rem]"
                  >
                    {stage.value === null ? "–" : format(stage.value)}
                  </text>
                  {index > 0 && (
                    <text x="100%" y={top + 38} textAnchor="end" className="fill-muted text-[0.875rem]">
                      {m.common.chart.overallShort(percent(steps[index]?.overall ?? null))}
                    </text>
                  )}
                </g>
              );
            })}
          </g>
          {stages.map((stage, index) => (
            <MarkLink key={stage.key} href={stage.href} text={texts[index] ?? ""}>
              <rect
                className="hit"
                y={index * row.height - 2}
                width="100%"
                height={row.bar + row.barHeight + 4}
              />
            </MarkLink>
          ))}
        </svg>
      )}
    </ChartFigure>
  );
}
