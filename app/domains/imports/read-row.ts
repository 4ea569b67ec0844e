import { phoneCountry } from "#app/domains/phone-numbers.server.ts";
import { minorDigits } from "#app/i18n/format.ts";
import { unguardFormula } from "../formula-guard.ts";
import { cellReaders, type ReadCell } from "./cell-readers.ts";
import { columnName } from "./column-name.ts";
import { ImportError } from "./import-error.ts";
import type { LeadRow, Rejection } from "./lead-row.ts";
import type { FieldName, Mapping } from "./mapping.ts";
import type { Reason } from "./reason.ts";
import { stillToCome } from "./still-to-come.ts";

/** A row's cells, or why it cannot be taken. */
export type ReadRow = (line: number, cells: readonly string[]) => LeadRow | Rejection[];

export interface RowReaderOptions {
  mapping: Mapping;
  /** The file's first row. */
  header: readonly string[];
  /** ISO 4217, of the organization. */
  currency: string;
  /** The file's name, for messages. */
  file: string;
  /** IANA; of the organization, where the mapping names none. */
  timeZone: string;
  /** An instant, ISO 8601, in tests. */
  now?: string | undefined;
}

interface FieldReader {
  field: FieldName;
  /** Named in rejections. */
  column?: string;
  read: (cells: readonly string[]) => ReturnType<ReadCell>;
}

/**
 * Prepares to read a file's rows by a mapping. The reader itself never throws.
 *
 * @throws ImportError where the mapping names columns that the file does not have, or has twice
 */
export function createRowReader(options: RowReaderOptions): ReadRow {
  const { mapping, header, currency, file, timeZone, now } = options;
  const indexOf = columnFinder(header, file);
  const isToCome = stillToCome(mapping.timeZone ?? timeZone, now);
  const readCell = cellReaders(mapping.fields, minorDigits(currency), isToCome, {
    country: phoneCountry({ timeZone, currency }),
  });
  const readers = fieldReaders(mapping, indexOf, readCell);
  return (line, cells) => {
    if (cells.length !== header.length) {
      return [{ line, reason: ["columns", cells.length, header.length] }];
    }
    const row: Record<string, unknown> = { line };
    const rejections: Rejection[] = [];
    for (const { field, column, read } of readers) {
      const result = read(cells);
      if ("reason" in result) rejections.push({ line, ...(column !== undefined && { column }), ...result });
      else row[field] = result.value;
    }
    if (rejections.length > 0) return rejections;
    if (!row.leadId && !row.externalId) {
      const { leadId, externalId } = mapping.fields;
      return [{ line, column: (externalId ?? leadId)?.column ?? "", reason: ["blank"] }];
    }
    return settleStatus(row as unknown as LeadRow, mapping);
  };
}

function columnFinder(header: readonly string[], file: string) {
  const names = header.map(columnName);
  return (column: string): number => {
    const name = columnName(column);
    const index = names.indexOf(name);
    if (index < 0) {
      const columns = names.map((name) => JSON.stringify(name)).join(", ");
      throw new ImportError(["noColumn", file, JSON.stringify(column), columns]);
    }
    if (names.lastIndexOf(name) !== index) {
      throw new ImportError(["columnTwice", file, JSON.stringify(column)]);
    }
    return index;
  };
}

function fieldReaders(
  mapping: Mapping,
  indexOf: (column: string) => number,
  readCell: Record<FieldName, ReadCell>,
): FieldReader[] {
  const readers: FieldReader[] = [];
  for (const [field, source] of Object.entries(mapping.fields) as [FieldName, object | undefined][]) {
    if (source === undefined) continue;
    const read = readCell[field];
    if ("column" in source) {
      const { column, unknown } = source as { column: string; unknown: string[] };
      const index = indexOf(column);
      const blank = new Set(unknown);
      const cellOf = (cells: readonly string[]) => {
        const cell = unguardFormula((cells[index] ?? "").trim()).trim();
        return blank.has(cell) ? "" : cell;
      };
      readers.push({ field, column, read: (cells) => read(cellOf(cells)) });
    } else if ("template" in source) {
      const fill = templateFiller(String(source.template), indexOf);
      readers.push({ field, read: (cells) => read(fill(cells)) });
    } else if ("constant" in source && !(field === "status" && mapping.rows === "upsert")) {
      const value = read(String(source.constant));
      readers.push({ field, read: () => value });
    }
  }
  return readers;
}

function templateFiller(template: string, indexOf: (column: string) => number) {
  const parts = template.split(/\{([^{}]+)\}/).map((part, i) => (i % 2 === 1 ? indexOf(part.trim()) : part));
  return (cells: readonly string[]) =>
    parts
      .map((part) => (typeof part === "number" ? unguardFormula((cells[part] ?? "").trim()).trim() : part))
      .join("");
}

/** A row with a won date is won; a won one must have a date; a reason belongs to a lost one. */
function settleStatus(row: LeadRow, { fields }: Mapping): LeadRow | Rejection[] {
  const { line, wonAt, status, lostReason } = row;
  const reject = (field: FieldName, reason: Reason): Rejection[] => {
    const source = fields[field];
    return [{ line, ...(source && "column" in source && { column: source.column }), reason }];
  };
  if (wonAt) {
    if (status && status !== "won") return reject("status", ["statusOfWon", status]);
    row.status = "won";
  } else if (status === "won") {
    return reject(fields.wonAt ? "wonAt" : "status", ["wonWithoutDate"]);
  }
  if (lostReason && row.status && row.status !== "lost") {
    return reject("lostReason", ["notLost", row.status]);
  }
  return row;
}
