import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pnpm } from "../pnpm.ts";

/** Compilers, bundlers and runtimes of the consumers, as npm packages. */
const TOOLS = {
  "typescript-5.4": "npm:typescript@~5.4.5",
  "typescript-5.9": "npm:typescript@~5.9.3",
  "typescript-7": "npm:typescript@^7.0.2",
  vite: "^8.3.8",
  esbuild: "^0.28.2",
  bun: "^1.4.5",
  deno: "^2.9.6",
  workerd: "^1.20261117.1",
} as const;

export type ToolName = keyof typeof TOOLS;

/** An installed tool, or the reason why it could not be installed. */
export type Tool = { readonly folder: string; readonly bin: string } | { readonly missing: string };

export type Tools = ReadonlyMap<ToolName, Tool>;

/** Installs each tool separately, so that the failure of one does not affect the others. */
export async function installTools(folder: string, names: readonly ToolName[], signal: AbortSignal): Promise<Tools> {
  const tools = new Map<ToolName, Tool>();
  for (const name of names) tools.set(name, await installTool(join(folder, name), name, signal));
  return tools;
}

async function installTool(folder: string, name: ToolName, signal: AbortSignal): Promise<Tool> {
  await mkdir(folder, { recursive: true });
  const manifest = { name: "tool", private: true, dependencies: { [name]: TOOLS[name] } };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  // The runtimes install their binary with a script; esbuild does not need its script.
  const builds = "allowBuilds:\n  bun: true\n  deno: true\n  workerd: true\n  esbuild: false\n";
  await writeFile(join(folder, "pnpm-workspace.yaml"), `packages: []\n${builds}`);
  const { code, output } = await pnpm(["install"], { cwd: folder, signal, timeout: 300_000 });
  if (code !== 0) return { missing: `${name} cannot be installed: ${lastLine(output)}` };
  return { folder: join(folder, "node_modules", name), bin: join(folder, "node_modules", ".bin", name) };
}

function lastLine(output: string): string {
  return output.trim().split("\n").at(-1) ?? "";
}
