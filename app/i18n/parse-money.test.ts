import fc from "fast-check";
import { expect, it } from "vitest";
import { formatFor, locales, parseMoney } from "./index.ts";

it.each([
  ["1.234,56", 123_456],
  ["1,234.56", 123_456],
  ["1234,5", 123_450],
  ["R$ 1 234", 123_400],
  ["1.234", 123_400],
  ["1.234.567", 123_456_700],
  ["-5", -500],
  ["- R$ 5,00", -500],
  ["0", 0],
])("%s is %i minor units", (text, minor) => {
  expect(parseMoney(text, "BRL")).toBe(minor);
});

it.each(["", "abc", "12.34.5", "1,2,3", "1.23,456", "12,345.678", "1e5", "--5"])(
  "%s is no amount",
  (text) => {
    expect(parseMoney(text, "BRL")).toBeUndefined();
  },
);

it.each([
  ["90071992547409,91", Number.MAX_SAFE_INTEGER],
  ["90071992547409,92", Infinity],
  ["99999999999999999999", Infinity],
  ["-1.000.000.000.000.000.000,00", -Infinity],
  ["9".repeat(400), Infinity],
])("%s is an amount, which may be too large to be held", (text, minor) => {
  expect(parseMoney(text, "BRL")).toBe(minor);
});

it("takes no decimals where the currency has none", () => {
  expect(parseMoney("1,234", "JPY")).toBe(1234);
  expect(parseMoney("12.5", "JPY")).toBeUndefined();
});

it("reads back whatever we write, in both languages", () => {
  fc.assert(
    fc.property(
      fc.maxSafeInteger(),
      fc.constantFrom(...locales),
      fc.constantFrom("BRL", "USD", "JPY"),
      (minor, locale, currency) => {
        const f = formatFor(locale);
        expect(parseMoney(f.moneyInput(minor, currency), currency)).toBe(minor === 0 ? 0 : minor);
        expect(parseMoney(f.money(minor, currency), currency)).toBe(minor === 0 ? 0 : minor);
      },
    ),
  );
});
