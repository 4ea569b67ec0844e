import type { BatchResponse } from "drizzle-orm/batch";
import type { Statement } from "../database.ts";

/** Runs built statements one after the other on the connection they were built on. */
export async function runStatements<T extends readonly Statement[]>(
  statements: T,
): Promise<BatchResponse<T>> {
  const results: unknown[] = [];
  for (const statement of statements) results.push(await (statement as unknown as PromiseLike<unknown>));
  return results as BatchResponse<T>;
}
