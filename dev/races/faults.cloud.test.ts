import { expect, test } from "vitest";
import { lineOf, runFaults } from "./faults.ts";

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
