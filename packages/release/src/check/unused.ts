import { join } from "node:path";
import { runProgram } from "../run-program.ts";

/** Returns knip's report of unused files, exports and dependencies in the workspace; empty if there are none. */
export async function findUnused(root: string, signal: AbortSignal): Promise<string> {
  const knip = join(import.meta.dirname, "..", "..", "node_modules", "knip", "bin", "knip.js");
  const { code, output } = await runProgram(process.execPath, [knip, "--no-progress", "--no-config-hints"], {
    cwd: root,
    signal,
  });
  return code === 0 ? "" : output.trim();
}
