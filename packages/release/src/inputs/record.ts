import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readFiles, readOpened } from "./opened.ts";
import { turbo } from "./turbo.ts";

/**
 * The shell with which pnpm runs scripts. It records with strace the files that a script and its child processes open.
 * Hooks of Node would miss compilers and linters, which are separate programs. Now and then strace itself fails
 * (`ptrace(PTRACE_LISTEN,…): Input/output error`), so a failed script is recorded once more, and then runs untraced.
 * Only a script that also fails untraced ends the check.
 */
export const SHELL = `#!/bin/sh
log="$RECORDED_INPUTS/$(printf %s "$npm_package_name#$npm_lifecycle_event" | tr / +)"
unset pnpm_config_script_shell
record() {
  strace -f -qq --seccomp-bpf -z -y -s 0 -e trace=open,openat -o "$log" sh "$@"
}
record "$@" || record "$@" || exec sh "$@"
`;

/** Name of the workspace's root package, which turbo calls `//`. */
const ROOT = "seedream-clients";

/**
 * Runs tasks without the cache, and returns the files that each reads, by the id of the task. Scripts run in the order
 * that turbo gives them.
 */
export async function recordReads(
  root: string,
  names: readonly string[],
  folder: string,
  signal: AbortSignal,
): Promise<Map<string, string[]>> {
  const logs = join(folder, "logs");
  await mkdir(logs);
  const shell = join(folder, "shell.sh");
  await writeFile(shell, SHELL, { mode: 0o755 });
  const env = { pnpm_config_script_shell: shell, RECORDED_INPUTS: logs };
  // Loose, so that the variables reach pnpm.
  await turbo(root, ["run", ...names, "--force", "--env-mode=loose", "--concurrency=2", "--output-logs=errors-only"], {
    signal,
    env,
  });
  const files = await readdir(logs);
  const reads = files.map(async (file): Promise<[string, string[]]> => {
    const [owner = "", task] = file.replace("+", "/").split("#");
    const log = await readFile(join(logs, file), "utf8");
    return [`${owner === ROOT ? "//" : owner}#${task}`, readFiles(readOpened(log))];
  });
  return new Map(await Promise.all(reads));
}
