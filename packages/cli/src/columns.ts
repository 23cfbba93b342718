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

/** Returns a message about the first name that is not a column of a batch; `undefined` if all names are columns. */
export function columnFault(names: readonly string[]): string | undefined {
  const unknown = names.find((name) => !columns.includes(name));
  return unknown === undefined ? undefined : `there is no column "${unknown}"; there are ${columns.join(", ")}`;
}
