import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { ReleaseError } from "../src/release-error.ts";
import { runProgram } from "../src/run-program.ts";

const cwd = tmpdir();
/** A program with a child that inherits its output, which ends only when both have ended. */
const family =
  'require("node:child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], { stdio: "inherit" });' +
  "setTimeout(() => {}, 60000);";

test("returns the exit code and the output", async () => {
  const program = 'console.log("out"); console.error("err"); process.exitCode = 3';
  const { code, stdout, output } = await runProgram(process.execPath, ["-e", program], { cwd });
  expect({ code, stdout }).toEqual({ code: 3, stdout: "out\n" });
  expect(output).toContain("err");
});

test.skipIf(process.platform === "win32")("ends a program and its children after the time-out", async () => {
  const { code, output } = await runProgram(process.execPath, ["-e", family], { cwd, timeout: 500 });
  expect(code).toBeNull();
  expect(output).toContain("ended after 0.5 s");
});

test("ends with the signal and throws its reason", async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(new ReleaseError("stopped")), 200);
  const running = runProgram(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], { cwd, signal: stop.signal });
  await expect(running).rejects.toThrow("stopped");
});

test("names a program that does not exist", async () => {
  await expect(runProgram("no-such-program.exe", [], { cwd })).rejects.toThrow(
    /no-such-program\.exe could not be started/,
  );
});
