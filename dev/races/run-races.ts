import { parseArgs } from "node:util";
import { isBroken, lineOf, runRaces } from "./races.ts";

/*
 * `npm run test:races -- 100000`: so many races, 2,000 unless said. `--store upstash` races over Upstash's endpoint, `--broken`
 * with a cache that is broken on purpose. Exits 1 where a promise was broken.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { store: { type: "string", default: "redis" }, broken: { type: "boolean", default: false } },
});
const report = await runRaces({
  races: Number(positionals[0] ?? 2_000),
  store: values.store === "upstash" ? "upstash" : "redis",
  broken: values.broken,
});
console.log(lineOf(report));
process.exitCode = isBroken(report) ? 1 : 0;
