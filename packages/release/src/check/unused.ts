import { join } from "node:path";
import { runProgram } from "../run-program.ts";

/** Files, exports and dependencies of the workspace that nothing uses, as knip reports them; empty if there are none. */
export async function findUnused(root: string, signal: AbortSignal): Promise<string> {
  const knip = join(import.meta.dirname, "..", "..", "node_modules", "knip", "bin", "knip.js");
  const { code, output } = await runProgram(process.execPath, [knip, "--no-progress", "--no-config-hints"], {
    cwd: root,
    signal,
  });
  return code === 0 ? "" : output.trim();
}
