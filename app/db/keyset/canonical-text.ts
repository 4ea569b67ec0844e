/** What a cursor can be bound to: plain data. A key whose value is undefined counts as absent. */
export type PlainData =
  | string
  | number
  | boolean
  | bigint
  | null
  | undefined
  | Date
  | readonly PlainData[]
  | { readonly [key: string]: PlainData };

/**
 * One text for one value: equal data gives equal text whatever the order of its keys, different data gives different text.
 *
 * @throws TypeError for an invalid date and for anything that is not plain data
 */
export function canonicalText(value: PlainData): string {
  if (value === undefined) return "undefined";
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return String(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (value instanceof Date) return `Date(${dateText(value)})`;
  if (isList(value)) return `[${value.map(canonicalText).join(",")}]`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError("A cursor binds to plain data only");
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalText(entry)}`).join(",")}}`;
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) throw new TypeError("A cursor cannot bind to an invalid date");
  return date.toISOString();
}

function isList(value: object): value is readonly PlainData[] {
  return Array.isArray(value);
}
