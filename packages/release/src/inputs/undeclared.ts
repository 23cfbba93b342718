import { statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, matchesGlob, relative, sep } from "node:path";
import type { Installed } from "./installed.ts";
import type { Plan, Task } from "./plan.ts";

/** Biome reads this file for its rules about Turbo, which are all off. */
const NOT_USED = "turbo.json";

/** Paths that contradict the inputs of a task. */
export interface Undeclared {
  readonly task: string;
  /** Files, from the root; for an installed package, its folder. */
  readonly paths: readonly string[];
}

/** Finds the files that tasks read, but that are not part of their hashes. */
export async function findUndeclared(
  root: string,
  plan: Plan,
  reads: ReadonlyMap<string, readonly string[]>,
  installed: Installed,
): Promise<Undeclared[]> {
  const found: Undeclared[] = [];
  for (const [id, files] of reads) {
    const task = plan.tasks.get(id);
    if (!task?.isCached) continue;
    const isKnown = await knownTo(root, plan, task, installed);
    const unknown = files.filter((path) => path.startsWith(root + sep) && !isKnown(path) && isFile(path));
    const paths = new Set(unknown.map((path) => relative(root, packageOf(path) ?? path)));
    if (paths.size > 0) found.push({ task: id, paths: [...paths].sort() });
  }
  return found.sort((a, b) => a.task.localeCompare(b.task));
}

/**
 * Finds inputs that an installation or a dependency of the task writes. The hash of the task includes the hash of the
 * dependency anyway. Such inputs change the hash although nobody changed a source.
 */
export function findMade(root: string, { tasks }: Plan): Undeclared[] {
  return [...tasks.values()].flatMap(({ id, isCached, inputs, dependencies }) => {
    const outputs = dependencies.flatMap((other) => tasks.get(other)?.outputs ?? []);
    const isMade = (path: string) => isInstalled(path) || outputs.some((glob) => matchesGlob(path, glob));
    const made = isCached ? inputs.filter(isMade) : [];
    return made.length > 0 ? [{ task: id, paths: made.map((path) => relative(root, path)) }] : [];
  });
}

async function knownTo(root: string, plan: Plan, task: Task, installed: Installed): Promise<(path: string) => boolean> {
  const known = [task, ...task.dependencies.flatMap((id) => plan.tasks.get(id) ?? [])];
  const inputs = new Set([...plan.globalInputs, ...known.flatMap((other) => other.inputs)]);
  const outputs = known.flatMap((other) => other.outputs);
  const hasLock = inputs.has(join(root, "pnpm-lock.yaml"));
  // The packages of the root are part of every hash.
  const packages = await Promise.all([...new Set([root, ...known.map(({ folder }) => folder)])].map(installed.behind));
  return (path) => {
    const id = installed.idOf(path);
    if (id !== undefined) return hasLock || packages.some((ids) => ids.has(id)) || isNodes(path);
    if (isInstalled(path) || path.startsWith(join(root, ".git") + sep) || path === join(root, NOT_USED)) return true;
    return inputs.has(path) || outputs.some((glob) => matchesGlob(path, glob));
  };
}

/** Whether a package has the name of a Node module. Compilers open such a package, but use the types of Node. */
function isNodes(path: string): boolean {
  const name = packageOf(path)?.split(`${sep}node_modules${sep}`).at(-1);
  return name !== undefined && isBuiltin(name);
}

/** Returns `…/node_modules/@scope/name` for a file of that package. */
function packageOf(path: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(path)?.[0];
}

function isInstalled(path: string): boolean {
  return path.includes(`${sep}node_modules${sep}`);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
