import type { Transaction } from "#app/db/database.ts";
import { importRows, type NewImportRow } from "#schema";
import type { Rejection } from "./lead-row.ts";

/** Keeps the rows that were left out as they stood in the file, with why. */
export async function noteRejected(
  tx: Transaction,
  of: { organizationId: string; importId: string },
  complaints: readonly Rejection[],
  cellsOf: ReadonlyMap<number, readonly string[]>,
): Promise<void> {
  const byLine = new Map<number, NewImportRow & { rejections: object[] }>();
  for (const { line, column, reason } of complaints) {
    const row = byLine.get(line) ?? {
      ...of,
      ...{ line, outcome: "rejected" as const, rejections: [] },
      cells: (cellsOf.get(line) ?? []).map(storable),
    };
    row.rejections.push({ column: column ?? null, reason: reason.map(storedValue) });
    byLine.set(line, row);
  }
  if (byLine.size > 0) await tx.insert(importRows).values([...byLine.values()]);
}

/** The database takes no NUL and no half of a surrogate pair. */
const storable = (text: string) => text.replaceAll("\0", "").toWellFormed();

const storedValue = (value: string | number) => (typeof value === "string" ? storable(value) : value);
