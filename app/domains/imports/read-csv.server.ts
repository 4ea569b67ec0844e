import { Readable } from "node:stream";
import { CsvError, type Info, parse } from "csv-parse";
import { ImportError } from "./import-error.ts";
import { linesOf } from "./utf8-lines.server.ts";

export interface CsvRow {
  /** Where the row begins in the file, from 1. */
  line: number;
  cells: string[];
}

export interface CsvFile {
  /** The first row. */
  header: string[];
  /** The rows after it, without blank ones; can be read once. */
  rows: AsyncIterable<CsvRow>;
}

/** A quote that is never closed would otherwise take the rest of the file into memory. */
const longestRow = 1_000_000;

/**
 * Reads a CSV file as it streams in: UTF-8 with or without a byte-order mark; commas, semicolons or tabs, whichever the first line
 * has more of; any line ends; line breaks within quotes.
 *
 * @param name the file's name, for messages
 * @throws ImportError where the file is empty or no such file, at once or while its rows are read
 */
export async function readCsv(bytes: AsyncIterable<Uint8Array>, name: string): Promise<CsvFile> {
  const texts = linesOf(bytes, name);
  const first = await texts.next();
  const start: string = first.done ? "" : first.value;
  if (start.trim() === "") throw new ImportError(["empty", name]);
  const text = async function* () {
    yield start;
    yield* texts;
  };
  const progress = { line: 0 };
  const parser = parse({
    delimiter: delimiterOf(start),
    record_delimiter: "\n",
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: longestRow,
    // The parser is ahead of whoever reads its rows.
    on_record: (record, { lines }) => {
      progress.line = lines;
      return record;
    },
  });
  const source = Readable.from(text());
  source.on("error", (error) => parser.destroy(error));
  const records = numbered(source.pipe(parser), name, progress);
  const header = await records.next();
  if (header.done) throw new ImportError(["empty", name]);
  return { header: header.value.cells, rows: records };
}

async function* numbered(
  records: AsyncIterable<unknown>,
  name: string,
  progress: { line: number },
): AsyncGenerator<CsvRow, void> {
  try {
    for await (const each of records) {
      const { record, info } = each as { record: string[]; info: Info };
      yield { line: info.lines - breaksIn(record), cells: record };
    }
  } catch (error) {
    throw explained(error, name, progress.line + 1);
  }
}

/** A row is counted where it ends; it begins as many lines before as it has line breaks within quotes. */
function breaksIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf("\n"); at >= 0; at = cell.indexOf("\n", at + 1)) breaks++;
  }
  return breaks;
}

/** Whichever of the three the first line has more of outside of quotes. */
function delimiterOf(start: string): string {
  const bare = start.replace(/"[^"]*"/g, "");
  const line = bare.slice(0, bare.indexOf("\n") < 0 ? undefined : bare.indexOf("\n"));
  const count = (mark: string) => line.split(mark).length;
  return [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function explained(error: unknown, name: string, line: number): unknown {
  if (!(error instanceof CsvError)) return error;
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
    case "CSV_MAX_RECORD_SIZE":
      return new ImportError(["openQuote", name, line]);
    default:
      return new ImportError(["broken", name, line, error.message]);
  }
}
