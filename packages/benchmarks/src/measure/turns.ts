import { median } from "./median.ts";

/** A program to measure and compare with others. */
export interface Subject {
  readonly name: string;
  measure(): Promise<number>;
}

/** A subject's median, and the median of its ratios to the base in the same round. */
export interface Measured {
  readonly name: string;
  readonly median: number;
  readonly ratio: number;
}

type Round = ReadonlyMap<string, number>;

/** A subject that takes longer is measured once, in ms. */
const slow = 2000;

/**
 * Measures subjects in turns, so that a disturbance of the machine affects all of them. The first round warms up and
 * does not count, except for subjects that take over two seconds.
 *
 * @param base Name of the subject that the ratios refer to.
 */
export async function inTurns(subjects: readonly Subject[], base: string, rounds: number): Promise<Measured[]> {
  const first = new Map<string, number>();
  const fast: Subject[] = [];
  for (const subject of subjects) {
    const start = performance.now();
    first.set(subject.name, await subject.measure());
    if (performance.now() - start < slow) fast.push(subject);
  }
  const all: Round[] = [];
  for (let round = 0; round < rounds; round++) all.push(await measureOnce(fast));
  return subjects.map((subject) => summarise(subject, base, fast.includes(subject) ? all : [first]));
}

async function measureOnce(subjects: readonly Subject[]): Promise<Round> {
  const values = new Map<string, number>();
  for (const { name, measure } of subjects) values.set(name, await measure());
  return values;
}

function summarise({ name }: Subject, base: string, rounds: readonly Round[]): Measured {
  const valueIn = (round: Round, key: string) => round.get(key) ?? Number.NaN;
  return {
    name,
    median: median(rounds.map((round) => valueIn(round, name))),
    ratio: median(rounds.map((round) => valueIn(round, name) / valueIn(round, base))),
  };
}

/** Returns the measurements of a subject. */
export function of(measured: readonly Measured[], name: string): Measured {
  const found = measured.find((one) => one.name === name);
  if (!found)
    throw new Error(`"${name}" was not measured; measured were ${measured.map((one) => one.name).join(", ")}`);
  return found;
}
