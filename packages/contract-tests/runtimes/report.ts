/** How a test went. */
export interface TestReport {
  /** Full name, groups included. */
  readonly name: string;
  readonly state: "passed" | "failed" | "skipped" | "pending";
  /** What the test threw. */
  readonly message: string;
}

/** How a run of Vitest went. */
export interface RunReport {
  readonly tests: readonly TestReport[];
  /** Errors outside a test: a file that does not load, a rejection that nobody handles. */
  readonly errors: readonly string[];
}
