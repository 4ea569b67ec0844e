import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CsvRow, readCsv } from "./read-csv.server.ts";
import { refusing } from "./testing/refusing.ts";

async function* pieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(content: string | Uint8Array, size = 64) {
  const csv = await readCsv(pieces(Buffer.from(content), size), "x.csv");
  const rows: CsvRow[] = [];
  for await (const row of csv.rows) rows.push(row);
  return { header: csv.header, rows };
}

describe("reads the same from", () => {
  const rows = [
    { line: 2, cells: ["1", "São Paulo"] },
    { line: 3, cells: ["2", 'a "b", c\nd'] },
    { line: 5, cells: ["3", ""] },
  ];
  const plain = 'id,name\n1,São Paulo\n2,"a ""b"", c\nd"\n3,\n';
  test.each([
    ["commas", plain],
    ["semicolons", 'id;name\n1;São Paulo\n2;"a ""b"", c\nd"\n3;\n'],
    ["tabs", 'id\tname\n1\tSão Paulo\n2\t"a ""b"", c\nd"\n3\t\n'],
    ["CRLF", plain.replaceAll("\n", "\r\n")],
    ["CR", plain.replaceAll("\n", "\r")],
    ["a byte-order mark", `\ufeff${plain}`],
    ["no last line end", plain.trimEnd()],
    ["quotes around everything", '"id","name"\n"1","São Paulo"\n"2","a ""b"", c\nd"\n"3",""'],
  ])("%s, in pieces of any size", async (_what, text) => {
    for (const size of [1, 2, 3, 7, 1_000]) {
      expect(await read(text, size)).toEqual({ header: ["id", "name"], rows });
    }
  });
});

test("blank lines, and lines of nothing but commas, are no rows but are counted", async () => {
  expect((await read("a,b\n\n1,2\n,\n\n3,4\n")).rows.map(({ line }) => line)).toEqual([3, 6]);
});

test("a comma within quotes of the first line does not decide", async () => {
  expect((await read('"a,b,c";d\n1;2')).header).toEqual(["a,b,c", "d"]);
});

test("a quote within a value is a quote", async () => {
  expect((await read('a,b\n1,12" pipe\n2,x\n')).rows.map(({ cells }) => cells[1])).toEqual(['12" pipe', "x"]);
});

test("rows of another length are for the reader of rows to refuse", async () => {
  expect((await read("a,b\n1\n1,2,3\n")).rows.map(({ cells }) => cells.length)).toEqual([1, 3]);
});

describe("says clearly that it cannot read", () => {
  test.each([
    ["an empty file", "", "x.csv is empty."],
    ["a file of blank lines", "\n\n", "x.csv is empty."],
    [
      "Latin-1",
      Buffer.from("a,b\n1,ok\n2,caf\u00e9\n", "latin1"),
      "x.csv, line 3: not UTF-8. Save the file as CSV UTF-8.",
    ],
    ["UTF-16", Buffer.from("\ufeffa,b\n", "utf16le"), "x.csv is UTF-16. Save the file as CSV UTF-8."],
    [
      "a spreadsheet",
      Buffer.from("PK\x03\x04\x14\x00", "latin1"),
      "x.csv is not a CSV file but a spreadsheet or an archive. Save it as CSV UTF-8.",
    ],
    ["something binary", Buffer.from([1, 0, 2]), "x.csv is not a CSV file."],
    ["an endless first line", "x".repeat(1_000_100), "x.csv is not a CSV file."],
    [
      "a quote that is never closed",
      'a,b\n1,2\n3,"4\n5,6\n',
      "x.csv, line 3: a quoted value is never closed.",
    ],
    [
      "such a quote in a large file",
      `a,b\n1,2\n3,"4\n${"5,6\n".repeat(500_000)}`,
      "x.csv, line 3: a quoted value is never closed.",
    ],
    [
      "half a character at the end",
      Buffer.from([0x61, 0x0a, 0xc3]),
      "x.csv, line 2: not UTF-8. Save the file as CSV UTF-8.",
    ],
  ])("%s", async (_what, content, message) => {
    await expect(read(content, 65_536)).rejects.toThrow(refusing(message));
  });
});

test("whatever a spreadsheet writes, it is read back, with the right lines", async () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab ,;"\n\té'), maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { maxLength: 8 }),
      fc.constantFrom(",", ";"),
      fc.constantFrom("\n", "\r\n"),
      fc.integer({ min: 1, max: 40 }),
      async (table, delimiter, end, size) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""').replaceAll("\n", end)}"`;
        const rows = table.map(([a, b]): [string, string] => [`r${a}`, b]);
        const text = [["id", "name"], ...rows].map((row) => row.map(quote).join(delimiter) + end).join("");
        let line = 2;
        const expected = rows.map((cells) => {
          const at = line;
          line += cells.join("").split("\n").length;
          return { line: at, cells };
        });
        expect((await read(text, size)).rows).toEqual(expected);
      },
    ),
  );
});
