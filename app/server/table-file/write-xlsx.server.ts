import { type CellValue, writeXlsxStream } from "hucre/xlsx";
import { minorDigits, toDecimal } from "#app/i18n/format.ts";
import type { FileCell, FileColumn, TableFile } from "./table-file.ts";

/** Of a sheet, the header among them; what is more goes on in another sheet. */
const mostRows = 1_048_576;

const widths = { text: 24, date: 12, money: 14 };

/** A table as a workbook: texts are texts whatever they begin with, dates are days, money is a number. */
export function writeXlsx<Row>({
  title,
  columns,
  currency,
  pages,
}: TableFile<Row>): ReadableStream<Uint8Array> {
  const digits = minorDigits(currency);
  const formats = {
    text: undefined,
    date: "yyyy-mm-dd",
    money: `#,##0${digits > 0 ? `.${"0".repeat(digits)}` : ""}`,
  };
  return writeXlsxStream(rowsOf(columns, pages, digits), {
    name: title,
    columns: columns.map(({ header, kind }) => ({
      header,
      width: widths[kind],
      ...(formats[kind] && { numFmt: formats[kind] }),
    })),
    freezePane: { rows: 1 },
    maxRowsPerSheet: mostRows,
  });
}

async function* rowsOf<Row>(
  columns: readonly FileColumn<Row>[],
  pages: AsyncIterable<readonly Row[]>,
  digits: number,
): AsyncGenerator<CellValue[]> {
  for await (const page of pages) {
    for (const row of page) yield columns.map((column) => sheetValueOf(column, column.cell(row), digits));
  }
}

function sheetValueOf<Row>({ kind }: FileColumn<Row>, cell: FileCell, digits: number): CellValue {
  if (cell === null) return null;
  if (kind === "money" && typeof cell === "number") return Number(toDecimal(cell, digits));
  // A sheet's day has no zone.
  return kind === "date" ? new Date(`${cell}T00:00:00Z`) : String(cell);
}
