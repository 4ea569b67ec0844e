/** What a cell of a column holds: text, a local date "YYYY-MM-DD", or minor units of a currency. Null leaves it blank. */
export type FileCell = string | number | null;

export interface FileColumn<Row> {
  header: string;
  kind: "text" | "date" | "money";
  cell: (row: Row) => FileCell;
}

/** A table of any length that is sent as a file, in the order in which its rows come. */
export interface TableFile<Row> {
  /** of the sheet, where the format has one */
  title: string;
  /** ISO 4217; of the columns of money */
  currency: string;
  columns: readonly FileColumn<Row>[];
  /** read as the file is, never ahead of it by more than a page */
  pages: AsyncIterable<readonly Row[]>;
}

export const fileFormats = ["csv", "xlsx"] as const;

export type FileFormat = (typeof fileFormats)[number];
