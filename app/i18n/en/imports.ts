import { counted } from "../plural.ts";

const columns = (n: number) => counted("en", n, { one: "column", other: "columns" });

export const imports = {
  /** Why a row was left out, after its line and column. */
  reasons: {
    blank: () => "is blank",
    tooLong: (length: number, most: number) => `has ${length} characters, ${most} at most`,
    noText: () => "has characters that are no text",
    email: (cell: string) => `expected an e-mail address, got ${cell}`,
    phone: (cell: string) => `expected a phone number, got ${cell}`,
    phoneWithCountry: (cell: string) =>
      `expected a phone number with its country, such as +5511987654321, got ${cell}`,
    instant: (cell: string) => `expected a time with an offset, such as 2026-01-31T14:30:00Z, got ${cell}`,
    date: (pattern: string, cell: string) => `expected a date as ${pattern}, got ${cell}`,
    toCome: (cell: string) => `is still to come: ${cell}`,
    amount: (digits: number, mark: string, cell: string) =>
      `expected an amount with ${digits} decimals at most, marked by ${mark}, got ${cell}`,
    status: (words: string, cell: string) => `expected one of ${words}, got ${cell}`,
    columns: (found: number, expected: number) => `has ${columns(found)}, the first line has ${expected}`,
    statusOfWon: (status: string) => `the status is ${status}, but there is a won date`,
    wonWithoutDate: () => "a won lead needs the date on which it was won",
    notLost: (status: string) => `the lead is not lost but ${status}`,
    deleted: () => "the lead with this id was deleted",
    noLead: () => "there is no lead with this id",
    sameId: (line: number) => `is the same as in line ${line}`,
    noMentee: (name: string) => `there is no mentee called ${name}`,
    severalMentees: (name: string) => `several mentees are called ${name}`,
    archivedMentee: (name: string) => `the mentee ${name} is in the archive and takes no leads`,
    archivedCohort: (mentee: string, cohort: string) =>
      `there is no mentee called ${mentee}, and the cohort ${cohort} is in the archive and takes none`,
    refused: (message: string) => `the database refuses it: ${message}`,
  },
  /** Why a file cannot be imported. */
  problems: {
    empty: (file: string) => `${file} is empty.`,
    noCsv: (file: string) => `${file} is not a CSV file.`,
    archive: (file: string) =>
      `${file} is not a CSV file but a spreadsheet or an archive. Save it as CSV UTF-8.`,
    utf16: (file: string) => `${file} is UTF-16. Save the file as CSV UTF-8.`,
    notUtf8: (file: string, line: number) => `${file}, line ${line}: not UTF-8. Save the file as CSV UTF-8.`,
    openQuote: (file: string, line: number) => `${file}, line ${line}: a quoted value is never closed.`,
    broken: (file: string, line: number, message: string) => `${file}, line ${line}: ${message}.`,
    noColumn: (file: string, column: string, columns: string) =>
      `${file} has no column ${column}. Its columns are: ${columns}.`,
    columnTwice: (file: string, column: string) => `${file} has the column ${column} twice.`,
    swept: (file: string) => `${file} was uploaded too long ago and is gone. Upload it again.`,
    gaveUp: () =>
      "The server stopped in the middle, several times. Nothing was imported. Try again, or ask the operator.",
    gaveUpReverting: () =>
      "The server stopped in the middle, several times. Nothing was taken back. Try again, or ask the operator.",
    changedSince: (leads: number) =>
      `Nothing was taken back: somebody has worked since on ${counted("en", leads, { one: "lead", other: "leads" })} of this import.`,
  },
};
