/**
 * Text that is equal for equal arguments and for no others: keys sorted, properties that are undefined left out, every type
 * told apart. It is hashed, never parsed.
 * @throws TypeError for what is no plain data: functions, symbols, class instances, NaN, infinities
 */
export function canonical(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "boolean":
      return String(value);
    case "number":
      if (!Number.isFinite(value)) throw new TypeError(`${value} cannot be part of a cache key`);
      return Object.is(value, -0) ? "-0" : String(value);
    case "bigint":
      return `${value}n`;
    case "undefined":
      return "undefined";
    case "object":
      return value === null ? "null" : canonicalObject(value);
    default:
      throw new TypeError(`A ${typeof value} cannot be part of a cache key`);
  }
}

function canonicalObject(value: object): string {
  // Array.from visits holes too, so that [,1] and [1] differ.
  if (Array.isArray(value)) return `[${Array.from(value, canonical).join(",")}]`;
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new TypeError("An invalid date cannot be part of a cache key");
    return `date(${value.getTime()})`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`A ${value.constructor.name} cannot be part of a cache key`);
  }
  const properties = Object.entries(value)
    .filter(([, property]) => property !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, property]) => `${JSON.stringify(name)}:${canonical(property)}`);
  return `{${properties.join(",")}}`;
}
