import { expect, test } from "vitest";
import { leadsOf, leadsOfGroup, rowsOf, rowsOfStage } from "./rows.ts";
import { summarizePipeline } from "./summarize.ts";

const totals = {
  entered: 0,
  reached: [0, 0, 0, 0, 0, 0],
  won: 0,
  lost: 0,
  wonValue: 0,
  wonUndeclared: 0,
  daysMedian: null,
  daysMean: null,
  daysNegative: 0,
};

const reportOf = (period: { from?: string; to?: string }, by: "source" | "month") =>
  summarizePipeline(
    { totals, previous: totals, groups: [] },
    { period, previous: { from: "2026-01-01", to: "2026-01-31" }, by },
  );

const report = reportOf({ from: "2026-02-10", to: "2026-04-20" }, "source");
const within = { from: "2026-02-10", to: "2026-04-20" };

test("a count and a sum have the leads that they count or add up", () => {
  expect(rowsOf("entered", leadsOf(report))).toEqual(within);
  expect(rowsOf("won", leadsOf(report))).toEqual({ ...within, status: ["won"] });
  expect(rowsOf("wonValue", leadsOf(report))).toEqual({ ...within, status: ["won"], value: "declared" });
  expect(rowsOf("wonUndeclared", leadsOf(report))).toEqual({
    ...within,
    status: ["won"],
    value: "undeclared",
  });
});

test("a conversion has the leads of its numerator, within the period of its denominator", () => {
  expect(rowsOf("conversion", leadsOf(report))).toEqual({ ...within, status: ["won"] });
  expect(rowsOf("conversion", leadsOfGroup(report, { key: "Feira" }))).toEqual({
    ...within,
    source: ["Feira"],
    status: ["won"],
  });
  expect(rowsOfStage("proposal", leadsOf(report))).toEqual({ ...within, reached: "proposal" });
});

test("a median and a mean of days have the leads whose days can be told, and the others are told apart", () => {
  for (const figure of ["daysMedian", "daysMean"] as const) {
    expect(rowsOf(figure, leadsOf(report))).toEqual({ ...within, daysToWin: "measured" });
  }
  expect(rowsOf("daysNegative", leadsOf(report))).toEqual({ ...within, daysToWin: "negative" });
});

test("a comparison has the same figure's leads of the period that it compares with", () => {
  const before = report.previous ?? report;
  expect(rowsOf("won", leadsOf(before))).toEqual({ from: "2026-01-01", to: "2026-01-31", status: ["won"] });
});

test("a month at the end of a period has only the days that lie in it", () => {
  const byMonth = reportOf({ from: "2026-02-10", to: "2026-04-20" }, "month");
  expect(leadsOfGroup(byMonth, { key: "2026-02" })).toEqual({ from: "2026-02-10", to: "2026-02-28" });
  expect(leadsOfGroup(byMonth, { key: "2026-03" })).toEqual({ from: "2026-03-01", to: "2026-03-31" });
  expect(leadsOfGroup(byMonth, { key: "2026-04" })).toEqual({ from: "2026-04-01", to: "2026-04-20" });
  expect(leadsOfGroup(reportOf({}, "month"), { key: "2026-04" })).toEqual({
    from: "2026-04-01",
    to: "2026-04-30",
  });
});
