/** Result of a test. */
export interface TestReport {
  /** Full name, groups included. */
  readonly name: string;
  readonly state: "passed" | "failed" | "skipped" | "pending";
  /** Errors that the test threw. */
  readonly message: string;
}

/** Result of a run of Vitest. */
export interface RunReport {
  readonly tests: readonly TestReport[];
  /** Errors outside a test, such as a file that does not load or an unhandled rejection. */
  readonly errors: readonly string[];
}
