import { writeFileSync } from "node:fs";
import type { Reporter, TestModule, TestSuite } from "vitest/node";
import type { RunReport, TestReport } from "./report.ts";

type Thrown = Parameters<NonNullable<Reporter["onTestRunEnd"]>>[1][number];

/** Writes a {@link RunReport} to the file that the variable REPORT names. */
export default class implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly Thrown[]): void {
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

function reportTest(
  test: ReturnType<TestModule["children"]["allTests"]> extends Iterable<infer T> ? T : never,
): TestReport {
  const { state, errors = [] } = test.result();
  return { name: test.fullName, state, message: errors.map(told).join("\n") };
}

function told({ name, message, diff, stack = "" }: Thrown): string {
  return [`${name}: ${message}`, diff, stack].filter(Boolean).join("\n");
}
