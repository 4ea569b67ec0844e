import { type SQL, sql } from "drizzle-orm";
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
  getSQL(): SQL;
}

const orderColumn = (index: number) => `keyset_order_${index}`;

/** Whether a column of a row that was read is one of ours. */
export const isCursorColumn = (name: string) => name === "keyset" || name.startsWith("keyset_order_");

const rangeName = (index: number) => sql.identifier(`keyset_range_${index}`);

/**
 * One statement that reads `limit` rows of all ranges in the order of `terms`. Ranges follow one another: each is ordered and limited by
 * itself, and none is read where those before it have filled the page. So a list that has to be sorted is not sorted twice.
 */
export function selectRanges<S extends OrderableSelect>(
  ranges: readonly Range[],
  terms: readonly SortTerm[],
  cursorColumns: PagePart["cursorColumns"],
  limit: number,
  build: (part: PagePart) => S,
): S {
  const several = ranges.length > 1;
  // What comes of several selects is ordered by its own columns, so each select has to carry the values themselves.
  const orderColumns = several
    ? terms.map((term, i) => [orderColumn(i), term.expression.as(orderColumn(i))])
    : [];
  const columns = { ...cursorColumns, ...Object.fromEntries(orderColumns) };
  const selects = ranges.map(({ where, orderBy }) => {
    const select = build({ where, cursorColumns: columns }) as unknown as Select;
    return select.orderBy(...orderBy).limit(limit);
  });
  const [first] = selects;
  if (!first || !several) return first as unknown as S;
  const orderBy = terms.map((term, i) => ordering(term, sql.identifier(orderColumn(i)).getSQL()));
  const statement = inTurn(
    selects.map((select) => select.getSQL()),
    orderBy,
    limit,
  );
  // The columns are those of each select: drizzle maps the rows of the whole as it would map those of the first.
  return Object.assign(first, { getSQL: () => statement }) as unknown as S;
}

/** A LIMIT of no rows does not so much as begin to read. */
function inTurn(selects: readonly SQL[], orderBy: readonly SQL[], limit: number): SQL {
  const read = selects.map((select, i) => {
    const before = selects.slice(0, i).map((_, n) => sql` - (select count(*) from ${rangeName(n)})`);
    const rest = sql`select * from (${select}) as later limit ${limit}::bigint${sql.join(before)}`;
    return sql`${rangeName(i)} as materialized (${i === 0 ? select : rest})`;
  });
  const all = selects.map((_, i) => sql`select * from ${rangeName(i)}`);
  return sql`with ${sql.join(read, sql`, `)} ${sql.join(all, sql` union all `)} order by ${sql.join([...orderBy], sql`, `)}`;
}
