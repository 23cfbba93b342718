import { existsSync } from "node:fs";
import { cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pnpmOnPath } from "../pnpm.ts";
import { type PublicPackage, readPublicPackages } from "../public-packages.ts";
import { ReleaseError } from "../release-error.ts";
import { findAddress } from "../repository/address.ts";
import { stampPackages } from "../repository/stamp.ts";
import { type ProgramResult, runProgram } from "../run-program.ts";

const ROOT_FILES = ["package.json", "pnpm-workspace.yaml", ".changeset"];
const PACKAGE_FILES = ["package.json", "README.md", "LICENSE", "CHANGELOG.md", "dist", "src"];

/** A copy of the workspace, for changing versions and publishing without a change to the real one. */
export interface WorkspaceCopy {
  readonly folder: string;
  /** With the versions that the next release gives them. */
  readonly packages: readonly PublicPackage[];
}

/** Placeholder for the address of the repository, until the root's package.json has one. */
const ADDRESS = "https://rehearsal.test/owner/name";

/** Copies the published files, applies the pending changesets, and adds the address of the repository. */
export async function copyWorkspace(root: string, folder: string, signal: AbortSignal): Promise<WorkspaceCopy> {
  await mkdir(folder);
  for (const file of ROOT_FILES) await cp(join(root, file), join(folder, file), { recursive: true });
  const ids = new Set((await readPublicPackages(root)).map(({ id }) => id));
  for (const id of await readdir(join(root, "packages"))) {
    await copyPackage(root, folder, id, ids.has(id) ? PACKAGE_FILES : ["package.json"]);
  }
  if (await hasChangesets(folder)) {
    const { code, output } = await changeset(root, ["version"], { cwd: folder, signal });
    if (code !== 0) throw new ReleaseError(`\`changeset version\` failed:\n${output.trim()}`);
  }
  await stampPackages(folder, (await findAddress(root, {})) ?? ADDRESS);
  return { folder, packages: await readPublicPackages(folder) };
}

/** Runs the `changeset` command of the workspace at `root` in another folder. */
export function changeset(
  root: string,
  args: readonly string[],
  { env = {}, ...options }: { cwd: string; signal: AbortSignal; env?: Record<string, string> },
): Promise<ProgramResult> {
  const bin = join(root, "node_modules", "@changesets", "cli", "bin.js");
  return runProgram(process.execPath, [bin, ...args], { ...options, env: { ...pnpmOnPath(), ...env } });
}

/** Writes the settings with which pnpm publishes to and installs from a registry. */
export async function useRegistry(folder: string, url: string): Promise<void> {
  // The registry accepts any token, but clients do not publish without one.
  const token = `${url.replace(/^https?:/, "")}:_authToken=rehearsal`;
  await writeFile(join(folder, ".npmrc"), `registry=${url}\n${token}\n`);
}

async function copyPackage(root: string, folder: string, id: string, files: readonly string[]): Promise<void> {
  const from = join(root, "packages", id);
  const to = join(folder, "packages", id);
  await mkdir(to, { recursive: true });
  for (const file of files) {
    if (existsSync(join(from, file))) await cp(join(from, file), join(to, file), { recursive: true });
  }
}

async function hasChangesets(folder: string): Promise<boolean> {
  const files = await readdir(join(folder, ".changeset"));
  return files.some((file) => file.endsWith(".md") && file !== "README.md");
}
