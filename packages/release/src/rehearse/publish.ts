import { join } from "node:path";
import { ReleaseError } from "../release-error.ts";
import type { ProgramResult } from "../run-program.ts";
import type { Registry } from "./registry.ts";
import { changeset, useRegistry, type WorkspaceCopy } from "./workspace-copy.ts";

/** How many packages the registry takes in before it is "down" for the first try. */
const FIRST_TRY = 3;

/**
 * Publishes everything as a release does, with a registry that goes down half-way: the first try must fail, the
 * second must carry on where it ended.
 */
export async function publishTwice(root: string, copy: WorkspaceCopy, registry: Registry, signal: AbortSignal) {
  await useRegistry(copy.folder, registry.url);
  registry.accept(FIRST_TRY);
  const first = await publish(root, copy, "packed-first", signal, { pnpm_config_fetch_retries: "0" });
  if (first.code === 0) throw failure(`a release that ended after ${FIRST_TRY} packages was called a success`, first);
  if (registry.published.length !== FIRST_TRY) throw failure("the first try published the wrong packages", first);
  registry.accept();
  const second = await publish(root, copy, "packed-second", signal);
  if (second.code !== 0) throw failure("publishing did not carry on after an interruption", second);
  const wrong = copy.packages.filter(({ name }) => registry.published.filter((other) => other === name).length !== 1);
  if (wrong.length === 0) return;
  throw failure(`not published exactly once: ${wrong.map(({ name }) => name).join(", ")}`, second);
}

/** The steps of `release.yml`: what the registry lacks is planned, packed, and published from the tarballs. */
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
