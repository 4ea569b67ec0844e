import { expect, test } from "vitest";
import { rowBeginning } from "./row-beginning.ts";

test("of a long row its beginning is shown, of any other the whole", () => {
  expect(rowBeginning(["1", "", "Ana"])).toBe("1 ·  · Ana");
  const long = rowBeginning(["1", "x".repeat(999_999)]);
  expect([long.length, long.startsWith("1 · xxx"), long.endsWith("x…")]).toEqual([301, true, true]);
  expect(rowBeginning(["😀".repeat(1_000), "x"]).isWellFormed()).toBe(true);
});
