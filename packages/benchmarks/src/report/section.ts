/** A promised number and the measured number. */
export interface Goal {
  /** The measured quantity and its unit. */
  readonly name: string;
  readonly most: number;
  readonly measured: number;
}

/** A part of the results: one table. */
export interface Section {
  /** Its name on the command line. */
  readonly id: string;
  readonly title: string;
  /** Description of the measurement. */
  readonly method: string;
  measure(): Promise<Results>;
}

export interface Results {
  /** The first column is the subject. */
  readonly columns: readonly string[];
  readonly lines: readonly Line[];
  readonly goals: readonly Goal[];
}

/** A subject and its cells, in the order of the columns after the first. */
export type Line = readonly [subject: string, ...cells: readonly string[]];
