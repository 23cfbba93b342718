/** One thing that `seedream doctor` looked at. */
export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly message: string;
}
