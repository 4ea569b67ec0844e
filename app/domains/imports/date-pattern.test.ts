import fc from "fast-check";
import { expect, test } from "vitest";
import { readDatePattern } from "./date-pattern.ts";

const read = (pattern: string, cell: string) => readDatePattern(pattern)?.read(cell);

test.each([
  ["YYYY-MM-DD", "2018-02-01", "2018-02-01 00:00:00"],
  ["DD/MM/YYYY", "1/2/2018", "2018-02-01 00:00:00"],
  ["DD/MM/YYYY HH:mm", "01/02/2018 7:05", "2018-02-01 07:05:00"],
  ["YYYY-MM-DD HH:mm:ss", "2018-02-26 19:58:54", "2018-02-26 19:58:54"],
  ["YYYYMMDD", "20180226", "2018-02-26 00:00:00"],
  ["YYYY-MM-DDTHH:mm", "2018-02-26T23:59", "2018-02-26 23:59:00"],
  // Midnight does not exist there and then, which is for the database to settle, as it does for day borders.
  ["YYYY-MM-DD", "2018-11-04", "2018-11-04 00:00:00"],
  ["instant", "2018-02-26T19:58:54.25-03:00", "2018-02-26T19:58:54.25-03:00"],
  ["instant", "2018-02-26T19:58Z", "2018-02-26T19:58Z"],
])("%s reads %s", (pattern, cell, expected) => {
  expect(read(pattern, cell)).toBe(expected);
});

test.each([
  ["YYYY-MM-DD", "2018-02-30"],
  ["YYYY-MM-DD", "2018-13-01"],
  ["YYYY-MM-DD", "0018-01-01"],
  ["YYYY-MM-DD", "2018-02-01 10:00"],
  ["YYYY-MM-DD", ""],
  ["DD.MM.YYYY", "01x02x2018"],
  ["YYYY-MM-DD HH:mm:ss", "2018-02-26 24:00:00"],
  ["YYYY-MM-DD HH:mm", "2018-02-26 10:60"],
  ["instant", "2018-02-26T19:58:54"],
  ["instant", "2018-02-30T19:58:54Z"],
  ["instant", "2018-02-26T25:00:00Z"],
])("%s does not read %j", (pattern, cell) => {
  expect(read(pattern, cell)).toBeUndefined();
});

test.each([
  "yyyy-MM-dd",
  "YYYY-MM",
  "YYYY-MM-DD HH",
  "YYYY-MM-DD ss",
  "YYYY-MM-DD YYYY",
  "D/M/YYYY",
  "",
  "iso",
])("%j is no pattern", (pattern) => {
  expect(readDatePattern(pattern)).toBeUndefined();
});

test("whatever the cell, it is a date or nothing", () => {
  const pattern = readDatePattern("DD/MM/YYYY HH:mm");
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d{2}$/)),
      (cell) => {
        const value = pattern?.read(cell);
        expect(value === undefined || !Number.isNaN(Date.parse(`${value.replace(" ", "T")}Z`))).toBe(true);
      },
    ),
  );
});
