import type { Measured } from "../change.ts";

/** One of the eight chart colours; neighbours differ in lightness too, for readers who tell hues apart badly. */
export type ChartColour = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export interface Series {
  key: string;
  label: string;
  /** one for each category; null is not measured and stays a gap */
  values: readonly Measured[];
  /** the rows behind each value */
  hrefs?: readonly (string | undefined)[];
  /** by its place among the series unless given */
  colour?: ChartColour;
}

/** An earlier period's values in the places of the current ones, drawn as a dashed line. */
export interface PreviousSeries {
  label: string;
  values: readonly Measured[];
}

const fills: Record<ChartColour, string> = {
  1: "fill-chart-1",
  2: "fill-chart-2",
  3: "fill-chart-3",
  4: "fill-chart-4",
  5: "fill-chart-5",
  6: "fill-chart-6",
  7: "fill-chart-7",
  8: "fill-chart-8",
};

const strokes: Record<ChartColour, string> = {
  1: "stroke-chart-1",
  2: "stroke-chart-2",
  3: "stroke-chart-3",
  4: "stroke-chart-4",
  5: "stroke-chart-5",
  6: "stroke-chart-6",
  7: "stroke-chart-7",
  8: "stroke-chart-8",
};

export function colourOf(series: Series, index: number): ChartColour {
  return series.colour ?? (((((index % 8) + 8) % 8) + 1) as ChartColour);
}

export function fillClass(colour: ChartColour): string {
  return fills[colour];
}

export function strokeClass(colour: ChartColour): string {
  return strokes[colour];
}
