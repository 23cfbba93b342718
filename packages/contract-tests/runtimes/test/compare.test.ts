import { describe, expect, it } from "vitest";
import { compare } from "../compare.ts";
import type { TestReport } from "../report.ts";

const passed: TestReport = { name: "reads a body", state: "passed", message: "" };
const failed: TestReport = { name: "looks a name up", state: "failed", message: "TypeError: fetch failed" };
const listed = { tests: /looks a name up/, instead: /fetch failed/, why: "There is no resolver." };

const problems = (tests: readonly TestReport[], expectations = [listed], errors: readonly string[] = []) =>
  compare({ tests, errors }, expectations);

describe("a run under a runtime", () => {
  it("is as expected when the listed tests fail in the listed way", () => {
    expect(problems([passed, failed])).toEqual([]);
  });

  it.each([
    ["a failure that is not listed", [passed, failed], [], ["Failed: looks a name up\nTypeError: fetch failed"]],
    [
      "another failure than the listed one",
      [{ ...failed, message: "It hangs" }],
      [listed],
      [/but not with .*\nIt hangs/s],
    ],
    [
      "a listed test that passes",
      [{ ...failed, state: "passed" }],
      [listed],
      [/no longer holds.*looks a name up" passed/],
    ],
    ["a listed test that is skipped", [{ ...failed, state: "skipped" }], [listed], [/no longer holds.*skipped/]],
    ["an expectation that matches no test", [passed], [listed], [/matches no test/]],
    ["no tests", [], [], ["No test ran"]],
  ] as const)("is not as expected with %s", (_, tests, expectations, expected) => {
    expect(problems([...tests], [...expectations])).toEqual(
      expected.map((text) => (typeof text === "string" ? text : expect.stringMatching(text))),
    );
  });

  it("is not as expected with an error outside of any test", () => {
    expect(problems([passed, failed], [listed], ["Error: no such file"])).toEqual([
      "Outside of any test: Error: no such file",
    ]);
  });

  it("may pass a test that a race decides, and must not fail it in another way", () => {
    const race = [{ ...listed, sometimes: true as const }];
    expect(problems([{ ...failed, state: "passed" }], race)).toEqual([]);
    expect(problems([failed], race)).toEqual([]);
    expect(problems([{ ...failed, message: "It hangs" }], race)).toHaveLength(1);
  });
});
