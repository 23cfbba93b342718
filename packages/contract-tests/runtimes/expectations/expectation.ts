/** A known deviation of a runtime from the tests. */
export interface Expectation {
  /** Full names of the tests. All of them must fail. */
  readonly tests: RegExp;
  /** Pattern that the failure of each of the tests matches. */
  readonly instead: RegExp;
  readonly why: string;
  /** A race decides the tests, so they may also pass. */
  readonly sometimes?: true;
}
