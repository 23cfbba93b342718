import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Output } from "@seedream-clients/command-line";
import { type PublicPackage, readPublicPackages } from "../public-packages.ts";
import { ReleaseError } from "../release-error.ts";
import { runProgram } from "../run-program.ts";
import { changelogEntry } from "./changelog.ts";
import { isPublished } from "./published.ts";

/**
 * Creates the tags and GitHub releases that are missing for published versions. Changesets creates them for what it
 * publishes itself, and never for a version that the registry has already.
 */
export async function completeReleases(root: string, registry: string, { out }: Output): Promise<void> {
  const released = await listReleases(root);
  const lacking = (await readPublicPackages(root)).filter((item) => !released.has(tagOf(item)));
  for (const item of lacking) {
    const tag = tagOf(item);
    if (await isPublished(item, registry)) {
      await createRelease(root, item);
      out(`${tag}: released`);
    } else out(`${tag}: not published`);
  }
  if (lacking.length === 0) out("every published version has its tag and its release");
}

/** Returns the tag of a version, as Changesets names it. */
function tagOf({ name, version }: PublicPackage): string {
  return `${name}@${version}`;
}

async function listReleases(root: string): Promise<ReadonlySet<string>> {
  const path = "repos/{owner}/{repo}/releases?per_page=100";
  const tags = await run(root, "gh", ["api", "--paginate", path, "--jq", ".[] | select(.draft | not) | .tag_name"]);
  return new Set(tags.split("\n"));
}

/** Creates a release, and its tag unless it exists. */
async function createRelease(root: string, item: PublicPackage): Promise<void> {
  const { version, folder } = item;
  const path = join(folder, "CHANGELOG.md");
  const notes = changelogEntry(await readFile(path, "utf8"), version);
  if (notes === undefined) throw new ReleaseError(`${relative(root, path)}: has no heading "## ${version}"; add it`);
  const tag = tagOf(item);
  const commit = await commitOf(root, item);
  const args = ["release", "create", tag, "--target", commit, "--title", tag, "--notes", notes];
  await run(root, "gh", version.includes("-") ? [...args, "--prerelease"] : args);
}

/** Returns the commit that brought a version to this branch. The branch may have moved on since. */
async function commitOf(root: string, { folder }: PublicPackage): Promise<string> {
  const manifest = relative(root, join(folder, "package.json"));
  const log = ["log", "-1", "--first-parent", "--format=%H", "-G", '^ *"version":', "--", manifest];
  return (await run(root, "git", log)).trim();
}

async function run(root: string, file: string, args: readonly string[]): Promise<string> {
  const { code, stdout, output } = await runProgram(file, args, { cwd: root });
  if (code !== 0) throw new ReleaseError(`\`${file} ${args.slice(0, 2).join(" ")}\` failed:\n${output.trim()}`);
  return stdout;
}
