import { join } from "node:path";
import { type Output, runCommand, terminal, withStopSignal } from "@seedream-clients/command-line";
import { inTemporaryFolder } from "../temporary-folder.ts";
import { installedIn } from "./installed.ts";
import { readPlan } from "./plan.ts";
import { recordReads } from "./record.ts";
import { cachedTasks } from "./tasks.ts";
import { missingTracer } from "./tracer.ts";
import { findMade, findUndeclared, type Undeclared } from "./undeclared.ts";

const USAGE = `
Runs each task of \`pnpm test\` without the cache, records the files that it opens, and compares them with its inputs in
turbo.json. A file that is not among them would leave a stale result in the cache. Needs Linux and strace.

Usage: pnpm inputs:check
`;

/** Most paths to list for each task. */
const MOST = 20;

async function check(root: string, { out, err }: Output, stop: AbortSignal): Promise<0 | 1> {
  const missing = await missingTracer();
  if (missing) {
    out(`inputs:check SKIPPED: ${missing}`);
    return 0;
  }
  const names = await cachedTasks(root);
  const reads = await inTemporaryFolder((folder) => recordReads(root, names, folder, stop));
  const plan = await readPlan(root, names, stop);
  const undeclared = await findUndeclared(root, plan, reads, installedIn(root));
  const made = findMade(root, plan);
  for (const item of undeclared) err(list(item, "reads files that turbo.json does not list"));
  for (const item of made) err(list(item, "has inputs that other tasks or an installation create"));
  if (undeclared.length > 0 || made.length > 0) return 1;
  out(`${reads.size} tasks recorded: all files that they read are among their inputs`);
  return 0;
}

function list({ task, paths }: Undeclared, fault: string): string {
  const more = paths.length > MOST ? [`  and ${paths.length - MOST} more`] : [];
  return [`${task} ${fault}:`, ...paths.slice(0, MOST).map((path) => `  ${path}`), ...more].join("\n");
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..", "..", "..", "..");
  process.exitCode = await runCommand({ usage: USAGE, options: {} }, process.argv.slice(2), terminal, () =>
    withStopSignal(terminal, (stop) => check(root, terminal, stop)),
  );
}
