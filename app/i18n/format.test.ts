import { describe, expect, it, vi } from "vitest";
import { evenSpaces, formatFor, minorDigits, toDecimal } from "./format.ts";

// West of Greenwich, where a local date taken for an instant falls on the day before.
vi.hoisted(() => {
  process.env.TZ = "America/Sao_Paulo";
});

const en = formatFor("en");
const pt = formatFor("pt-BR");
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("figures", () => {
  it("are grouped as the language does", () => {
    expect(en.number(8000)).toBe("8,000");
    expect(pt.number(8000)).toBe("8.000");
    expect(en.decimal(12.56)).toBe("12.6");
    expect(pt.decimal(12.56)).toBe("12,6");
    expect(en.compact(1_234_567)).toBe("1.2M");
    expect(plain(pt.compact(1_234_567))).toBe("1,2 mi");
  });

  it("as ratios are percentages with one decimal", () => {
    expect(en.percent(842 / 8000)).toBe("10.5%");
    expect(pt.percent(842 / 8000)).toBe("10,5%");
    expect(en.wholePercent(0.05)).toBe("5%");
  });

  it("count days", () => {
    expect(en.days(1)).toBe("1 day");
    expect(en.days(12.5)).toBe("12.5 days");
    expect(plain(pt.days(12.5))).toBe("12,5 dias");
  });
});

describe("money", () => {
  it("comes in minor units", () => {
    expect(en.money(123_456, "BRL")).toBe("R$1,234.56");
    expect(plain(pt.money(123_456, "BRL"))).toBe("R$ 1.234,56");
    expect(plain(pt.money(-5, "BRL"))).toBe("-R$ 0,05");
    expect(plain(pt.figureMoney(123_400, "BRL"))).toBe("R$ 1.234");
    expect(plain(pt.figureMoney(123_456, "BRL"))).toBe("R$ 1.234,56");
    expect(plain(pt.figureMoney(40, "BRL"))).toBe("R$ 0,40");
    expect(plain(pt.compactMoney(123_456_789, "BRL"))).toBe("R$ 1,2 mi");
  });

  it("has as many decimals as its currency", () => {
    expect(minorDigits("BRL")).toBe(2);
    expect(minorDigits("JPY")).toBe(0);
    expect(en.money(1234, "JPY")).toBe("¥1,234");
    expect(en.money(1234, "KWD").replace("\u00a0", " ")).toBe("KWD 1.234");
  });

  it("is exact where a float is not", () => {
    expect(en.money(Number.MAX_SAFE_INTEGER, "USD")).toBe("$90,071,992,547,409.91");
    expect(toDecimal(7, 2)).toBe("0.07");
    expect(toDecimal(-123, 0)).toBe("-123");
  });

  it("is written into fields without grouping", () => {
    expect(en.moneyInput(1_250_000, "BRL")).toBe("12500.00");
    expect(pt.moneyInput(1_250_050, "BRL")).toBe("12500,50");
  });
});

describe("dates", () => {
  it("that are local stay on their day whatever the process' zone", () => {
    expect(en.date("2026-05-31")).toBe("May 31, 2026");
    expect(pt.date("2026-01-01")).toBe("1 de jan. de 2026");
    expect(pt.longDate("2026-05-31")).toBe("31 de maio de 2026");
  });

  it("are short in columns, and still beyond doubt", () => {
    expect(en.columnDate("2026-05-06")).toBe("May 6, 2026");
    expect(pt.columnDate("2026-05-06")).toBe("06/05/2026");
  });

  it("name months in the language", () => {
    expect(en.month("2026-05")).toBe("May 2026");
    expect(pt.month("2026-03")).toBe("março de 2026");
    expect(pt.shortMonth("2026-03")).toBe("mar");
    expect(en.shortMonth("2026-03")).toBe("Mar");
  });

  it("say what two dates share once", () => {
    expect(en.dateRange("2026-05-01", "2026-05-31")).toBe("May 1 – 31, 2026");
    expect(pt.dateRange("2026-02-10", "2026-06-30")).toBe("10 de fev. – 30 de jun. de 2026");
  });

  it("as instants are told in a zone", () => {
    expect(plain(en.dateTime("2026-06-30T02:30:00Z", "America/Sao_Paulo"))).toBe("Jun 29, 2026, 11:30 PM");
    expect(pt.dateTime("2026-06-30T02:30:00Z", "Asia/Kolkata")).toBe("30 de jun. de 2026, 08:00");
  });

  it("refuse what is no date", () => {
    expect(() => en.date("today")).toThrow(RangeError);
  });
});

it("uses no space that editions of the language data disagree on", () => {
  expect(evenSpaces("9:00\u202fAM \u2009–\u2009")).toBe("9:00\u00a0AM  – ");
  expect(en.dateRange("2026-05-01", "2026-05-31")).not.toMatch(/[\u2009\u202f]/);
  expect(en.dateTime("2026-06-30T02:30:00Z", "UTC")).not.toMatch(/[\u2009\u202f]/);
});

it("lists names", () => {
  expect(pt.list(["a", "b", "c"])).toBe("a, b e c");
});

it("makes each language's formats once", () => {
  expect(formatFor("en")).toBe(en);
});
