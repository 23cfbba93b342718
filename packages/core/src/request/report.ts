import type { Issue, Warning } from "../contract/result.ts";

/** Collects the issues and warnings of a request. */
export class Report {
  readonly issues: Issue[] = [];
  readonly warnings: Warning[] = [];
  /** The model and its provider, for sentences: `"seedream-4.5 on ark"`. */
  readonly model: string;

  constructor(model: string) {
    this.model = model;
  }

  /** Adds an issue: `found` is the predicate of a sentence about `path`. */
  issue(path: Issue["path"], found: string, rule: string, code: Issue["code"] = "limit"): void {
    this.issues.push({ path, message: `${pathText(path)} ${found}; ${rule}`, code });
  }

  /** Adds an issue about something that the model does not accept. */
  unaccepted(path: Issue["path"], found: string, accepted: string): void {
    this.issue(path, found, `${this.model} accepts ${accepted}`);
  }

  /** Adds a warning: `found` is the predicate of a sentence about `feature`. */
  warn(type: Warning["type"], feature: string, found: string, rule: string): void {
    this.warnings.push({ type, feature, message: `${feature} ${found}; ${rule}` });
  }
}

/** Writes a path as in code: `images[0]`, `size.aspectRatio`. */
export function pathText(path: Issue["path"]): string {
  const steps = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`));
  return steps.join("").replace(/^\./, "");
}

/** Writes a number with separators and at most four decimals. */
export function formatNumber(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 4 });
}

export function formatRange([least, most]: readonly [least: number, most: number]): string {
  return least === most ? formatNumber(least) : `${formatNumber(least)} to ${formatNumber(most)}`;
}

export function formatList(values: readonly string[]): string {
  return values.join(", ") || "none";
}

/** Writes the predicate "is …" with a value, for a sentence. */
export function is(value: unknown): string {
  return `is ${quote(value)}`;
}

/** Writes a value for a sentence: at most 80 characters, texts in quotes. */
export function quote(value: unknown): string {
  const shown = String(value).slice(0, 80);
  return typeof value === "string" ? `"${shown}"` : shown;
}
