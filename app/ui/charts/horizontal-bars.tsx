import { Fragment } from "react";
import { useI18n } from "#app/i18n/index.ts";
import type { Measured } from "../change.ts";
import { pct } from "./bands.ts";
import { ChartData } from "./chart-data.tsx";
import { ChartFigure, type ChartFrameProps } from "./chart-figure.tsx";
import { ChartLegend } from "./chart-legend.tsx";
import { MarkLink } from "./mark-link.tsx";
import { largest } from "./value-scale.ts";

export interface HorizontalBar {
  key: string;
  label: string;
  value: Measured;
  /** the value of the earlier period: an upright stroke */
  previous?: Measured;
  href?: string;
  /** beside the value, with the rows behind it: "12.3% won" */
  note?: { text: string; href?: string };
}

export interface HorizontalBarsProps extends ChartFrameProps {
  /** head of the table's first column: "Source" */
  categoryLabel: string;
  /** head of the column of values: "Leads entered" */
  valueLabel: string;
  /** head of the column of notes, if there are any */
  noteLabel?: string;
  /** what the upright strokes are; needed where any bar has a previous value */
  previousLabel?: string;
  /** in the order in which they are shown */
  bars: readonly HorizontalBar[];
  format: (value: number) => string;
}

const row = { height: 48, text: 19, bar: 28, barHeight: 9 };

/** Pixels that the longest of these texts takes when a character takes `each`, with a gap before it. */
const widthOf = (texts: readonly string[], each: number) =>
  Math.max(0, ...texts.map(({ length }) => length)) * each + 14;

/** A league of categories: name, figure and a bar from zero. */
export function HorizontalBars(props: HorizontalBarsProps) {
  const { caption, note, categoryLabel, valueLabel, noteLabel, previousLabel, bars, format } = props;
  const { m } = useI18n();
  const most = largest(bars.flatMap(({ value, previous }) => [value, previous ?? null]));
  const share = (value: Measured) => (value === null || most === 0 ? 0 : (value / most) * 100);
  const written = (value: Measured) => (value === null ? m.common.figure.notMeasured : format(value));
  const notes = bars.map(({ note: aside }) => aside?.text ?? "");
  const valueWidth = widthOf(
    bars.map(({ value }) => written(value)),
    8.5,
  );
  const noteWidth = widthOf(notes, 7.5);
  const texts = bars.map(({ label, value, previous, note: aside }) => {
    const text = m.common.chart.single(label, aside ? `${written(value)}, ${aside.text}` : written(value));
    return previousLabel === undefined || previous === undefined
      ? text
      : m.common.chart.withPrevious(text, previousLabel, written(previous));
  });

  return (
    <ChartFigure
      caption={caption}
      note={note}
      description={texts.join(". ")}
      legend={
        previousLabel !== undefined && (
          <ChartLegend
            items={[
              { label: valueLabel, mark: 1 },
              { label: previousLabel, mark: "stroke" },
            ]}
          />
        )
      }
      data={
        bars.length > 0 && (
          <ChartData
            caption={caption}
            head={[
              categoryLabel,
              valueLabel,
              ...(previousLabel === undefined ? [] : [previousLabel]),
              ...(noteLabel === undefined ? [] : [noteLabel]),
            ]}
            rows={bars.map(({ key, label, value, previous, note: aside, href }) => ({
              key,
              name: label,
              cells: [
                { value, href },
                ...(previousLabel === undefined ? [] : [{ value: previous ?? null }]),
                ...(noteLabel === undefined
                  ? []
                  : [{ value: null, text: aside?.text ?? "–", ...(aside?.href && { href: aside.href }) }]),
              ],
            }))}
            format={format}
          />
        )
      }
    >
      {(image) =>
        bars.length === 0 ? (
          <p className="border-line border-y py-8 text-muted">{m.common.chart.empty}</p>
        ) : (
          <svg
            role="presentation"
            width="100%"
            height={bars.length * row.height}
            overflow="visible"
            className="block"
          >
            <g {...image}>
              {bars.map((bar, index) => {
                const top = index * row.height;
                return (
                  <g key={bar.key}>
                    <line
                      x1="0"
                      x2="100%"
                      y1={top}
                      y2={top}
                      className="stroke-line"
                      shapeRendering="crispEdges"
                    />
                    <text y={top + row.text} className="fill-ink text-[1rem]">
                      {shortened(bar.label)}
                    </text>
                    <text
                      x="100%"
                      y={top + row.text}
                      textAnchor="end"
                      className="tally fill-ink text-[1.25rem]"
                    >
                      {bar.value === null ? "–" : format(bar.value)}
                    </text>
                    {bar.note && (
                      <text
                        x="100%"
                        dx={-valueWidth}
                        y={top + row.text}
                        textAnchor="end"
                        className="fill-muted text-[0.875rem]"
                      >
                        {bar.note.text}
                      </text>
                    )}
                    <rect
                      y={top + row.bar}
                      width={pct(Math.max(share(bar.value), bar.value === null ? 0 : 0.25))}
                      height={row.barHeight}
                      className="fill-chart-1"
                    />
                    {bar.previous !== undefined && bar.previous !== null && (
                      <rect
                        x={pct(share(bar.previous))}
                        transform="translate(-1.25 0)"
                        y={top + row.bar - 4}
                        width="2.5"
                        height={row.barHeight + 8}
                        className="halo fill-ink"
                      />
                    )}
                  </g>
                );
              })}
            </g>
            {bars.map((bar, index) => (
              <Fragment key={bar.key}>
                <MarkLink href={bar.href} text={texts[index] ?? ""}>
                  <rect className="hit" y={index * row.height} width="100%" height={row.height} />
                </MarkLink>
                {bar.note?.href !== undefined && (
                  <MarkLink
                    href={bar.note.href}
                    text={m.common.chart.point(bar.label, noteLabel ?? "", bar.note.text)}
                  >
                    <rect
                      className="hit"
                      x="100%"
                      y={index * row.height + 1}
                      width={noteWidth}
                      height={row.bar - 4}
                      transform={`translate(${-valueWidth - noteWidth + 7} 0)`}
                    />
                  </MarkLink>
                )}
              </Fragment>
            ))}
          </svg>
        )
      }
    </ChartFigure>
  );
}

/** SVG has no ellipsis; the whole name stands in the tooltip and in the table. */
function shortened(label: string): string {
  return label.length > 34 ? `${label.slice(0, 33)}…` : label;
}
