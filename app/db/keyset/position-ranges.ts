import { and, or, type SQL, sql } from "drizzle-orm";
import type { Position } from "./cursor.ts";
import { hasDefaultNulls, nullsComeLast, ordering, parameter, type SortTerm } from "./sort-term.ts";

/** A part of the list that one scan of a plain index reads in order, without sorting or skipping. */
export interface Range {
  readonly where: SQL | undefined;
  readonly orderBy: readonly SQL[];
}

/**
 * The rows after a position, cut into ranges of which each wholly comes before the next one in the list: usually one. Another one appears
 * where NULLs stand in the way (no index condition covers values and NULLs) and at each change of direction (a row comparison needs one
 * direction). Each has the form "equal, equal, …, then one comparison", which is what a B-tree can seek.
 *
 * A range that has settled a column (its value is fixed, or known not to be NULL) leaves out where that column's NULLs belong. So a plain
 * index serves all four combinations of direction and NULLs.
 *
 * @param terms the sort in the direction of the walk, the last one unique and never NULL
 * @param position undefined: from the beginning
 */
export function rangesAfter(terms: readonly SortTerm[], position: Position | undefined): Range[] {
  if (!position) return rangesFromTheBeginning(terms);
  const ranges: Range[] = [];
  // The more a row has in common with the position, the nearer it is: what is found last comes first.
  const nearer = (...found: Range[]) => ranges.unshift(...found);
  const equal: SQL[] = [];
  let start = 0;
  while (start < terms.length) {
    const run = runOf(terms, position, start);
    const [first] = run;
    if (!first) {
      const term = terms[start] as SortTerm;
      if (!nullsComeLast(term)) nearer(range(terms, start + 1, [...equal, notNull(term)]));
      equal.push(isNull(term));
      start += 1;
      continue;
    }
    const end = start + run.length;
    const values = comparison(run, position.inclusive && end === terms.length);
    nearer(
      range(terms, start + 1, [...equal, values]),
      ...(followedByNulls(first.term) ? [range(terms, start + 1, [...equal, isNull(first.term)])] : []),
    );
    for (const { term, value } of run) equal.push(sql`${term.expression} = ${value}`);
    start = end;
  }
  return ranges;
}

/**
 * The rows after a position as one condition: a row comparison when directions agree and no NULL is about, otherwise the ranges joined by OR,
 * behind a condition on the first column that an index can seek.
 */
export function predicateAfter(terms: readonly SortTerm[], position: Position | undefined): SQL | undefined {
  const [first, value] = [terms[0], position?.values[0]];
  if (!position || !first || value === undefined) return undefined;
  const ranges = rangesAfter(terms, position).map((each) => each.where);
  if (ranges.length === 1) return ranges[0];
  return and(leadingCondition(first, value), or(...ranges));
}

function leadingCondition(first: SortTerm, value: string | null): SQL | undefined {
  if (value === null) return nullsComeLast(first) ? isNull(first) : undefined;
  if (first.nullable && nullsComeLast(first)) return undefined;
  return comparison([{ term: first, value: parameter(first, value) }], true);
}

function rangesFromTheBeginning(terms: readonly SortTerm[]): Range[] {
  const first = terms[0];
  if (!first?.nullable || hasDefaultNulls(first)) return [range(terms, 0, [])];
  const [values, nulls] = [range(terms, 1, [notNull(first)]), range(terms, 1, [isNull(first)])];
  return nullsComeLast(first) ? [values, nulls] : [nulls, values];
}

interface Step {
  readonly term: SortTerm;
  readonly value: SQL;
}

/**
 * The terms from `start` on that one row comparison can cover: the same direction, no NULL at the position, and none whose NULLs would
 * stand among what it covers.
 */
function runOf(terms: readonly SortTerm[], position: Position, start: number): Step[] {
  const run: Step[] = [];
  for (let i = start; i < terms.length; i += 1) {
    const [term, value] = [terms[i], position.values[i] ?? null];
    if (!term || value === null || term.direction !== terms[start]?.direction) break;
    if (i > start && followedByNulls(term)) break;
    run.push({ term, value: parameter(term, value) });
  }
  return run;
}

function comparison(run: readonly Step[], inclusive: boolean): SQL {
  const operator = sql.raw((run[0]?.term.direction === "asc" ? ">" : "<") + (inclusive ? "=" : ""));
  const [left, right] = [run.map((step) => step.term.expression), run.map((step) => step.value)];
  if (run.length === 1) return sql`${left[0]} ${operator} ${right[0]}`;
  return sql`(${sql.join(left, sql`, `)}) ${operator} (${sql.join(right, sql`, `)})`;
}

/** @param settled how many of the first terms are, in this range, a fixed value or known not to be NULL */
function range(terms: readonly SortTerm[], settled: number, conditions: SQL[]): Range {
  const orderBy = terms.map((term, i) =>
    ordering(i < settled && term.nullable ? { ...term, nulls: undefined } : term),
  );
  return { where: and(...conditions), orderBy };
}

const followedByNulls = (term: SortTerm) => term.nullable && nullsComeLast(term);

const isNull = (term: SortTerm) => sql`${term.expression} is null`;
const notNull = (term: SortTerm) => sql`${term.expression} is not null`;
