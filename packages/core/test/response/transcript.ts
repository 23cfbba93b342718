import fc from "fast-check";

const line = fc.oneof(
  fc.constantFrom(
    "",
    "",
    "data",
    "data:",
    "data: ",
    "data:  two",
    "data:a b",
    "event:a b",
    ": comment",
    "id: 7",
    "retry: 10",
    "event: a",
    "event:",
    "event",
    "datax: no",
    "junk",
    "data: [DONE]",
    'data: {"图": "海报 🦊"}',
  ),
  fc.string({ maxLength: 12 }).map((text) => text.replaceAll(/[\r\n\uFEFF\u00EF]/g, "")),
);

/** Text of a stream of server-sent events: known and unknown fields, and every kind of line break. */
export const transcript = fc
  .array(fc.tuple(line, fc.constantFrom("\n", "\r", "\r\n")), { maxLength: 24 })
  .map((lines) => `${lines.map(([text, end]) => text + end).join("")}\n\n`);

/** Splits a text at arbitrary places. A piece may be empty, as from a decoder that waits for the rest of a character. */
export function splitAt(text: string, cuts: readonly number[]): string[] {
  const places = cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b);
  return [0, ...places].map((start, i) => text.slice(start, places[i] ?? text.length));
}
