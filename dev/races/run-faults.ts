import { parseArgs } from "node:util";
import { lineOf, runFaults } from "./faults.ts";

/*
 * `npm run test:faults`: the cache and its users fail in every way that is promised for, with the times of production.
 * `-- slow` lives with that one alone; `--store upstash`: over Upstash's endpoint. Exits 1 where a promise was broken.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { store: { type: "string", default: "redis" } },
});
const reports = await runFaults({
  ms: 8_000,
  store: values.store === "upstash" ? "upstash" : "redis",
  only: positionals.join(" "),
  sweepSeconds: 2,
  sweepTimes: { graceMs: 1_000, claimMs: 10_000, lookMs: 10_000 },
  slackMs: 2_000,
  onReport: (report) => console.log(lineOf(report)),
});
process.exitCode = reports.some(({ broken }) => broken) ? 1 : 0;
