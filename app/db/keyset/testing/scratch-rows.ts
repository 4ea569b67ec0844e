import { type SQL, sql } from "drizzle-orm";
import fc from "fast-check";
import { by, type Direction, type Nulls, type SortTerm } from "../index.ts";
import { scratch } from "./scratch-table.ts";

/** Column name to Postgres's text of the value. */
type Texts = Record<string, string | null>;

export interface ScratchRow {
  readonly id: string;
  readonly texts: Texts;
}

interface Sortable {
  term(direction: Direction, nulls: Nulls | undefined): SortTerm;
  /** A number or bytes that sort as Postgres sorts the value; null for NULL. */
  rank(row: ScratchRow): number | Buffer | null;
}

/** Ascending; texts in one group are equal to Postgres. */
const pools = {
  stage: [["-32768"], ["-1"], ["0"], ["1"], ["32767"]],
  value: [
    ["-9223372036854775808"],
    ["-1"],
    ["0"],
    ["9007199254740992"],
    ["9007199254740993"],
    ["9223372036854775807"],
  ],
  entered_at: [
    ["-infinity"],
    ["0044-03-15 12:00:00+00 BC"],
    ["1913-12-31 23:59:59-03:06:28"],
    ["2026-02-03 04:05:06.789012+00", "2026-02-03 01:05:06.789012-03"],
    ["2026-02-03 04:05:06.789013+00"],
    ["2026-02-03 04:05:06.79+00"],
    ["12026-01-01 00:00:00.000001+00"],
    ["infinity"],
  ],
  won_at: [["1999-12-31 23:59:59.999999+00"], ["2000-01-01 00:00:00+00"], ["2000-01-01 00:00:00.000001+00"]],
  local_time: [
    ["0001-01-01 00:00:00"],
    ["2026-10-25 02:30:00.001"],
    ["2026-10-25 02:30:00.002"],
    ["infinity"],
  ],
  day: [["-infinity"], ["0044-03-15 BC"], ["2026-02-03"], ["2026-03-02"], ["infinity"]],
  open: [["false"], ["true"]],
  price: [["-0.01"], ["0", "0.00"], ["0.1", "0.10"], ["9999999999.99"], ["NaN"]],
  score: [["-Infinity"], ["0", "-0"], ["5e-324"], ["0.1"], ["0.30000000000000004"], ["Infinity"], ["NaN"]],
  mood: [["sad"], ["so so"], ["happy"]],
} satisfies Record<string, string[][]>;

type PoolColumn = keyof typeof pools;

const poolColumns = Object.keys(pools) as PoolColumn[];
const required: readonly string[] = ["stage", "entered_at", "code"];

const oddTexts = [
  "",
  " ",
  "a",
  "A",
  "á",
  "a\u0301",
  "%",
  "\\",
  "'; --",
  '"',
  "\u{1f600}",
  "\u{ffff}",
  "\t\n",
  "ab",
  "null",
];

const texts: fc.Arbitrary<Texts> = fc.record(
  Object.fromEntries([
    ...poolColumns.map((column) => [column, maybe(column, fc.constantFrom(...pools[column].flat()))]),
    ["name", maybe("name", oneText(8))],
    ["code", oneText(2)],
  ]),
);

function maybe(column: string, value: fc.Arbitrary<string>): fc.Arbitrary<string | null> {
  return required.includes(column) ? value : fc.option(value, { freq: 3 });
}

function oneText(maxLength: number): fc.Arbitrary<string> {
  const anything = fc.string({ unit: "binary", maxLength }).map((text) => text.replaceAll("\0", "."));
  return fc.oneof(fc.constantFrom(...oddTexts), anything);
}

/** Up to `count` rows, many of them equal in many columns. */
export function randomRows(count: number): fc.Arbitrary<ScratchRow[]> {
  const id = fc.uuid();
  return fc.uniqueArray(fc.record({ id, texts }), {
    maxLength: count,
    size: "max",
    selector: (row) => row.id,
  });
}

function pooled(column: PoolColumn, property: keyof typeof scratch.$inferSelect): Sortable {
  const groups: string[][] = pools[column];
  return {
    term: (direction, nulls) => by(scratch[property], direction, nulls && { nulls }),
    rank: ({ texts }) => {
      const text = texts[column] ?? null;
      return text === null ? null : groups.findIndex((group) => group.includes(text));
    },
  };
}

const bytes = (text: string | null | undefined) =>
  text === null || text === undefined ? null : Buffer.from(text);

const expression =
  (what: SQL, type: "text" | "bigint", nullable: boolean) => (direction: Direction, nulls?: Nulls) =>
    by(what, direction, { type, nullable, ...(nulls && { nulls }) });

const sortables: Sortable[] = [
  pooled("stage", "stage"),
  pooled("value", "value"),
  pooled("entered_at", "enteredAt"),
  pooled("won_at", "wonAt"),
  pooled("local_time", "localTime"),
  pooled("day", "day"),
  pooled("open", "open"),
  pooled("price", "price"),
  pooled("score", "score"),
  pooled("mood", "mood"),
  {
    term: (direction, nulls) => by(scratch.name, direction, nulls && { nulls }),
    rank: ({ texts }) => bytes(texts.name),
  },
  {
    term: (direction, nulls) => by(scratch.code, direction, nulls && { nulls }),
    rank: ({ texts }) => bytes(texts.code),
  },
  {
    term: expression(sql`left(${scratch.name}, 1)`, "text", true),
    rank: ({ texts }) => bytes(texts.name && [...texts.name].slice(0, 1).join("")),
  },
  {
    term: expression(sql`coalesce(${scratch.value}, ${0})`, "bigint", false),
    rank: ({ texts }) => pools.value.findIndex(([text]) => text === (texts.value ?? "0")),
  },
];

/** Some columns to sort by; the id is appended by the keyset. */
export type Sort = readonly { column: Sortable; direction: Direction; nulls: Nulls | undefined }[];

export const randomSort: fc.Arbitrary<Sort> = fc.array(
  fc.record({
    column: fc.constantFrom(...sortables),
    direction: fc.constantFrom("asc", "desc"),
    nulls: fc.constantFrom("first", "last", undefined),
  }),
  { maxLength: 4 },
);

export const termOf = ({ column, direction, nulls }: Sort[number]): SortTerm => column.term(direction, nulls);

/** The order that the sort promises; ids, which are unique, go the way of the last column. */
export function compareRows(sort: Sort, a: ScratchRow, b: ScratchRow): number {
  for (const { column, direction, nulls = direction === "asc" ? "last" : "first" } of sort) {
    const [left, right] = [column.rank(a), column.rank(b)];
    if (left === null && right === null) continue;
    if (left === null || right === null) return (left === null) === (nulls === "first") ? -1 : 1;
    const order = compareRanks(left, right);
    if (order !== 0) return direction === "asc" ? order : -order;
  }
  const order = a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  return sort.at(-1)?.direction === "desc" ? -order : order;
}

function compareRanks(left: number | Buffer, right: number | Buffer): number {
  return left instanceof Buffer && right instanceof Buffer
    ? Buffer.compare(left, right)
    : Number(left) - Number(right);
}
