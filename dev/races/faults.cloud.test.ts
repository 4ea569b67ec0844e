import { expect, test } from "vitest";
import type { Breakage } from "./breakages.ts";
import { type FaultReport, lineOf, runFaults } from "./faults.ts";

// `npm run test:faults` in little. On a busy machine a sweep comes late, but what is lost stays lost.
test.each(["redis", "upstash"] as const)(
  "no fault of the cache (%s) fails a read or a write, or loses an invalidation",
  { timeout: 900_000 },
  async (store) => {
    const reports = await runFaults({
      ms: 2_000,
      store,
      sweepSeconds: 0.3,
      sweepTimes: { graceMs: 200, claimMs: 2_000, lookMs: 2_000 },
      slackMs: 10_000,
    });
    expect(reports.length).toBeGreaterThan(10);
    expect(reports.filter(({ broken }) => broken).map(lineOf)).toEqual([]);
  },
);

test.each<[Breakage, string]>([
  ["copies unasked", "none"],
  ["no pending rows", "killed before the bump"],
  ["no sweep", "killed before the bump"],
  ["no later look", "cache restored, older"],
  ["claims for good", "several sweeping at once"],
])("instances with %s are found out: %s", { timeout: 900_000 }, async (breakage, only) => {
  let reports: FaultReport[] = [];
  // On a busy machine so little is read and kept within that time that a run may meet with nothing.
  for (let run = 0; run < 10 && !reports.some(({ lost }) => lost > 0); run++) {
    reports = await runFaults({
      ms: 1_600,
      breakage,
      only,
      // A machine that is busy must not turn it into a run past the cache, where nothing can be found.
      deadlineMs: 20_000,
      sweepSeconds: 0.3,
      sweepTimes: { graceMs: 200, claimMs: 1_500, lookMs: 2_000 },
      // Whoever has lost something is not waited for.
      slackMs: 500,
    });
  }
  expect(reports.map(({ fault }) => fault)).toEqual([only]);
  expect(
    reports.map(({ lost }) => lost > 0),
    reports.map(lineOf).join("\n"),
  ).toEqual([true]);
});
