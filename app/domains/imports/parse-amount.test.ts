import fc from "fast-check";
import { expect, test } from "vitest";
import { amountReader, largestAmount } from "./parse-amount.ts";

test.each([
  ["0.0", ".", 2, 0],
  ["12.5", ".", 2, 1250],
  ["1,234.56", ".", 2, 123456],
  ["1234.5600", ".", 2, 123456],
  ["1.234,56", ",", 2, 123456],
  ["R$ 1.234,56", ",", 2, 123456],
  ["BRL\u00a01 234,5", ",", 2, 123450],
  ["¥1,200", ".", 0, 1200],
  ["1200.00", ".", 0, 1200],
  ["1.5", ".", 3, 1500],
  ["7.", ".", 2, 700],
  ["1000000000000", ".", 2, largestAmount],
] as const)("%s with a decimal %s and %d digits is %d", (cell, decimal, digits, minor) => {
  expect(amountReader(decimal, digits)(cell)).toBe(minor);
});

test.each([
  ["-1", "."],
  ["12,5", "."],
  ["1.2345", "."],
  ["12.34,5", ","],
  ["1,23,456", "."],
  ["1,234 567", "."],
  ["1e3", "."],
  ["", "."],
  ["R$", "."],
  [".", "."],
  ["1000000000000.01", "."],
  ["99999999999999999999999", "."],
] as const)("%j with a decimal %s is no amount", (cell, decimal) => {
  expect(amountReader(decimal, 2)(cell)).toBeUndefined();
});

test("reads every amount as it was written, grouped or not", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: largestAmount }),
      fc.boolean(),
      fc.boolean(),
      (minor, comma, grouped) => {
        const text = new Intl.NumberFormat(comma ? "de-DE" : "en-US", {
          minimumFractionDigits: 2,
          useGrouping: grouped,
        }).format((minor / 100).toFixed(2) as `${number}`);
        expect(amountReader(comma ? "," : ".", 2)(text)).toBe(minor);
      },
    ),
  );
});

test("whatever the cell, it is a whole number of minor units or nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.,- R$€"), maxLength: 20 }), (cell) => {
      const minor = amountReader(",", 2)(cell);
      expect(minor === undefined || (Number.isSafeInteger(minor) && minor >= 0)).toBe(true);
    }),
  );
});
