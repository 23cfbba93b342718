import type { RunState } from "./run-state.ts";

/** Runs, those of one comparison together where the first of them stands. */
export function groupsOf(runs: readonly RunState[]): [RunState, ...RunState[]][] {
  const groups = new Map<string, [RunState, ...RunState[]]>();
  for (const run of runs) {
    const key = run.comparison ?? run.key;
    const group = groups.get(key);
    if (group) group.push(run);
    else groups.set(key, [run]);
  }
  return [...groups.values()];
}
