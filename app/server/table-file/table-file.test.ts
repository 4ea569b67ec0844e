import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { readSheet } from "read-excel-file/node";
import { expect, test } from "vitest";
import { sendTable } from "./send-table.server.ts";
import type { FileColumn, FileFormat } from "./table-file.ts";

interface Row {
  text: string | null;
  day: string | null;
  minor: number | null;
}

const columns: FileColumn<Row>[] = [
  { header: "=Text", kind: "text", cell: ({ text }) => text },
  { header: "Day", kind: "date", cell: ({ day }) => day },
  { header: "Money", kind: "money", cell: ({ minor }) => minor },
];

const anyText = fc
  .tuple(
    fc.constantFrom("", "=", "+", "-", "@", "\t", "\r", '"', "'", "'=", ";", " ", "\n"),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
  )
  .map(([first, rest]) => first + rest)
  // What XML cannot hold, no form of ours takes.
  .filter((text) => text.trim() !== "" && /^[\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u.test(text));
const anyRow: fc.Arbitrary<Row> = fc
  .record({
    text: fc.option(anyText, { nil: null }),
    day: fc.option(fc.constantFrom("2026-02-28", "2024-02-29", "1999-12-31"), { nil: null }),
    minor: fc.option(fc.integer({ min: 0, max: 100_000_000_000_000 }), { nil: null }),
  })
  // A row without anything in it is passed over by who reads a sheet.
  .filter(({ text, day, minor }) => (text ?? day ?? minor) !== null);
const anyRows = fc.array(anyRow, { minLength: 1, maxLength: 30 });

async function* paged(rows: readonly Row[]) {
  for (let at = 0; at < rows.length; at += 7) yield rows.slice(at, at + 7);
}

async function fileOf(rows: readonly Row[], format: FileFormat): Promise<Buffer> {
  const table = { title: "Rows", currency: "BRL", columns, pages: paged(rows) };
  return Buffer.from(await sendTable(table, format, "rows").arrayBuffer());
}

test("a CSV file holds the rows, and no cell that a spreadsheet would calculate", async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, async (rows) => {
      const [header, ...read] = parse(await fileOf(rows, "csv"), { bom: true }) as string[][];
      expect(header).toEqual(["'=Text", "Day", "Money"]);
      expect(read).toEqual(
        rows.map(({ text, day, minor }) => [
          text === null ? "" : /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text,
          day ?? "",
          minor === null ? "" : `${BigInt(minor) / 100n}.${String(minor % 100).padStart(2, "0")}`,
        ]),
      );
      expect(read.flat().some((cell) => /^[=+\-@\t\r]/.test(cell))).toBe(false);
    }),
  );
});

test("a workbook holds texts as texts, days as days and money as numbers", async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, async (rows) => {
      const [header, ...read] = await readSheet(await fileOf(rows, "xlsx"), 1, { trim: false });
      expect(header).toEqual(["=Text", "Day", "Money"]);
      expect(read.map((cells) => [0, 1, 2].map((i) => cells[i] ?? null))).toEqual(
        rows.map(({ text, day, minor }) => [
          text,
          day === null ? null : new Date(`${day}T00:00:00Z`),
          minor === null ? null : minor / 100,
        ]),
      );
    }),
    { numRuns: 40 },
  );
});

test.each(["csv", "xlsx"] as const)(
  "%s is read no further than its client reads, and let go of",
  async (format) => {
    let [given, ended] = [0, false];
    const pages = (async function* () {
      try {
        for (;;) {
          given += 1;
          yield Array.from({ length: 1_000 }, (_, i) => ({
            text: `${Math.random()} ${i}`,
            day: null,
            minor: i,
          }));
        }
      } finally {
        ended = true;
      }
    })();
    const { body } = sendTable({ title: "Rows", currency: "BRL", columns, pages }, format, "rows");
    const reader = body?.getReader();
    for (let i = 0; i < 20; i++) await reader?.read();
    // What was on its way arrives; then nothing more is asked for.
    const readMeanwhile = async () => {
      const before = given;
      await new Promise((resolve) => setTimeout(resolve, 300));
      return given - before;
    };
    await expect.poll(readMeanwhile, { timeout: 30_000 }).toBe(0);
    await reader?.cancel();
    await expect.poll(() => ended, { timeout: 30_000 }).toBe(true);
    expect(given).toBeLessThan(1_000);
  },
);

test.each(["csv", "xlsx"] as const)("%s that cannot be read to its end breaks", async (format) => {
  const pages = (async function* () {
    yield [{ text: "a", day: null, minor: 1 }];
    throw new Error("the database is away");
  })();
  const response = sendTable({ title: "Rows", currency: "BRL", columns, pages }, format, "rows");
  await expect(response.arrayBuffer()).rejects.toThrow("the database is away");
});
