import { type ReactNode, useId } from "react";
import { ChartStage } from "./chart-stage.tsx";

export interface ChartFrameProps {
  /** what the chart shows, in one sentence without its numbers */
  caption: string;
  /** more about how to read it, under the caption */
  note?: ReactNode;
}

export interface ChartFigureProps extends ChartFrameProps {
  /** what a reader who cannot see the picture should know: range, extremes */
  description: string;
  legend?: ReactNode;
  /** the same data as a table */
  data: ReactNode;
  /** draws the picture; spread `image` on the <g> that holds it */
  children: (image: ImageProps) => ReactNode;
}

/** Makes a <g> one picture with a name and a description. Links go beside it, never into it. */
export interface ImageProps {
  role: "img";
  "aria-labelledby": string;
  "aria-describedby": string;
}

/** The frame that all charts share: caption, legend, picture, data. */
export function ChartFigure({ caption, note, description, legend, data, children }: ChartFigureProps) {
  const id = useId();
  return (
    <figure className="@container min-w-0" aria-labelledby={`${id}caption`}>
      <figcaption className="mb-3 max-w-prose text-[0.9375rem] text-muted">
        <span id={`${id}caption`} className="block">
          {caption}
        </span>
        {note && <span className="block">{note}</span>}
      </figcaption>
      <p id={`${id}description`} className="sr-only">
        {description}
      </p>
      {legend}
      <ChartStage>
        {children({
          role: "img",
          "aria-labelledby": `${id}caption`,
          "aria-describedby": `${id}description`,
        })}
      </ChartStage>
      {data}
    </figure>
  );
}
