import { useI18n } from "#app/i18n/index.ts";
import type { Measured } from "../change.ts";
import { FigureLink } from "../figure-link.tsx";
import { ScrollBox } from "../scroll-box.tsx";

export interface DataCell {
  value: Measured;
  /** the value unless given: a percentage that is undefined reads as a dash */
  text?: string;
  href?: string;
}

export interface ChartDataProps {
  /** column heads, that of the row names first */
  head: string[];
  rows: { key: string; name: string; cells: DataCell[] }[];
  format: (value: number) => string;
  caption: string;
}

/** What the picture shows, as a table, folded away. Unmeasured says so. */
export function ChartData({ head, rows, format, caption }: ChartDataProps) {
  const { m } = useI18n();
  return (
    <details className="group mt-2 text-sm">
      <summary className="inline-block py-1 text-muted hover:text-ink">
        <span className="link">{m.common.chart.data}</span>
      </summary>
      <ScrollBox label={caption} className="mt-2">
        <table className="border-collapse text-left">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr className="border-ink border-b-2">
              {head.map((name, index) => (
                <th key={name} scope="col" className={`label py-1 pr-6 ${index === 0 ? "" : "text-right"}`}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, cells }) => (
              <tr key={key} className="border-line border-b">
                <th scope="row" className="py-1 pr-6 font-normal">
                  {name}
                </th>
                {cells.map((cell, index) => (
                  <td key={head[index + 1]} className="tally chart-cell">
                    <Value cell={cell} of={[name, head[index + 1] ?? ""]} format={format} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </details>
  );
}

interface ValueProps {
  cell: DataCell;
  /** its row and its column */
  of: [row: string, column: string];
  format: (value: number) => string;
}

function Value({ cell, of, format }: ValueProps) {
  const { m } = useI18n();
  if (cell.text === undefined && cell.value === null) {
    return <span className="font-sans text-muted text-sm">{m.common.figure.notMeasured}</span>;
  }
  const text = cell.text ?? format(cell.value ?? 0);
  return cell.href === undefined ? (
    text
  ) : (
    <FigureLink to={cell.href} name={m.common.chart.point(...of, text)}>
      {text}
    </FigureLink>
  );
}
