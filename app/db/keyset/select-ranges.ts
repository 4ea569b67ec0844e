import { type SQL, sql } from "drizzle-orm";
import { type AnyPgSelect, unionAll } from "drizzle-orm/pg-core";
import type { PagePart } from "./page.ts";
import type { Range } from "./position-ranges.ts";
import { ordering, type SortTerm } from "./sort-term.ts";

/** A drizzle select that has its WHERE and nothing after it. */
export interface OrderableSelect {
  orderBy(...columns: SQL[]): unknown;
}

/** What every drizzle select can do, whatever its types say at the moment. */
interface Select {
  orderBy(...columns: SQL[]): Select;
  limit(rows: number): Select;
}

const orderColumn = (index: number) => `keyset_order_${index}`;

/** Whether a column of a row that was read is one of ours. */
export const isCursorColumn = (name: string) => name === "keyset" || name.startsWith("keyset_order_");

/**
 * One statement that reads `limit` rows of all ranges in the order of `terms`. Several ranges become a UNION ALL in which each is ordered
 * and limited by itself; the few rows that come out of them are then merged.
 */
export function selectRanges<S extends OrderableSelect>(
  ranges: readonly Range[],
  terms: readonly SortTerm[],
  cursorColumns: PagePart["cursorColumns"],
  limit: number,
  build: (part: PagePart) => S,
): S {
  const merged = ranges.length > 1;
  // The result of a union is ordered by its own columns, so each select has to carry the values themselves.
  const orderColumns = merged
    ? terms.map((term, i) => [orderColumn(i), term.expression.as(orderColumn(i))])
    : [];
  const columns = { ...cursorColumns, ...Object.fromEntries(orderColumns) };
  const [first, second, ...rest] = ranges.map(({ where, orderBy }) => {
    const select = build({ where, cursorColumns: columns }) as unknown as Select;
    return select.orderBy(...orderBy).limit(limit);
  });
  if (!second) return first as unknown as S;
  const union = unionAll(asAny(first), asAny(second), ...rest.map(asAny)) as unknown as Select;
  const orderBy = terms.map((term, i) => ordering(term, sql.identifier(orderColumn(i)).getSQL()));
  return union.orderBy(...orderBy).limit(limit) as unknown as S;
}

const asAny = (select: Select | undefined) => select as unknown as AnyPgSelect;
