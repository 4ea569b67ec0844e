import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

// `npm test`: everything that must hold, in the order in which it fails fastest. Goes on after a failure, so that one run
// tells the whole story, and says at the end what it ran.

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

interface Step {
  name: string;
  command: string[];
  env?: Record<string, string>;
  /** Reads how many tests ran from what the runner left; a step without tests counts as one. */
  count?: () => Promise<Counts>;
}

const reports = await mkdtemp(join(tmpdir(), "placar-test-"));
const vitestReport = join(reports, "vitest.json");

const steps: Step[] = [
  { name: "types", command: ["npm", "run", "--silent", "typecheck"] },
  { name: "lint", command: ["npm", "run", "--silent", "lint"] },
  { name: "build", command: ["npm", "run", "--silent", "build"] },
  {
    name: "unit and integration",
    command: [
      "npx",
      "vitest",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${vitestReport}`,
    ],
    count: countVitest,
  },
  flows("flows in the browser", "embedded"),
  flows("… on PostgreSQL, Redis", "postgres", "--grep=@every-stack"),
  flows("… on Neon, Upstash", "cloud", "--grep=@every-stack"),
];

const rows: { name: string; counts: Counts; seconds: number }[] = [];
for (const { name, command, env = {}, count } of steps) {
  console.log(`\n── ${name} ──`);
  const started = performance.now();
  const succeeded = await run(command, env);
  const counts = (await count?.().catch(() => undefined)) ?? {
    passed: succeeded ? 1 : 0,
    failed: 0,
    skipped: 0,
  };
  // A runner that fails without a failing test (a hook, an unhandled error) has failed all the same.
  if (!succeeded && counts.failed === 0) counts.failed = 1;
  rows.push({ name, counts, seconds: (performance.now() - started) / 1000 });
}
await rm(reports, { recursive: true, force: true });

const total = { passed: 0, failed: 0, skipped: 0 };
console.log("\nWhat ran:");
for (const { name, counts, seconds } of rows) {
  for (const key of ["passed", "failed", "skipped"] as const) total[key] += counts[key];
  const { passed, failed, skipped } = counts;
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

async function countVitest(): Promise<Counts> {
  const report = JSON.parse(await readFile(vitestReport, "utf8"));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @param stack see e2e/start-application.ts */
function flows(name: string, stack: string, ...which: string[]): Step {
  const report = join(reports, `playwright-${stack}.json`);
  return {
    name,
    command: ["npx", "playwright", "test", "--reporter=list,json", ...which],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report, PLACAR_E2E_STACK: stack },
    count: () => countPlaywright(report),
  };
}

async function countPlaywright(report: string): Promise<Counts> {
  const { stats } = JSON.parse(await readFile(report, "utf8"));
  // What failed once has failed, however often somebody had it tried again.
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}
