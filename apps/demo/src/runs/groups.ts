import { comparisonOf, type RunState, shapesOf } from "./run-state.ts";

/** A run, or those of one comparison: one column of a band. */
export interface Group {
  readonly key: string;
  readonly runs: readonly [RunState, ...RunState[]];
}

/** Groups runs by comparison, at the place of the first. */
export function groupsOf(runs: readonly RunState[]): Group[] {
  const groups = new Map<string, [RunState, ...RunState[]]>();
  for (const run of runs) {
    const key = comparisonOf(run);
    const group = groups.get(key);
    if (group) group.push(run);
    else groups.set(key, [run]);
  }
  // In the order of the form, in whichever order they came to the server.
  return [...groups].map(([key, group]) => ({ key, runs: group.sort((a, b) => a.id.localeCompare(b.id)) }));
}

/** The shapes that a group wants a place for. A comparison takes a band of its own. */
export function groupShapes({ runs }: Group): number[] {
  return runs.length > 1 ? Array(20).fill(1) : shapesOf(runs[0]);
}

/** Groups by the day that they began on, newest first. */
export function daysOf(groups: readonly Group[]): { readonly day: string; readonly groups: Group[] }[] {
  const days: { readonly day: string; readonly groups: Group[] }[] = [];
  for (const group of groups) {
    const day = new Date(group.runs[0].facts.startedAt).toDateString();
    if (days.at(-1)?.day === day) days.at(-1)?.groups.push(group);
    else days.push({ day, groups: [group] });
  }
  return days;
}
