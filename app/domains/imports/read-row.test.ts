import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { imports } from "#app/i18n/en/imports.ts";
import { parseMapping } from "./mapping.ts";
import { createRowReader } from "./read-row.ts";
import { sayReason } from "./reason.ts";
import { refusing } from "./testing/refusing.ts";

const everything = {
  externalId: { column: "id" },
  name: { column: "name" },
  email: { column: "email" },
  phone: { column: "phone", countryCode: "+55" },
  source: { column: "source", unknown: ["n/a"] },
  enteredAt: { column: "entered", pattern: "DD/MM/YYYY" },
  wonAt: { column: "won", pattern: "DD/MM/YYYY HH:mm" },
  value: { column: "value", decimal: ",", zeroMeans: "undeclared" },
  status: { column: "status", values: { Novo: "new", Fechado: "won", Perdido: "lost" } },
  lostReason: { column: "reason" },
  mentee: { column: "mentee" },
};
const header = [
  "id",
  "name",
  "email",
  "phone",
  "source",
  "entered",
  "won",
  "value",
  "status",
  "reason",
  "mentee",
];

const timeZone = "America/Sao_Paulo";
/** The evening of February 10, 2026 there. */
const now = "2026-02-11T02:30:00Z";

function readerOf(fields: object, columns: string[] = header, currency = "BRL") {
  const mapping = parseMapping(JSON.stringify({ fields }), "map");
  const read = createRowReader({ mapping, header: columns, currency, file: "leads.csv", timeZone, now });
  return (line: number, cells: readonly string[]) => {
    const row = read(line, cells);
    return Array.isArray(row)
      ? row.map((each) => ({ ...each, reason: sayReason({ imports }, each.reason) }))
      : row;
  };
}

const ana = {
  id: "42",
  name: " Ana\n Souza ",
  email: "ana@example.com",
  phone: "(11) 98765-4321",
  source: "Instagram",
  entered: "01/02/2026",
  won: "",
  value: "1.234,50",
  status: "Novo",
  reason: "",
  mentee: "Bakery",
};
const cells = (some: Partial<typeof ana>) => Object.values({ ...ana, ...some });
const read = readerOf(everything);

test("reads a row of everything", () => {
  expect(read(2, cells({}))).toEqual({
    line: 2,
    externalId: "42",
    name: "Ana Souza",
    email: "ana@example.com",
    phone: "+5511987654321",
    source: "Instagram",
    enteredAt: "2026-02-01 00:00:00",
    wonAt: null,
    value: 123_450,
    status: "new",
    lostReason: null,
    mentee: "Bakery",
  });
});

test("what is blank, or said to be unknown, is unknown", () => {
  expect(read(2, cells({ email: "", phone: " ", source: "n/a", value: "0,00", status: "" }))).toMatchObject({
    email: null,
    phone: null,
    source: null,
    value: null,
    status: null,
  });
  expect(read(2, cells({ source: "Unknown" }))).toMatchObject({ source: null });
});

test("a row with a won date is won", () => {
  expect(read(2, cells({ won: "03/02/2026 14:30", status: "" }))).toMatchObject({
    status: "won",
    wonAt: "2026-02-03 14:30:00",
  });
});

describe("says line, column and reason", () => {
  test.each([
    [{ id: " " }, "id", "is blank"],
    [{ name: "" }, "name", "is blank"],
    [{ name: "x".repeat(201) }, "name", "has 201 characters, 200 at most"],
    [{ name: "a\0b" }, "name", "has characters that are no text"],
    [{ email: "nobody" }, "email", 'expected an e-mail address, got "nobody"'],
    [{ phone: "12" }, "phone", 'expected a phone number, got "12"'],
    [{ entered: "31/02/2026" }, "entered", 'expected a date as DD/MM/YYYY, got "31/02/2026"'],
    [{ entered: "11/02/2026" }, "entered", 'is still to come: "11/02/2026"'],
    [{ won: "11/02/2026 00:00", status: "" }, "won", 'is still to come: "11/02/2026 00:00"'],
    [{ value: "1.5" }, "value", 'expected an amount with 2 decimals at most, marked by ",", got "1.5"'],
    [{ status: "new" }, "status", 'expected one of Novo, Fechado, Perdido, got "new"'],
    [{ status: "Fechado" }, "won", "a won lead needs the date on which it was won"],
    [{ won: "03/02/2026 14:30", status: "Perdido" }, "status", "the status is lost, but there is a won date"],
    [{ status: "Novo", reason: "too dear" }, "reason", "the lead is not lost but new"],
  ])("%j", (some, column, reason) => {
    expect(read(7, cells(some))).toEqual([{ line: 7, column, reason }]);
  });

  test("for every bad cell of a row", () => {
    expect(read(7, cells({ name: "", entered: "x" }))).toHaveLength(2);
  });

  test("for a row with too few columns", () => {
    expect(read(7, ["1"])).toEqual([{ line: 7, reason: "has 1 column, the first line has 11" }]);
  });
});

test("takes what happens today, in the time zone of the file", () => {
  expect(read(2, cells({ entered: "10/02/2026", won: "10/02/2026 23:59", status: "" }))).toMatchObject({
    enteredAt: "2026-02-10 00:00:00",
    wonAt: "2026-02-10 23:59:00",
  });
  const instants = readerOf({ ...everything, enteredAt: { column: "entered", pattern: "instant" } });
  expect(instants(2, cells({ entered: "2026-02-10T23:59:59-03:00" }))).toHaveProperty("enteredAt");
  expect(instants(2, cells({ entered: "2026-02-11T00:00:00-03:00" }))).toEqual([
    { line: 2, column: "entered", reason: 'is still to come: "2026-02-11T00:00:00-03:00"' },
  ]);
});

describe("refuses a file", () => {
  test("without a column that the mapping names", () => {
    expect(() => readerOf(everything, ["id", "nome"])).toThrow(
      refusing('leads.csv has no column "name". Its columns are: "id", "nome".'),
    );
  });

  test("without a column that a template names", () => {
    expect(() => readerOf({ ...everything, name: { template: "Lead {mql_id}" } })).toThrow(
      /has no column "mql_id"/,
    );
  });

  test("with such a column twice", () => {
    expect(() => readerOf(everything, [...header, "name"])).toThrow('leads.csv has the column "name" twice.');
  });
});

test("a template is filled, a constant given", () => {
  const fields = { ...everything, name: { template: "Lead {id} of {mentee}" }, source: { constant: "Fair" } };
  expect(readerOf(fields)(2, cells({}))).toMatchObject({ name: "Lead 42 of Bakery", source: "Fair" });
});

test("amounts are in minor units of the currency", () => {
  expect(readerOf(everything, header, "JPY")(2, cells({ value: "1.234" }))).toMatchObject({ value: 1_234 });
});

test("whatever the cells, it is a lead or reasons that name line and column; never an error", () => {
  const cell = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(...Object.values(ana), "01/01/2026 10:00", "Fechado", "Perdido", "\ud800", "0"),
  );
  fc.assert(
    fc.property(fc.array(cell, { minLength: 10, maxLength: 11 }), fc.nat(), (row, line) => {
      const result = read(line, row);
      if (!Array.isArray(result)) {
        expect(result.line).toBe(line);
        expect(result.externalId).not.toBe("");
        expect((result.status === "won") === Boolean(result.wonAt)).toBe(true);
        expect(JSON.stringify(result)).not.toContain("\\u0000");
        return;
      }
      expect(result.length).toBeGreaterThan(0);
      for (const rejection of result) {
        expect(rejection.line).toBe(line);
        expect(rejection.reason).not.toBe("");
        if (row.length === header.length) expect(header).toContain(rejection.column);
      }
    }),
  );
});

test("a column is called by its words, whatever breaks its cell has and a form sends back", () => {
  const mapping = parseMapping(
    JSON.stringify({
      rows: "update-only",
      fields: { externalId: { column: "id" }, name: { column: "Nome\r\ncompleto" } },
    }),
    "map",
  );
  const columns = [" id", "Nome \ncompleto"];
  const read = createRowReader({
    ...{ mapping, header: columns, currency: "BRL", file: "leads.csv", timeZone, now },
  });
  expect(read(2, ["1", "Ana"])).toMatchObject({ externalId: "1", name: "Ana" });
});
