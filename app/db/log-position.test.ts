import { expect, test } from "vitest";
import { asLsn, logPosition } from "./log-position.ts";

test("positions sort as the log does", () => {
  const lsns = ["0/0", "0/9", "0/10", "0/A0000000", "1/0", "9/FFFFFFFF", "10/1", "FFFFFFFF/FFFFFFFF"];
  const positions = lsns.map(logPosition);
  expect(positions.toSorted()).toEqual(positions);
  expect(new Set(positions.map((position) => position.length))).toEqual(new Set([16]));
  expect(positions.map(asLsn).map(logPosition)).toEqual(positions);
});
