import { runProgram } from "../run-program.ts";

/** Returns the reason why strace cannot trace programs here; `undefined` if it can. */
export async function missingTracer(): Promise<string | undefined> {
  if (process.platform !== "linux") return `strace runs on Linux only, and this is ${process.platform}`;
  const test = await runProgram("strace", ["-f", "--seccomp-bpf", "-e", "trace=openat", "true"], { cwd: "/" }).catch(
    () => undefined,
  );
  if (!test) return "strace is not installed; run `apt-get install strace`";
  return test.code === 0 ? undefined : `strace cannot trace a program here: ${test.output.trim().split("\n").at(-1)}`;
}
