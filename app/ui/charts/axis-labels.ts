/** One place on the horizontal axis. */
export interface Category {
  key: string;
  /** short, for the axis: "May" */
  label: string;
  /** in full, for tooltips and the table: "May 2026"; the label unless given */
  longLabel?: string;
  /** what several neighbours share, written once under the first of them: "2026" */
  group?: string;
}

/** Width of the plot in pixels from which each set of labels has room; must agree with the classes below. */
const widths = { narrow: 270, medium: 400, wide: 720 } as const;

/** Steps that read well for months: all, every second, third, sixth, twelfth. */
const steps = [1, 2, 3, 6, 12, 24, 48] as const;

/** Every how many labels one is written when each takes `labelWidth` pixels. */
export function labelStep(count: number, plotWidth: number, labelWidth: number): number {
  return steps.find((step) => (count / step) * labelWidth <= plotWidth) ?? count;
}

/**
 * The class that shows a label where there is room: narrow, medium (container from 28rem) and wide
 * (from 48rem) each have a step of their own, because no script measures the width.
 */
export function labelClass(index: number, count: number, labelWidth: number): string {
  const shown = (width: number) => index % labelStep(count, width, labelWidth) === 0;
  const narrow = shown(widths.narrow);
  const medium = shown(widths.medium);
  const wide = shown(widths.wide);
  return [
    narrow ? "" : "hidden",
    medium === narrow ? "" : medium ? "@md:inline" : "@md:hidden",
    wide === medium ? "" : wide ? "@3xl:inline" : "@3xl:hidden",
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** Where group labels stand: the first category of each group, unless the next group begins too soon after. */
export function groupLabels(categories: readonly Category[]): { index: number; label: string }[] {
  const starts = categories.flatMap(({ group }, index) =>
    group !== undefined && group !== categories[index - 1]?.group ? [{ index, label: group }] : [],
  );
  return starts.filter(({ index }, position) => {
    const next = starts[position + 1];
    return next === undefined || ((next.index - index) / categories.length) * widths.narrow >= 34;
  });
}
