import { readFile } from "node:fs/promises";

/** How many tests ran, and of those that failed where they stand, what they are called and what they said. */
export interface TestReport {
  passed: number;
  failed: number;
  skipped: number;
  failures: Failure[];
}

export interface Failure {
  test: string;
  message: string;
}

/** @param file what `dev/test/report-run.ts` left */
export async function readVitestReport(file: string): Promise<TestReport> {
  return JSON.parse(await readFile(file, "utf8")) as TestReport;
}

/** @param file what Playwright's JSON reporter left */
export async function readPlaywrightReport(file: string): Promise<TestReport> {
  const { stats, suites, errors } = JSON.parse(await readFile(file, "utf8")) as PlaywrightReport;
  return {
    passed: stats.expected,
    // What failed once has failed, however often somebody had it tried again.
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    failures: [
      ...errors.map(({ message }) => ({ test: "before the flows", message: message ?? "" })),
      ...suites.flatMap(failuresOf),
    ],
  };
}

function failuresOf({ specs = [], suites = [] }: PlaywrightSuite): Failure[] {
  const own = specs.flatMap(({ file, line, title, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ projectName, results }) => ({
        test: `[${projectName}] › ${file}:${line} › ${title}`,
        message: results.flatMap(({ errors }) => errors.map(({ message }) => message ?? "")).join("\n"),
      })),
  );
  return [...own, ...suites.flatMap(failuresOf)];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: { message?: string }[];
  suites: PlaywrightSuite[];
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs?: {
    file: string;
    line: number;
    title: string;
    tests: { projectName: string; status: string; results: { errors: { message?: string }[] }[] }[];
  }[];
}
