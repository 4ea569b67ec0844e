import type { ReactNode } from "react";
import { useId } from "react";
import { useI18n } from "#app/i18n/index.ts";
import { Icon } from "./icon.tsx";
import { Link } from "./link.tsx";
import { ScrollBox } from "./scroll-box.tsx";

export type Direction = "asc" | "desc";

export interface Column<Row> {
  key: string;
  header: string;
  /** what stands in the header in place of the words, such as a control that says the same */
  headerCell?: ReactNode;
  cell: (row: Row) => ReactNode;
  /** right-aligned tabular figures */
  figure?: boolean;
  /** names the row; exactly one column should, it becomes the row's header */
  rowHeader?: boolean;
  /** the header links to the list sorted by this; says which direction comes first */
  sortable?: Direction;
  /** left out on a phone */
  minor?: boolean;
  /** left out on paper, where nothing can be pressed */
  control?: boolean;
}

export interface DataTableProps<Row> {
  caption: string;
  /** keep the caption for readers of the structure only, when a heading above says the same */
  captionHidden?: boolean;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: { key: string; direction: Direction };
  /** the address of this list sorted otherwise */
  sortHref?: (key: string, direction: Direction) => string;
  /** what stands in place of the table when there are no rows: an <EmptyState> */
  empty: ReactNode;
  /** totals: one cell for each column, null for none */
  footer?: ReactNode[];
  /**
   * on a phone: scroll sideways, or stack the cells of a row under its header. Stacked cells stand without
   * their column's name: for lists whose values speak for themselves.
   */
  phone?: "scroll" | "stack";
}

/** A league table. Too wide for its place, it scrolls sideways in a region that takes the keyboard. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    caption,
    captionHidden = false,
    columns,
    rows,
    rowKey,
    sort,
    sortHref,
    empty,
    footer,
    phone = "scroll",
  } = props;
  const { m } = useI18n();
  const id = useId();
  if (rows.length === 0) return <>{empty}</>;
  return (
    <ScrollBox labelledBy={id}>
      <table className={`w-full border-collapse text-left ${phone === "stack" ? "stacked" : ""}`}>
        <caption id={id} className={captionHidden ? "sr-only" : "label pb-1.5 text-left text-muted"}>
          {caption}
        </caption>
        <thead>
          <tr className="border-ink border-b-2">
            {columns.map((column) => {
              const sorted = sort?.key === column.key ? sort.direction : undefined;
              return (
                <th
                  key={column.key}
                  scope="col"
                  aria-sort={sorted === undefined ? undefined : sorted === "asc" ? "ascending" : "descending"}
                  className={`label px-1 pt-1 pb-1.5 align-bottom first:pl-0 last:pr-0 sm:px-3 print:px-2 ${column.figure ? "text-right" : ""} ${column.minor ? "max-sm:hidden" : ""} ${column.control ? "print:hidden" : ""}`}
                >
                  {column.sortable && sortHref ? (
                    <Link
                      to={sortHref(column.key, nextDirection(column.sortable, sorted))}
                      preventScrollReset
                      className="inline-flex items-center gap-1.5 whitespace-nowrap hover:text-accent"
                    >
                      {column.header}
                      {sorted ? (
                        <Icon name={sorted === "asc" ? "up" : "down"} className="size-2.5 text-accent" />
                      ) : (
                        <span className="sr-only">{m.common.table.sort}</span>
                      )}
                    </Link>
                  ) : (
                    (column.headerCell ?? column.header)
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-line border-b hover:bg-sunk">
              {columns.map((column) => {
                const Cell = column.rowHeader ? "th" : "td";
                return (
                  <Cell
                    key={column.key}
                    scope={column.rowHeader ? "row" : undefined}
                    className={cellClass(column)}
                  >
                    {column.cell(row)}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
        {footer && (
          <tfoot>
            <tr className="border-ink border-t-2">
              {columns.map((column, index) => (
                <td key={column.key} className={`font-semibold ${cellClass(column)} align-middle`}>
                  {footer[index]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </ScrollBox>
  );
}

/** Short, since it stands in every cell: what it means is in tables.css. */
function cellClass<Row>({ figure, rowHeader, minor, control }: Column<Row>): string {
  const look = figure ? "cell tally cell-figure" : rowHeader ? "cell font-semibold" : "cell";
  if (control) return `${look} print:hidden`;
  return minor ? `${look} max-sm:hidden` : look;
}

function nextDirection(first: Direction, sorted: Direction | undefined): Direction {
  if (sorted === undefined) return first;
  return sorted === "asc" ? "desc" : "asc";
}
