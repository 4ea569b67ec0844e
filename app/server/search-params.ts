import type { z } from "zod";
import { parseFields } from "./field-errors.ts";
import { httpError } from "./http-error.ts";

/** Values that need not be written: what an absent parameter means. */
export type SearchDefaults = Record<string, string>;

/**
 * One form for all the ways to write the same search: no blanks, no defaults, no repetitions, sorted by name and value.
 * For addresses and for cache keys.
 */
export function normaliseSearch(search: URLSearchParams, defaults: SearchDefaults = {}): URLSearchParams {
  const pairs = new Map<string, [string, string]>();
  for (const [name, given] of search) {
    const value = given.trim();
    if (value !== "" && value !== defaults[name]) pairs.set(JSON.stringify([name, value]), [name, value]);
  }
  const sorted = [...pairs.values()].sort(
    ([nameA, valueA], [nameB, valueB]) => order(nameA, nameB) || order(valueA, valueB),
  );
  return new URLSearchParams(sorted);
}

/** By code unit: the same on every machine, whatever its language. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A path with a search, without a lonely question mark. */
export function withSearch(path: string, search: URLSearchParams): string {
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}

/**
 * Reads a search with a schema whose arrays are repeatable parameters.
 * @throws the answer 400, which offers the list without a search, where a value is none that the schema knows
 */
export function parseSearch<Schema extends z.ZodType>(
  search: URLSearchParams,
  schema: Schema,
): z.output<Schema> {
  const parsed = parseFields(normaliseSearch(search), schema);
  if (parsed.status !== "success") throw httpError(400, { offersFirstPage: true });
  return parsed.value;
}
