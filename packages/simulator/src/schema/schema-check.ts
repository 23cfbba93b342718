import type { Issue } from "../issue.ts";

/** Checks values against a schema. */
export interface SchemaCheck<T> {
  /** Returns whether the value matches the schema. */
  accepts(value: unknown): value is T;
  /** Returns the issue of the last value that did not match. */
  issue(): Issue;
}
