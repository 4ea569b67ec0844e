import type { ReactNode } from "react";
import { useI18n } from "#app/i18n/index.ts";
import { CategoryLabels, GridLines, labelsHeight, roomAbove, ValueAxis } from "./axes.tsx";
import type { Category } from "./axis-labels.ts";
import type { Bands } from "./bands.ts";
import type { ImageProps } from "./chart-figure.tsx";
import type { ValueScale } from "./value-scale.ts";

export interface PlotProps {
  image: ImageProps;
  scale: ValueScale;
  places: Bands;
  categories: readonly Category[];
  /** of the plot, in pixels, without the labels */
  height: number;
  axisFormat: (value: number) => string;
  /** marks: part of the picture */
  children: ReactNode;
  /** what can be reached: over the picture, not part of it */
  links: ReactNode;
}

/** The two axes and what is drawn between them. Across, everything is in percent: it fits any width. */
export function Plot({ image, scale, places, categories, height, axisFormat, children, links }: PlotProps) {
  const { m } = useI18n();
  if (categories.length === 0) {
    return <p className="border-line border-y py-8 text-muted">{m.common.chart.empty}</p>;
  }
  const bottom = height + labelsHeight(categories);
  return (
    <div className="flex">
      <ValueAxis scale={scale} height={height} format={axisFormat} />
      <div className="min-w-0 grow">
        <svg
          role="presentation"
          width="100%"
          height={bottom + roomAbove}
          overflow="visible"
          className="block"
        >
          <svg role="presentation" y={roomAbove} width="100%" height={bottom} overflow="visible">
            <g {...image}>
              <GridLines scale={scale} />
              {children}
              <CategoryLabels categories={categories} bands={places} top={height} />
            </g>
            {links}
          </svg>
        </svg>
      </div>
    </div>
  );
}
