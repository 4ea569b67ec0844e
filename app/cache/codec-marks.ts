/** What stands first in an array that is no array. */
export const mark = {
  undefined: "~u",
  hole: "~h",
  number: "~n",
  bigint: "~i",
  date: "~d",
  map: "~m",
  set: "~s",
  bytes: "~b",
  buffer: "~B",
  /** An array that begins with a string that looks like a mark. */
  array: "~a",
  /** An object without a prototype. */
  bare: "~o",
} as const;

/** Whether a string at the head of an array could be taken for a mark. */
export function looksLikeMark(value: unknown): value is string {
  return typeof value === "string" && value.startsWith("~");
}
