import { join } from "node:path";
import { turbo } from "./turbo.ts";

/** A task of turbo, with the facts that its cache depends on. Paths are absolute. */
export interface Task {
  /** `"@seedream-clients/ark#build"`; `"//#lint:code"` at the root. */
  readonly id: string;
  readonly package: string;
  readonly folder: string;
  /** Whether a package has a script for the task, and turbo caches the result. */
  readonly isCached: boolean;
  readonly inputs: readonly string[];
  /** Globs. */
  readonly outputs: readonly string[];
  /** Ids of the tasks that it depends on, directly or indirectly. Their hashes are part of its own hash. */
  readonly dependencies: readonly string[];
}

/** The tasks that turbo would run. */
export interface Plan {
  /** Files that are part of every hash. */
  readonly globalInputs: readonly string[];
  readonly tasks: ReadonlyMap<string, Task>;
}

interface DryRun {
  readonly globalCacheInputs: { readonly files: Readonly<Record<string, string>> };
  readonly tasks: readonly {
    readonly taskId: string;
    readonly package: string;
    readonly directory: string;
    readonly command: string;
    readonly inputs: Readonly<Record<string, string>>;
    readonly outputs: readonly string[] | null;
    readonly dependencies: readonly string[];
    readonly resolvedTaskDefinition: { readonly cache: boolean };
  }[];
}

/** Asks turbo for the tasks that it would run for the given names, and for their dependencies. */
export async function readPlan(root: string, names: readonly string[], signal: AbortSignal): Promise<Plan> {
  const text = await turbo(root, ["run", ...names, "--dry=json"], { signal });
  const { globalCacheInputs, tasks }: DryRun = JSON.parse(text.slice(text.indexOf("{")));
  const direct = new Map(tasks.map(({ taskId, dependencies }) => [taskId, dependencies]));
  return {
    globalInputs: Object.keys(globalCacheInputs.files).map((path) => join(root, path)),
    tasks: new Map(
      tasks.map((task) => {
        const folder = join(root, task.directory);
        return [
          task.taskId,
          {
            id: task.taskId,
            package: task.package,
            folder,
            isCached: task.command !== "<NONEXISTENT>" && task.resolvedTaskDefinition.cache,
            inputs: Object.keys(task.inputs).map((path) => join(folder, path)),
            outputs: (task.outputs ?? []).map((glob) => join(folder, glob)),
            dependencies: allBehind(task.taskId, direct),
          },
        ];
      }),
    ),
  };
}

function allBehind(id: string, direct: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set<string>();
  const visit = (from: string) => {
    for (const next of direct.get(from) ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(id);
  return [...found];
}
