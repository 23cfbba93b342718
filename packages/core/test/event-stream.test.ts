import { createParser } from "eventsource-parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventReader, type ServerEvent } from "../src/event-stream.ts";

function read(pieces: readonly string[]): ServerEvent[] {
  const feed = eventReader();
  return [...pieces.flatMap((piece) => feed(piece)), ...feed()];
}

/** What a well-kept parser makes of the same text in one piece. */
function oracle(text: string): ServerEvent[] {
  const events: ServerEvent[] = [];
  const parser = createParser({ onEvent: ({ event, data }) => events.push({ name: event, data }) });
  parser.feed(text);
  return events;
}

function split(text: string, cuts: readonly number[]): string[] {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((start, i) => text.slice(start, places[i] ?? text.length));
}

const line = fc.oneof(
  fc.constantFrom(
    "",
    "",
    "data",
    "data:",
    "data: ",
    "data:  two",
    ": comment",
    "id: 7",
    "retry: 10",
    "event: a",
    "event:",
    "event",
    "datax: no",
    "junk",
    'data: {"图": "海报 🦊"}',
  ),
  fc.string({ maxLength: 12 }).map((text) => text.replaceAll(/[\r\n\uFEFF\u00EF]/g, "")),
);
const transcript = fc
  .array(fc.tuple(line, fc.constantFrom("\n", "\r", "\r\n")), { maxLength: 24 })
  .map((lines) => `${lines.map(([text, end]) => text + end).join("")}\n\n`);

describe("events of a stream", () => {
  it("are those that eventsource-parser finds, however the text is cut", () => {
    fc.assert(
      fc.property(transcript, fc.array(fc.nat(), { maxLength: 12 }), (text, cuts) => {
        expect(read(split(text, cuts))).toEqual(oracle(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("join several data lines with line feeds", () => {
    expect(read(["data: {\ndata:   1\ndata: }\n\n"])).toEqual([{ name: undefined, data: "{\n  1\n}" }]);
  });

  it("come out when the closing blank line is missing", () => {
    expect(read(["event: last\ndata: [DONE]"])).toEqual([{ name: "last", data: "[DONE]" }]);
  });

  it("may be as large as an image of 32 MiB in pieces of 16 KiB", () => {
    const piece = "A".repeat(16_384);
    const [event] = read(["data: ", ...Array<string>(2048).fill(piece), "\n\n"]);
    expect(event?.data).toHaveLength(2 ** 25);
  });
});
