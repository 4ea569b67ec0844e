import { ReadableStream as WebStream } from "node:stream/web";
import type { FileFormat, TableFile } from "./table-file.ts";
import { writeCsv } from "./write-csv.server.ts";
import { writeXlsx } from "./write-xlsx.server.ts";

const types: Record<FileFormat, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/**
 * A table as a file to be kept. It is written as fast as the client reads, and no further once the client is gone; where the table cannot be
 * read to its end the connection breaks, so that part of a file never passes for all of it.
 * @param name without its ending; of letters, digits, hyphens
 */
export function sendTable<Row>(table: TableFile<Row>, format: FileFormat, name: string): Response {
  const body = format === "csv" ? WebStream.from(writeCsv(table)) : writeXlsx(table);
  return new Response(body as BodyInit, {
    headers: {
      "Content-Type": types[format],
      "Content-Disposition": `attachment; filename="${name}.${format}"`,
      "Cache-Control": "no-store",
    },
  });
}
