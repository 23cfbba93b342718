/** What a runtime does in place of what tests ask for. */
export interface Expectation {
  /** Full names of the tests. All of them must fail. */
  readonly tests: RegExp;
  /** What happens: the failure of each of the tests matches it. */
  readonly instead: RegExp;
  readonly why: string;
  /** The tests are decided by a race: they may pass. */
  readonly sometimes?: true;
}
