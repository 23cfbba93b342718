import { join } from "node:path";
import { pnpmOnPath } from "../pnpm.ts";
import { ReleaseError } from "../release-error.ts";
import { runProgram } from "../run-program.ts";

/** Half an hour, in ms, because every task runs without the cache. */
const TIMEOUT = 1_800_000;

/** Runs turbo to its end and returns its standard output. Throws if it fails. */
export async function turbo(
  root: string,
  args: readonly string[],
  { signal, env = {} }: { signal: AbortSignal; env?: Readonly<Record<string, string>> },
): Promise<string> {
  const bin = join(root, "node_modules", "turbo", "bin", "turbo");
  const { code, stdout, output } = await runProgram(process.execPath, [bin, ...args], {
    cwd: root,
    signal,
    timeout: TIMEOUT,
    env: { ...pnpmOnPath(), ...env },
  });
  if (code !== 0) throw new ReleaseError(`\`turbo ${args.join(" ")}\` ended with ${code}:\n${output.trim()}`);
  return stdout;
}
