import type { Fault } from "../fault.ts";

/** Looks for what is wrong with a value by a schema; it is a `T` where nothing is. */
export interface SchemaCheck<T> {
  /** Whether the value is what the schema says. */
  accepts(value: unknown): value is T;
  /** What was wrong with the value that was not accepted last. */
  fault(): Fault;
}
