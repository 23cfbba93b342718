/** An issue of a request, before a provider has put it into its own form. */
export interface Issue {
  readonly kind: IssueKind;
  /** Dotted path of the field; empty if the issue concerns the whole body. */
  readonly field: string;
  /** The rule that the request breaks. */
  readonly rule: string;
}

type IssueKind = "body" | "missing" | "invalid" | "unsupported" | "size" | "empty-url" | "url-format";

/** Returns the issue of a value that is not allowed. */
export function invalid(field: string, rule: string): Issue {
  return { kind: "invalid", field, rule };
}

/** Returns the issue of a field that the model does not accept. */
export function unsupported(field: string): Issue {
  return { kind: "unsupported", field, rule: "the model does not accept it" };
}

/** Returns the issue of a size that breaks a rule. */
export function invalidSize(rule: string): Issue {
  return { kind: "size", field: "size", rule };
}

/** Shortens a long value for a message. */
export function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}\u2026` : text;
}
