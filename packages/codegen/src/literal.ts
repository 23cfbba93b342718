const WIDTH = 120;

export type Literal = null | boolean | number | string | readonly Literal[] | { readonly [key: string]: Literal };

/**
 * Prints a value as TypeScript in Biome's format: on one line if it fits. `before` is the text in front of the value on
 * its first line, without the indentation.
 */
export function print(value: Literal, before = "", indent = ""): string {
  if (value === null || typeof value !== "object") return printScalar(value);
  const line = printLine(value);
  if (indent.length + before.length + line.length + 1 <= WIDTH) return line;
  const inner = `${indent}  `;
  if (isList(value)) return `[\n${value.map((item) => `${inner}${print(item, "", inner)},\n`).join("")}${indent}]`;
  const lines = Object.entries(value).map(([key, item]) => {
    const start = `${printKey(key)}: `;
    return `${inner}${start}${print(item, start, inner)},\n`;
  });
  return `{\n${lines.join("")}${indent}}`;
}

function printLine(value: Literal): string {
  if (value === null || typeof value !== "object") return printScalar(value);
  if (isList(value)) return `[${value.map(printLine).join(", ")}]`;
  const entries = Object.entries(value).map(([key, item]) => `${printKey(key)}: ${printLine(item)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function printScalar(value: null | boolean | number | string): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function printKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}

function isList(value: Literal): value is readonly Literal[] {
  return Array.isArray(value);
}

/** Prints a union of string literals, one per line if they do not fit on one line. */
export function printUnion(name: string, values: readonly string[]): string {
  const literals = values.map((value) => JSON.stringify(value));
  const line = `export type ${name} = ${literals.join(" | ") || "never"};\n`;
  return line.length <= WIDTH + 1
    ? line
    : `export type ${name} =\n${literals.map((text) => `  | ${text}`).join("\n")};\n`;
}
