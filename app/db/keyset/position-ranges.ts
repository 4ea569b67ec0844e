import { and, or, type SQL, sql } from "drizzle-orm";
import type { Position } from "./cursor.ts";
import { hasDefaultNulls, nullsComeLast, ordering, parameter, type SortTerm } from "./sort-term.ts";

/** A part of the list that one scan of a plain index reads in order, without sorting or skipping. */
export interface Range {
  readonly where: SQL | undefined;
  readonly orderBy: readonly SQL[];
}

/**
 * The rows after a position, cut into ranges that have no row in common: usually one. Another one appears where NULLs stand in the way
 * (no index condition covers values and NULLs) and at each change of direction (a row comparison needs one direction).
 * Each has the form "equal, equal, …, then one comparison", which is what a B-tree can seek.
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
  const equal: SQL[] = [];
  let start = 0;
  while (start < terms.length) {
    const run = runOf(terms, position, start);
    if (run.length === 0) {
      const term = terms[start] as SortTerm;
      if (!nullsComeLast(term)) ranges.push(range(terms, start + 1, [...equal, notNull(term)]));
      equal.push(isNull(term));
      start += 1;
      continue;
    }
    const end = start + run.length;
    ranges.push(
      range(terms, start + 1, [...equal, comparison(run, position.inclusive && end === terms.length)]),
    );
    for (const [offset, step] of run.entries()) {
      if (step.term.nullable && nullsComeLast(step.term)) {
        ranges.push(range(terms, start + offset + 1, [...equal, isNull(step.term)]));
      }
      equal.push(sql`${step.term.expression} = ${step.value}`);
    }
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
  return [range(terms, 1, [notNull(first)]), range(terms, 1, [isNull(first)])];
}

interface Step {
  readonly term: SortTerm;
  readonly value: SQL;
}

/** The terms from `start` on that one row comparison can cover: the same direction, no NULL at the position. */
function runOf(terms: readonly SortTerm[], position: Position, start: number): Step[] {
  const run: Step[] = [];
  for (let i = start; i < terms.length; i += 1) {
    const [term, value] = [terms[i], position.values[i] ?? null];
    if (!term || value === null || term.direction !== terms[start]?.direction) break;
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

const isNull = (term: SortTerm) => sql`${term.expression} is null`;
const notNull = (term: SortTerm) => sql`${term.expression} is not null`;
