/** The members of two versions of a union. */
export interface Pairing<T> {
  readonly pairs: readonly (readonly [before: T, after: T])[];
  readonly lost: readonly T[];
  readonly gained: readonly T[];
}

/** Whether two members are versions of the same member. `left` holds the members without a partner so far. */
type PairTest<T> = (before: T, after: T, left: { lost: readonly T[]; gained: readonly T[] }) => boolean;

/** Pairs the members of two versions of a union, by the most reliable test first. */
export function pairUp<T>(before: readonly T[], after: readonly T[], tests: readonly PairTest<T>[]): Pairing<T> {
  const pairs: [T, T][] = [];
  const [lost, gained] = [[...before], [...after]];
  for (const test of tests)
    for (const was of [...lost]) {
      const is = gained.find((candidate) => test(was, candidate, { lost, gained }));
      if (is === undefined) continue;
      pairs.push([was, is]);
      lost.splice(lost.indexOf(was), 1);
      gained.splice(gained.indexOf(is), 1);
    }
  return { pairs, lost, gained };
}
