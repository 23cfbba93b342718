/** What is wrong with a request, before a provider has put it in its own words. */
export interface Fault {
  readonly kind: FaultKind;
  /** The field by its dotted name; empty where the body as a whole is at fault. */
  readonly field: string;
  /** The rule that it breaks. */
  readonly rule: string;
}

type FaultKind = "body" | "missing" | "invalid" | "unsupported" | "size" | "empty-url" | "url-format";

/** A field has a value that is not allowed. */
export function invalid(field: string, rule: string): Fault {
  return { kind: "invalid", field, rule };
}

/** A field that the model does not take. */
export function unsupported(field: string): Fault {
  return { kind: "unsupported", field, rule: "the model does not take it" };
}

/** A size that breaks a rule. */
export function invalidSize(rule: string): Fault {
  return { kind: "size", field: "size", rule };
}

/** The beginning of a long value, for a message. */
export function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}\u2026` : text;
}
