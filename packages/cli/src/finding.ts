/** Result of one check of `seedream doctor`. */
export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly message: string;
}
