import { join } from "node:path";
import { ReleaseError } from "../release-error.ts";
import type { ProgramResult } from "../run-program.ts";
import type { Registry } from "./registry.ts";
import { changeset, useRegistry, type WorkspaceCopy } from "./workspace-copy.ts";

/** Number of packages that the registry accepts before it is "down". */
const FIRST_TRY = 3;

/**
 * Publishes all packages as a release does, to a registry that goes down half-way. The first run must fail, and the second
 * one must publish only the rest.
 */
export async function publishTwice(root: string, copy: WorkspaceCopy, registry: Registry, signal: AbortSignal) {
  await useRegistry(copy.folder, registry.url);
  registry.accept(FIRST_TRY);
  const first = await publish(root, copy, "packed-first", signal, { pnpm_config_fetch_retries: "0" });
  if (first.code === 0) throw failure(`the first run published only ${FIRST_TRY} packages, but succeeded`, first);
  if (registry.published.length !== FIRST_TRY)
    throw failure("the first run published another number of packages than the registry accepted", first);
  registry.accept();
  const second = await publish(root, copy, "packed-second", signal);
  if (second.code !== 0) throw failure("the second run did not publish the rest", second);
  const wrong = copy.packages.filter(({ name }) => registry.published.filter((other) => other === name).length !== 1);
  if (wrong.length === 0) return;
  throw failure(`not published exactly once: ${wrong.map(({ name }) => name).join(", ")}`, second);
}

/** Runs the steps of `release.yml`: plan, pack and publish the versions that the registry lacks. */
async function publish(
  root: string,
  { folder }: WorkspaceCopy,
  name: string,
  signal: AbortSignal,
  env: Record<string, string> = {},
): Promise<ProgramResult> {
  const packed = join(folder, "..", name);
  const plan = `${packed}.json`;
  const options = { cwd: folder, signal, env };
  for (const args of [
    ["publish-plan", "--output", plan],
    ["pack", "--from-publish-plan", plan, "--out-dir", packed],
  ]) {
    const result = await changeset(root, args, options);
    if (result.code !== 0) throw failure(`\`changeset ${args[0]}\` failed`, result);
  }
  return changeset(root, ["publish", "--from-pack-dir", packed, "--no-git-tag"], options);
}

function failure(reason: string, { output }: ProgramResult): ReleaseError {
  return new ReleaseError(`${reason}:\n${output.trim()}`);
}
