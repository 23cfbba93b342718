import { spawn } from "node:child_process";
import { ReleaseError } from "./release-error.ts";

export interface ProgramOptions {
  readonly cwd: string;
  /** Environment variables besides the variables of this process; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  /** In ms. Default: 120,000. */
  readonly timeout?: number;
}

export interface ProgramResult {
  readonly code: number | null;
  readonly stdout: string;
  /** Standard output and standard error, interleaved. */
  readonly output: string;
}

/** Runs a program to its end. The signal or the time-out ends it and its child processes. */
export async function runProgram(
  file: string,
  args: readonly string[],
  { cwd, env = {}, signal, timeout = 120_000 }: ProgramOptions,
): Promise<ProgramResult> {
  signal?.throwIfAborted();
  const expired = AbortSignal.timeout(timeout);
  // A process group of its own, because the children of a package manager would outlive it.
  const detached = process.platform !== "win32";
  const child = spawn(file, args, {
    cwd,
    detached,
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32" && !file.endsWith(".exe"),
  });
  const end = () => {
    if (child.pid === undefined || child.exitCode !== null) return;
    if (detached) process.kill(-child.pid, "SIGKILL");
    else child.kill();
  };
  const stop = signal ? AbortSignal.any([signal, expired]) : expired;
  stop.addEventListener("abort", end, { once: true });
  let stdout = "";
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject).once("close", resolve);
    });
    signal?.throwIfAborted();
    if (expired.aborted) output += `\n(ended after ${timeout / 1000} s)`;
    return { code, stdout, output };
  } catch (error) {
    signal?.throwIfAborted();
    throw new ReleaseError(`${file} could not be started: ${error instanceof Error ? error.message : error}`);
  } finally {
    stop.removeEventListener("abort", end);
  }
}
