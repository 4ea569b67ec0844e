import { writeFile } from "node:fs/promises";
import { relative } from "node:path";
import type { Reporter, SerializedError, TestModule } from "vitest/node";
import type { Failure, TestReport } from "#ops/test-report.ts";

/** Where it writes; without it, it does nothing. */
export const reportVariable = "PLACAR_TEST_REPORT";

/** Vitest's reporter for `npm test`: what its own JSON says, and on which stack a test failed. */
export default class implements Reporter {
  async onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Promise<void> {
    const file = process.env[reportVariable];
    if (!file) return;
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state: string) => tests.filter((test) => test.result().state === state).length;
    const failures = [
      ...modules.flatMap(failuresOf),
      ...unhandled.map((error) => ({ test: "outside of any test", message: messageOf(error) })),
    ];
    const report: TestReport = {
      passed: inState("passed"),
      failed: failures.length,
      skipped: inState("skipped"),
      failures,
    };
    await writeFile(file, JSON.stringify(report));
  }
}

function failuresOf(module: TestModule): Failure[] {
  const where = `[${module.project.name}] › ${relative(process.cwd(), module.moduleId)}`;
  const failed = (name: string | undefined, errors: readonly SerializedError[]) => ({
    test: name ? `${where} › ${name}` : where,
    message: errors.map(messageOf).join("\n"),
  });
  const found: Failure[] = [];
  // A file that cannot be loaded, or a set-up that fails, has no test that did.
  if (module.errors().length > 0) found.push(failed(undefined, module.errors()));
  for (const suite of module.children.allSuites())
    if (suite.errors().length > 0) found.push(failed(suite.fullName, suite.errors()));
  for (const test of module.children.allTests("failed"))
    found.push(failed(test.fullName, test.result().errors ?? []));
  return found;
}

function messageOf({ message, stack = "", diff }: SerializedError): string {
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return [message, diff, ...frames].filter(Boolean).join("\n");
}
