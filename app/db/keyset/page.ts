import type { SQL } from "drizzle-orm";
import { type CursorKey, type Position, sealCursor } from "./cursor.ts";
import { InvalidCursorError } from "./invalid-cursor-error.ts";
import { predicateAfter, rangesAfter } from "./position-ranges.ts";
import { isCursorColumn, type OrderableSelect, selectRanges } from "./select-ranges.ts";
import { ordering, positionText, reversed, type SortTerm } from "./sort-term.ts";

/** Spread these into the columns of the select; {@link KeysetPage.result} takes them out of the rows again. */
export type CursorColumns = {
  readonly keyset: SQL.Aliased<string>;
};

/** What one select of a page needs. */
export interface PagePart {
  /** To be joined with the filter by `and`. */
  readonly where: SQL | undefined;
  readonly cursorColumns: CursorColumns;
}

/**
 * Rows in the order of the list, and the cursors of its neighbours.
 *
 * A null is certain: there was nothing on that side when the page was read. A cursor is not: what it leads to may have been deleted
 * since, and then its page is empty and has the way back.
 */
export interface PageResult<Row> {
  rows: Omit<Row, "keyset">[];
  previous: string | null;
  next: string | null;
}

/** One page of a list, before and after it was read. Made by `keyset(…).page(…)`. */
export class KeysetPage {
  readonly cursorColumns: CursorColumns;
  /** The order to read in: on the way back it is the reverse of the list's, and `result` turns the rows round. */
  readonly orderBy: SQL[];
  /** One more than the size, to see whether there is more. */
  readonly limit: number;
  readonly #terms: readonly SortTerm[];
  readonly #key: CursorKey;
  readonly #position: Position | undefined;
  readonly #backwards: boolean;

  /** @throws InvalidCursorError when there are two positions, or one that does not fit the sort */
  constructor(request: {
    terms: readonly SortTerm[];
    size: number;
    key: CursorKey;
    after: Position | undefined;
    before: Position | undefined;
  }) {
    const { terms, size, key, after, before } = request;
    if (!Number.isSafeInteger(size) || size < 1) throw new RangeError(`A page cannot have ${size} rows`);
    if (after && before) throw new InvalidCursorError();
    this.#key = key;
    this.#position = after ?? before;
    this.#backwards = before !== undefined;
    this.#terms = this.#backwards ? terms.map(reversed) : terms;
    if (this.#position && this.#position.values.length !== terms.length) throw new InvalidCursorError();
    this.cursorColumns = { keyset: positionText(terms).as("keyset") };
    this.orderBy = this.#terms.map((term) => ordering(term));
    this.limit = size + 1;
  }

  /** The whole position as one condition; undefined on the first page. */
  get where(): SQL | undefined {
    return predicateAfter(this.#terms, this.#position);
  }

  /**
   * Completes a select to the statement that reads this page. Prefer this to `where`, `orderBy` and `limit`: where the position falls
   * apart into several ranges (NULLs, mixed directions) each range gets a select of its own, all in one statement, and every one seeks
   * in the index. `where` alone would then read the list from its start.
   *
   * @param build makes the select up to and including its WHERE; called once for each range
   */
  select<Select extends OrderableSelect>(build: (part: PagePart) => Select): Select {
    const ranges = rangesAfter(this.#terms, this.#position);
    return selectRanges(ranges, this.#terms, this.cursorColumns, this.limit, build);
  }

  /**
   * Turns the rows that were read into the page.
   *
   * @param read the rows in the order of the statement, up to `limit` of them
   */
  result<Row extends { keyset: string }>(read: readonly Row[]): PageResult<Row> {
    const size = this.limit - 1;
    const more = read.length > size;
    const kept = read.slice(0, size);
    if (this.#backwards) kept.reverse();
    const rows = kept.map(withoutCursorColumns);
    const [first, last] = [kept[0], kept.at(-1)];
    if (!first || !last) return { rows, ...this.#wayBack() };
    // Where the reader came from, there was a row: the one that the cursor was made of.
    const [hasPrevious, hasNext] = this.#backwards ? [more, true] : [this.#position !== undefined, more];
    return {
      rows,
      previous: hasPrevious ? this.#cursorAt(first) : null,
      next: hasNext ? this.#cursorAt(last) : null,
    };
  }

  #cursorAt(row: { keyset: string }): string {
    const values = JSON.parse(row.keyset) as (string | null)[];
    return sealCursor(this.#key, { values, inclusive: false });
  }

  /** From an empty page: back over the position, including the row there, which the other page ended with. */
  #wayBack(): { previous: string | null; next: string | null } {
    if (!this.#position) return { previous: null, next: null };
    const cursor = sealCursor(this.#key, { ...this.#position, inclusive: true });
    return this.#backwards ? { previous: null, next: cursor } : { previous: cursor, next: null };
  }
}

function withoutCursorColumns<Row extends { keyset: string }>(row: Row): Omit<Row, "keyset"> {
  const entries = Object.entries(row).filter(([name]) => !isCursorColumn(name));
  return Object.fromEntries(entries) as Omit<Row, "keyset">;
}
