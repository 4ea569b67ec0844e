import type { SQL } from "drizzle-orm";
import { type AnyPgColumn, PgDialect } from "drizzle-orm/pg-core";
import { canonicalText, type PlainData } from "./canonical-text.ts";
import { deriveCursorKey, openCursor } from "./cursor.ts";
import { KeysetPage } from "./page.ts";
import { by, type SortTerm } from "./sort-term.ts";

export interface KeysetDefinition {
  /** Names the list and its sort, such as `leads.entered`; cursors are bound to it. */
  name: string;
  /** What to sort by, most important first; may be empty. */
  columns: readonly SortTerm[];
  /**
   * What tells rows apart that are equal in all columns: unique and never NULL. A bare column takes the direction of the last sort column,
   * which keeps the whole sort within one index and one row comparison.
   */
  unique: AnyPgColumn | SortTerm;
}

export interface PageRequest {
  /** The `next` of another page: read on after it. */
  after?: string | null | undefined;
  /** The `previous` of another page: read what comes before it. */
  before?: string | null | undefined;
  /** Rows a page; it may change from page to page. */
  size: number;
  /** The application's secret that cursors are made with, at least 16 characters. */
  secret: string;
  /** What the list depends on beside its sort: tenant, scope, filter. A cursor made under other values is refused. */
  boundTo: PlainData;
}

export interface Keyset {
  readonly name: string;
  readonly terms: readonly SortTerm[];
  /**
   * One page of the list. A blank or missing cursor means the first page.
   *
   * @throws InvalidCursorError for a cursor that was not made for this very list, and for two cursors at once
   */
  page(request: PageRequest): KeysetPage;
}

/**
 * Declares a sort that can be read page by page, forwards and backwards, each page as fast as the first.
 *
 * A plain ascending index on (equality columns of the filter, sort columns, unique column) serves both directions and every placement
 * of NULLs.
 *
 * ```ts
 * const byValue = keyset({ name: "leads.value", columns: [by(leads.value, "desc", { nulls: "last" })], unique: leads.id });
 *
 * const page = byValue.page({ after, before, size: 50, secret, boundTo: [organizationId, filter] });
 * const [rows] = await read((db) => [
 *   page.select(({ where, cursorColumns }) =>
 *     db.select({ id: leads.id, value: leads.value, ...cursorColumns }).from(leads).where(and(condition, where))),
 * ]);
 * return page.result(rows); // { rows, previous, next }
 * ```
 */
export function keyset({ name, columns, unique }: KeysetDefinition): Keyset {
  const last = "direction" in unique ? unique : by(unique, columns.at(-1)?.direction ?? "asc");
  if (last.nullable) throw new TypeError(`The unique column of keyset "${name}" can be NULL`);
  const terms = [...columns, last];
  const identity = `${name}\n${terms.map(termText).join("\n")}`;
  return {
    name,
    terms,
    page({ after, before, size, secret, boundTo }) {
      const key = deriveCursorKey(secret, `${identity}\n${canonicalText(boundTo)}`);
      return new KeysetPage({ terms, size, key, after: open(after), before: open(before) });

      function open(cursor: string | null | undefined) {
        return cursor ? openCursor(key, cursor) : undefined;
      }
    },
  };
}

const dialect = new PgDialect();

function termText({ expression, type, direction, nulls, nullable }: SortTerm): string {
  const { sql, params } = dialect.sqlToQuery(expression as SQL);
  return JSON.stringify([sql, params, type, direction, nulls, nullable]);
}
