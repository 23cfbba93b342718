import { comparisonOf, type RunState, shapesOf } from "./run-state.ts";

/** A run, or those of one comparison: one column of a band. */
export interface Group {
  readonly key: string;
  readonly runs: readonly [RunState, ...RunState[]];
}

/** Groups runs by comparison, at the place of the first. */
export function groupsOf(runs: readonly RunState[]): Group[] {
  return [...Map.groupBy(runs, comparisonOf)].flatMap(([key, group]) => {
    // In the order of the form, in whichever order they came to the server.
    const [first, ...others] = group.toSorted((a, b) => a.id.localeCompare(b.id));
    return first ? [{ key, runs: [first, ...others] }] : [];
  });
}

/** The shapes that a group wants a place for. A comparison takes a band of its own. */
export function groupShapes({ runs }: Group): number[] {
  return runs.length > 1 ? Array(20).fill(1) : shapesOf(runs[0]);
}

/** Groups by the day that they began on. */
export function daysOf(groups: readonly Group[]): Map<string, Group[]> {
  return Map.groupBy(groups, ({ runs: [{ facts }] }) => new Date(facts.startedAt).toDateString());
}
