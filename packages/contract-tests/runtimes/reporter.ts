import { writeFileSync } from "node:fs";
import type { SerializedError } from "vitest";
import type { Reporter, TestCase, TestModule, TestSuite } from "vitest/node";
import type { RunReport, TestReport } from "./report.ts";

/** Writes a {@link RunReport} to the file that the variable REPORT names. */
export default class implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const { REPORT } = process.env;
    if (!REPORT) throw new Error("REPORT is not set; it must be the path of a file to write");
    const groups = modules.flatMap((module): (TestModule | TestSuite)[] => [module, ...module.children.allSuites()]);
    const report: RunReport = {
      tests: modules.flatMap((module) => [...module.children.allTests()].map(reportTest)),
      errors: [...unhandled, ...groups.flatMap((group) => group.errors())].map(told),
    };
    writeFileSync(REPORT, JSON.stringify(report));
  }
}

function reportTest(test: TestCase): TestReport {
  const { state, errors = [] } = test.result();
  return { name: test.fullName, state, message: errors.map(told).join("\n") };
}

function told({ name, message, diff, stack = "" }: SerializedError): string {
  return [`${name}: ${message}`, diff, stack].filter(Boolean).join("\n");
}
