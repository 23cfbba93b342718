import { CliError } from "./exit.ts";

const columns = [
  "key",
  "prompt",
  "provider",
  "model",
  "size",
  "count",
  "images",
  "seed",
  "watermark",
  "format",
  "native",
  "priority",
];

/** @throws {CliError} for a name that is not a column of a batch. */
export function requireColumns(names: readonly string[]): void {
  const unknown = names.find((name) => !columns.includes(name));
  if (unknown !== undefined) throw new CliError(`there is no column "${unknown}"; there are ${columns.join(", ")}`);
}
