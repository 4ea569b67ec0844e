import { expect, test } from "vitest";
import { rowsOf } from "./rows.ts";

const stretch = { from: "2026-11-01", to: "2026-11-21" };
const won = { status: ["won"], wonFrom: "2026-11-01", wonTo: "2026-11-21" };

test("what entered counts by when it entered, what was won by when it was won", () => {
  expect(rowsOf("entered", stretch)).toEqual(stretch);
  expect(rowsOf("won", stretch)).toEqual(won);
});

test("a sum and a median have the leads that they are computed from", () => {
  expect(rowsOf("wonValue", stretch)).toEqual({ ...won, value: "declared" });
  expect(rowsOf("wonUndeclared", stretch)).toEqual({ ...won, value: "undeclared" });
  expect(rowsOf("daysMedian", stretch)).toEqual({ ...won, daysToWin: "measured" });
});
