import { startTests } from "vitest/internal/browser";
import type { RunReport, TestReport } from "../report.ts";

type Config = Parameters<typeof startTests>[1]["config"];
type File = Awaited<ReturnType<typeof startTests>>[number];
type Task = File | File["tasks"][number];

/** Runs test files with Vitest's own runner, inside this runtime. `load` imports a file, which declares its tests. */
export async function runFiles(
  config: Config,
  load: Readonly<Record<string, () => Promise<unknown>>>,
): Promise<RunReport> {
  // Vitest's `expect` reads its settings from there.
  Object.assign(globalThis, { __vitest_worker__: { config, ctx: {}, environment: {}, providedContext: {} } });
  const files = await startTests(Object.keys(load), { config, importFile: (path) => load[path]?.() });
  const broken = files.filter(({ tasks, result }) => tasks.length === 0 && result?.errors);
  return { tests: files.flatMap((file) => reportsOf(file)), errors: broken.map((file) => messageOf(file)) };
}

/** Returns the reports of a group's tests. A failure of the group, for example in a hook, fails all its tests. */
function reportsOf(task: Task, groups: readonly string[] = [], failure = ""): TestReport[] {
  const name = "filepath" in task ? groups : [...groups, task.name];
  const message = messageOf(task) || failure;
  if (task.type === "suite") return task.tasks.flatMap((inner) => reportsOf(inner, name, message));
  return [{ name: name.join(" > "), state: message ? "failed" : stateOf(task), message }];
}

function stateOf({ result, mode }: Task): TestReport["state"] {
  if (result?.state === "pass") return "passed";
  return mode === "skip" ? "skipped" : "pending";
}

function messageOf({ result }: Task): string {
  return (result?.errors ?? []).map(({ message, diff, stack }) => [stack ?? message, diff].join("\n")).join("\n");
}
