import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { reportVariable } from "#dev/test/report-run.ts";
import { readPlaywrightReport, readVitestReport, type TestReport } from "./test-report.ts";

// `npm test`: everything that must hold, in the order in which it fails fastest. Goes on after a failure, so that one run
// tells the whole story, and says at the end what it ran and what failed: of a long output often only the end is kept.

interface Step {
  name: string;
  command: string[];
  env?: Record<string, string>;
  /** Reads what the runner left; a step without tests counts as one. */
  report?: () => Promise<TestReport>;
}

const reports = await mkdtemp(join(tmpdir(), "placar-test-"));
/** Enough for the assertion, its two values and the first lines of the stack. */
const linesOfFailure = 40;

const vitestReport = join(reports, "vitest.json");

const steps: Step[] = [
  { name: "types", command: ["npm", "run", "--silent", "typecheck"] },
  { name: "lint", command: ["npm", "run", "--silent", "lint"] },
  { name: "build", command: ["npm", "run", "--silent", "build"] },
  {
    name: "unit and integration",
    command: ["npx", "vitest", "run", "--reporter=default", "--reporter=./dev/test/report-run.ts"],
    env: { [reportVariable]: vitestReport },
    report: () => readVitestReport(vitestReport),
  },
  flows("flows in the browser", "embedded"),
  flows("… on PostgreSQL, Redis", "postgres", "--grep=@every-stack"),
  flows("… on Neon, Upstash", "cloud", "--grep=@every-stack"),
];

const rows: { name: string; report: TestReport; seconds: number }[] = [];
for (const { name, command, env = {}, report: read } of steps) {
  console.log(`\n── ${name} ──`);
  const started = performance.now();
  const succeeded = await run(command, env);
  const report = (await read?.().catch(() => undefined)) ?? {
    passed: succeeded ? 1 : 0,
    failed: 0,
    skipped: 0,
    failures: [],
  };
  // A runner that fails without a failing test (a hook, an unhandled error) has failed all the same.
  if (!succeeded && report.failed === 0) report.failed = 1;
  rows.push({ name, report, seconds: (performance.now() - started) / 1000 });
}
await rm(reports, { recursive: true, force: true });

for (const { name, report } of rows) {
  if (report.failed === 0) continue;
  console.log(`\nWhat failed in ${name}:`);
  if (report.failures.length === 0) console.log("  no test of its own: see what it printed above");
  for (const { test, message } of report.failures) {
    const lines = stripVTControlCharacters(message).split("\n");
    console.log([`  ${test}`, ...lines.slice(0, linesOfFailure).map((line) => `    ${line}`)].join("\n"));
  }
}

const total = { passed: 0, failed: 0, skipped: 0 };
console.log("\nWhat ran:");
for (const { name, report, seconds } of rows) {
  for (const key of ["passed", "failed", "skipped"] as const) total[key] += report[key];
  const { passed, failed, skipped } = report;
  console.log(
    `  ${name.padEnd(22)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${String(skipped).padStart(4)} skipped ${seconds.toFixed(0).padStart(6)} s`,
  );
}
console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`,
);
process.exitCode = total.failed > 0 ? 1 : 0;

function run([program = "", ...args]: string[], env: Record<string, string>): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: "inherit", env: { ...process.env, ...env } });
    child.on("error", (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(false);
    });
    child.on("exit", (code) => resolve(code === 0));
  });
}

/** @param stack see e2e/start-application.ts */
function flows(name: string, stack: string, ...which: string[]): Step {
  const report = join(reports, `playwright-${stack}.json`);
  return {
    name,
    command: [
      "npx",
      "playwright",
      "test",
      "--reporter=list,json",
      // Each its own: the next run's first act is to empty this folder, and with it the pictures of what failed.
      `--output=${join("test-results", stack)}`,
      ...which,
    ],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report, PLACAR_E2E_STACK: stack },
    report: () => readPlaywrightReport(report),
  };
}
