import { type ChartColour, fillClass } from "./series.ts";

export interface LegendItem {
  label: string;
  /** a colour for a filled mark; the dashed line or upright stroke of an earlier period */
  mark: ChartColour | "dashed" | "stroke";
}

export function ChartLegend({ items }: { items: LegendItem[] }) {
  return (
    <ul className="mb-2 flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {items.map(({ label, mark }) => (
        <li key={label} className="flex items-center gap-2">
          <svg aria-hidden="true" width={mark === "dashed" ? 20 : 10} height="12">
            {mark === "dashed" ? (
              <line x1="0" x2="20" y1="6" y2="6" className="dashed" />
            ) : mark === "stroke" ? (
              <rect x="4" width="2.5" height="12" className="fill-ink" />
            ) : (
              <rect y="1" width="10" height="10" className={fillClass(mark)} />
            )}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
