import { stringify } from "csv-stringify/sync";
import { guardFormula } from "#app/domains/formula-guard.ts";
import { minorDigits, toDecimal } from "#app/i18n/format.ts";
import type { FileCell, FileColumn, TableFile } from "./table-file.ts";

/** Without it Excel reads the file in the machine's own code page. */
const byteOrderMark = "\uFEFF";

/**
 * A table as CSV (RFC 4180) in UTF-8. Dates are ISO 8601, money has a decimal point. A text that a spreadsheet would take for a
 * formula has an apostrophe in front, which our own import takes away.
 */
export async function* writeCsv<Row>({
  columns,
  currency,
  pages,
}: TableFile<Row>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const digits = minorDigits(currency);
  const written = (rows: readonly (readonly string[])[]) =>
    encoder.encode(stringify(rows as string[][], { record_delimiter: "\r\n" }));
  yield encoder.encode(byteOrderMark);
  yield written([columns.map(({ header }) => guardFormula(header))]);
  for await (const page of pages) {
    yield written(page.map((row) => columns.map((column) => textOf(column, column.cell(row), digits))));
  }
}

function textOf<Row>({ kind }: FileColumn<Row>, cell: FileCell, digits: number): string {
  if (cell === null) return "";
  return kind === "money" && typeof cell === "number" ? toDecimal(cell, digits) : guardFormula(String(cell));
}
