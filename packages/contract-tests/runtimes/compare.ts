import type { Expectation } from "./expectations/expectation.ts";
import type { RunReport, TestReport } from "./report.ts";

/** Lists deviations from the expectations, a sentence each; `[]` if there are none. */
export function compare({ tests, errors }: RunReport, expectations: readonly Expectation[]): string[] {
  return [
    ...(tests.length === 0 ? ["No test ran"] : []),
    ...errors.map((error) => `Outside of any test: ${error}`),
    ...tests.flatMap((test) => compareTest(test, expectations)),
    ...expectations.filter(({ tests: pattern }) => !tests.some(({ name }) => pattern.test(name))).map(unused),
  ];
}

function compareTest({ name, state, message }: TestReport, expectations: readonly Expectation[]): string[] {
  const expectation = expectations.find(({ tests }) => tests.test(name));
  if (!expectation) return state === "failed" ? [`Failed: ${name}\n${message}`] : [];
  if (state !== "failed" && expectation.sometimes) return [];
  if (state !== "failed") return [`The expectation no longer holds; remove it: "${name}" ${state}`];
  if (expectation.instead.test(message)) return [];
  return [`Failed, but not with ${expectation.instead}: ${name}\n${message}`];
}

function unused({ tests }: Expectation): string {
  return `The expectation ${tests} matches no test; correct or remove it`;
}
