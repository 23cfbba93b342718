import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const BIOME = fileURLToPath(import.meta.resolve("@biomejs/biome/bin/biome"));

/**
 * Formats TypeScript like the rest of the repository. Runs Biome's command, because Biome's library is a separate
 * package with an older engine, so the two can disagree.
 */
export async function formatTypeScript(text: string): Promise<string> {
  // Biome finds biome.json upwards from here. biome.json must not exclude the name of the file.
  const options = { cwd: import.meta.dirname, maxBuffer: Number.POSITIVE_INFINITY };
  const running = promisify(execFile)(process.execPath, [BIOME, "format", "--stdin-file-path=api.ts"], options);
  running.child.stdin?.end(text);
  return (await running).stdout;
}
