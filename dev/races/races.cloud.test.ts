import { expect, test } from "vitest";
import { isBroken, lineOf, runRaces } from "./races.ts";

// Several processes with the application's own data layer, a real database, a real cache.

const patiently = { timeout: 900_000 };

test("2,000 races on four processes leave nothing old behind", patiently, async () => {
  const report = await runRaces({ races: 2_000 });
  console.log(lineOf(report));
  expect(isBroken(report), lineOf(report)).toBe(false);
  expect(report.outcomes.hit).toBeGreaterThan(0);
  expect(report.rolledBack).toBeGreaterThan(0);
});

test("nor do races over Upstash's endpoint", patiently, async () => {
  const report = await runRaces({ races: 200, store: "upstash" });
  expect(isBroken(report), lineOf(report)).toBe(false);
});

test("the same races find out versions that are read after the query ran", patiently, async () => {
  let found = 0;
  // On a busy machine a whole series may happen to show none.
  for (let series = 0; found === 0 && series < 10; series++) {
    const { stale, olderThanOwn } = await runRaces({ races: 300, broken: true });
    found = stale + olderThanOwn;
  }
  expect(found).toBeGreaterThan(0);
});
