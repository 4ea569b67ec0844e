import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { isLocalDate } from "./local-date.ts";
import {
  daysIn,
  monthsOf,
  type Period,
  periodOf,
  previousPeriod,
  samePeriodLastYear,
  today,
} from "./period.ts";

const localDate = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2060-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anyPeriod = fc
  .tuple(localDate, localDate)
  .map(([a, b]): Period => (a <= b ? { from: a, to: b } : { from: b, to: a }));
const next = (date: string) => Temporal.PlainDate.from(date).add({ days: 1 }).toString();

describe("local dates", () => {
  it.each(["2024-02-29", "1900-01-01", "2999-12-31"])("takes %s", (text) => {
    expect(isLocalDate(text)).toBe(true);
  });
  it.each([
    "2023-02-29",
    "2024-13-01",
    "2024-00-10",
    "2024-01-32",
    "0000-01-01",
    "24-01-01",
    "2024-1-1",
    "2024-01-01T00:00",
    "",
  ])("refuses %s", (text) => {
    expect(isLocalDate(text)).toBe(false);
  });
  it("agrees with the calendar on every date", () => {
    fc.assert(fc.property(localDate, (date) => isLocalDate(date)));
  });
});

describe("today", () => {
  it("is the date on the wall of the zone", () => {
    expect(today("America/Sao_Paulo", "2018-11-04T02:59:59Z")).toBe("2018-11-03");
    expect(today("America/Sao_Paulo", "2018-11-04T03:00:00Z")).toBe("2018-11-04");
    expect(today("Asia/Kolkata", "2026-01-01T18:29:59Z")).toBe("2026-01-01");
    expect(today("Asia/Kolkata", "2026-01-01T18:30:00Z")).toBe("2026-01-02");
  });
});

describe("presets", () => {
  it.each([
    ["this-month", "2024-02-10", "2024-02-01", "2024-02-29"],
    ["last-month", "2024-03-31", "2024-02-01", "2024-02-29"],
    ["last-month", "2026-01-01", "2025-12-01", "2025-12-31"],
    ["last-90-days", "2026-03-01", "2025-12-02", "2026-03-01"],
    ["this-year", "2026-07-18", "2026-01-01", "2026-12-31"],
  ] as const)("%s on %s", (preset, onDate, from, to) => {
    expect(periodOf(preset, onDate)).toEqual({ from, to });
  });
});

describe("previous period", () => {
  const after = "2030-01-01";
  it.each([
    // whole months, whatever their lengths
    ["2026-03-01", "2026-03-31", after, "2026-02-01", "2026-02-28"],
    ["2026-02-01", "2026-02-28", after, "2026-01-01", "2026-01-31"],
    ["2026-04-01", "2026-06-30", after, "2026-01-01", "2026-03-31"],
    ["2026-01-01", "2026-12-31", after, "2025-01-01", "2025-12-31"],
    // days
    ["2026-03-02", "2026-03-31", after, "2026-01-31", "2026-03-01"],
    ["2026-05-05", "2026-05-05", after, "2026-05-04", "2026-05-04"],
    // still running
    ["2026-07-01", "2026-07-31", "2026-07-18", "2026-06-01", "2026-06-18"],
    ["2026-07-01", "2026-07-31", "2026-07-31", "2026-06-01", "2026-06-30"],
    ["2026-03-01", "2026-03-31", "2026-03-30", "2026-02-01", "2026-02-28"],
    ["2026-01-01", "2026-12-31", "2026-06-30", "2025-01-01", "2025-06-30"],
    ["2026-07-10", "2026-07-19", "2026-07-12", "2026-06-30", "2026-07-02"],
    // not begun
    ["2026-09-01", "2026-09-30", "2026-07-18", "2026-08-01", "2026-08-31"],
  ])("of %s to %s on %s", (from, to, onDate, previousFrom, previousTo) => {
    expect(previousPeriod({ from, to }, onDate)).toEqual({ from: previousFrom, to: previousTo });
  });

  it("ends the day before a period that has passed", () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        const previous = previousPeriod(period, "2100-01-01");
        expect(next(previous.to)).toBe(period.from);
      }),
    );
  });

  it("never reaches into the period", () => {
    fc.assert(
      fc.property(anyPeriod, localDate, (period, onDate) => {
        const previous = previousPeriod(period, onDate);
        expect(previous.from <= previous.to && previous.to < period.from).toBe(true);
      }),
    );
  });
});

describe("same period last year", () => {
  it.each([
    ["2024-02-01", "2024-02-29", "2030-01-01", "2023-02-01", "2023-02-28"],
    ["2025-02-01", "2025-02-28", "2030-01-01", "2024-02-01", "2024-02-29"],
    ["2024-02-29", "2024-03-01", "2030-01-01", "2023-02-28", "2023-03-01"],
    ["2026-07-01", "2026-07-31", "2026-07-18", "2025-07-01", "2025-07-18"],
  ])("of %s to %s on %s", (from, to, onDate, lastFrom, lastTo) => {
    expect(samePeriodLastYear({ from, to }, onDate)).toEqual({ from: lastFrom, to: lastTo });
  });
});

describe("months and days of a period", () => {
  it("counts both ends", () => {
    expect(daysIn({ from: "2026-05-05", to: "2026-05-05" })).toBe(1);
    expect(daysIn({ from: "2026-01-01", to: "2026-12-31" })).toBe(365);
    expect(monthsOf({ from: "2025-11-30", to: "2026-02-01" })).toEqual([
      "2025-11",
      "2025-12",
      "2026-01",
      "2026-02",
    ]);
  });
});
