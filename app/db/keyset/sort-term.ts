import { is, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, PgColumn, PgEnumColumn } from "drizzle-orm/pg-core";

export type Direction = "asc" | "desc";
export type Nulls = "first" | "last";

/** One column to sort by. */
export interface SortTerm {
  readonly expression: SQL;
  /** The Postgres type, as SQL, that a cursor's text is cast to. */
  readonly type: string;
  readonly direction: Direction;
  readonly nullable: boolean;
  /** As asked for; undefined is Postgres's default: last when ascending, first when descending. */
  readonly nulls: Nulls | undefined;
}

export interface ColumnSortOptions {
  /** Where NULLs stand; Postgres's default is last when ascending, first when descending. */
  nulls?: Nulls;
  /** Whether the sort can meet NULL. Default: what the column says; say true for a column of an outer-joined table. */
  nullable?: boolean;
}

export interface ExpressionSortOptions extends ColumnSortOptions {
  type: ExpressionType;
  nullable: boolean;
}

/** The Postgres type of an expression to sort by. */
export type ExpressionType =
  | "smallint"
  | "integer"
  | "bigint"
  | "numeric"
  | "real"
  | "double precision"
  | "boolean"
  | "text"
  | "uuid"
  | "date"
  | "time"
  | "timestamp"
  | "timestamp with time zone";

/** Types whose text goes through JSON: there it is ISO 8601 whatever the session's DateStyle. */
const calendarTypes = /^(date|timestamp)\b/;

/** Types whose text reads back as exactly the same value whatever the session's settings. */
const supportedTypes =
  /^(smallint|integer|bigint|numeric|real|double precision|boolean|text|varchar|char|uuid|date|time|timestamp)\b(?!.*\[)/;

const serialTypes: Record<string, string> = {
  smallserial: "smallint",
  serial: "integer",
  bigserial: "bigint",
};

/**
 * A column to sort by, for the `columns` of a keyset.
 *
 * Under row-level security only leakproof comparisons use an index: timestamptz, date, bigint, integer, smallint, uuid and text, but
 * not numeric and no enum. A long text makes a long cursor: sort by `left(column, 200)` instead.
 *
 * @throws TypeError for a type whose text does not read back as the same value (json, interval, bytea, arrays …)
 */
export function by(column: AnyPgColumn, direction: Direction, options?: ColumnSortOptions): SortTerm;
/** An expression to sort by; its type and whether it can be NULL have to be said. */
export function by(expression: SQL, direction: Direction, options: ExpressionSortOptions): SortTerm;
export function by(
  sortable: AnyPgColumn | SQL,
  direction: Direction,
  options: Partial<ExpressionSortOptions> = {},
): SortTerm {
  const { nulls } = options;
  if (is(sortable, PgColumn)) {
    const nullable = options.nullable ?? !sortable.notNull;
    return { expression: sql`${sortable}`, type: columnType(sortable), direction, nullable, nulls };
  }
  const { type = "text", nullable = true } = options;
  return { expression: sql`(${sortable})`, type, direction, nullable, nulls };
}

function columnType(column: PgColumn): string {
  if (is(column, PgEnumColumn)) {
    const { enumName, schema } = column.enum;
    return [schema, enumName]
      .filter((name) => name !== undefined)
      .map(quoted)
      .join(".");
  }
  const declared = column.getSQLType();
  const type = serialTypes[declared] ?? declared;
  if (!supportedTypes.test(type)) throw new TypeError(`A keyset cannot sort by the type "${type}"`);
  return type;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The same column walked the other way. */
export function reversed(term: SortTerm): SortTerm {
  return {
    ...term,
    direction: term.direction === "asc" ? "desc" : "asc",
    nulls: term.nulls && (term.nulls === "first" ? "last" : "first"),
  };
}

/** Whether NULLs come after the values in this term's order. */
export function nullsComeLast(term: SortTerm): boolean {
  return (term.nulls ?? defaultNulls(term.direction)) === "last";
}

/** Whether a plain index, read in this term's direction, has the NULLs where the term wants them. */
export function hasDefaultNulls(term: SortTerm): boolean {
  return term.nulls === undefined || term.nulls === defaultNulls(term.direction);
}

const defaultNulls = (direction: Direction): Nulls => (direction === "asc" ? "last" : "first");

/** `ORDER BY` for one term over `expression`, the NULLs where the term wants them. */
export function ordering(term: SortTerm, expression: SQL = term.expression): SQL {
  const nulls = hasDefaultNulls(term) ? "" : ` nulls ${term.nulls}`;
  return sql`${expression} ${sql.raw(term.direction + nulls)}`;
}

/** A value from a cursor as a parameter of the column's type. */
export function parameter(term: SortTerm, text: string): SQL {
  // PGlite takes no text for a boolean parameter.
  return sql`${text}::${sql.raw(term.type === "boolean" ? "text::boolean" : term.type)}`;
}

/** All terms of a row as one JSON array of texts and nulls, itself a text. */
export function positionText(terms: readonly SortTerm[]): SQL<string> {
  const texts = terms.map((term) =>
    calendarTypes.test(term.type) ? term.expression : sql`${term.expression}::text`,
  );
  return sql<string>`json_build_array(${sql.join(texts, sql`, `)})::text`;
}
