import type { Range } from "./models.ts";

/**
 * Something about a request that will not go as asked, as data. The words for it are in `explain.ts`, which is loaded
 * when there is something to say: a request in order does not carry the bytes.
 */
export interface Finding {
  /** The field of the request. */
  readonly feature: string;
  readonly rule: Rule;
  readonly value: unknown;
  readonly allowed: Allowed;
}

/** What would do: a range, some words, or a number that is the most. */
export type Allowed = Range | readonly string[] | number | undefined;

/** Takes note of a finding. */
export type Note = (feature: string, rule: Rule, value?: unknown, allowed?: Allowed) => void;

/** Rules that a request breaks: refused, unless validation is told otherwise. */
export type LimitRule =
  | "empty"
  | "region"
  | "form"
  | "choice"
  | "range"
  | "pixels"
  | "ratio"
  | "most"
  | "together"
  | "needs-reference"
  | "bytes"
  | "format"
  | "no-image"
  | "field";

/** Things that the model cannot do: left out. */
export type UnsupportedRule = "left-out" | "no-stream";

/** Things that the provider recommends otherwise. */
export type AdviceRule = "retired" | "advised" | "together-advised";

export type Rule = LimitRule | UnsupportedRule | AdviceRule;
