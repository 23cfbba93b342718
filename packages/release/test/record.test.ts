import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SHELL } from "../src/inputs/record.ts";
import { runProgram } from "../src/run-program.ts";
import { inTemporaryFolder } from "../src/temporary-folder.ts";

/** Runs a script with a `strace` that fails `failures` times. Returns the exit code and the runs of each program. */
function runTraced(failures: number, script: string) {
  return inTemporaryFolder(async (folder) => {
    const shell = join(folder, "shell.sh");
    await writeFile(shell, SHELL, { mode: 0o755 });
    // The script and its arguments come after the last option, which is the name of the log.
    const strace = `#!/bin/sh
echo run >> "${folder}/strace"
[ "$(grep -c run "${folder}/strace")" -le ${failures} ] && echo "strace: ptrace: Input/output error" >&2 && exit 1
while [ "$1" != -o ]; do shift; done
shift 2
exec "$@"
`;
    await writeFile(join(folder, "strace"), "");
    const bin = join(folder, "bin");
    await runProgram("mkdir", [bin], { cwd: folder });
    await writeFile(join(bin, "strace"), strace, { mode: 0o755 });
    const env = { PATH: `${bin}:${process.env.PATH}`, RECORDED_INPUTS: folder, npm_package_name: "a" };
    const { code } = await runProgram(shell, ["-c", `echo run >> "${folder}/script"; ${script}`], { cwd: folder, env });
    const count = async (file: string) => {
      const text = await readFile(join(folder, file), "utf8").catch(() => "");
      return text.split("\n").length - 1;
    };
    return { code, traced: await count("strace"), ran: await count("script") };
  });
}

describe.skipIf(process.platform === "win32")("the shell that records the files that a script opens", () => {
  test("runs a script once", async () => {
    expect(await runTraced(0, "exit 0")).toEqual({ code: 0, traced: 1, ran: 1 });
  });

  test("records again if strace itself fails", async () => {
    expect(await runTraced(1, "exit 0")).toEqual({ code: 0, traced: 2, ran: 1 });
  });

  test("runs a script untraced if strace fails twice", async () => {
    expect(await runTraced(9, "exit 0")).toEqual({ code: 0, traced: 2, ran: 1 });
  });

  test("fails with the exit code of a script that fails by itself", async () => {
    expect(await runTraced(0, "exit 3")).toEqual({ code: 3, traced: 2, ran: 3 });
  });
});
