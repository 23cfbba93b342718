import { createParser } from "eventsource-parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventReader, type ServerEvent } from "../../src/response/event-stream.ts";
import { splitAt, transcript } from "./transcript.ts";

function read(pieces: readonly string[]): ServerEvent[] {
  const feed = eventReader();
  return [...pieces.flatMap((piece) => feed(piece)), ...feed()];
}

/** Events that a widely used parser reads from the same text in one piece. */
function oracle(text: string): ServerEvent[] {
  const events: ServerEvent[] = [];
  const parser = createParser({ onEvent: ({ event, data }) => events.push({ name: event, data }) });
  parser.feed(text);
  return events;
}

describe("eventReader()", () => {
  it("reads the events that eventsource-parser reads, however the text is split", () => {
    fc.assert(
      fc.property(transcript, fc.array(fc.nat(), { maxLength: 12 }), (text, cuts) => {
        expect(read(splitAt(text, cuts))).toEqual(oracle(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("returns each event with the piece that completes it", () => {
    const feed = eventReader();
    expect(feed("event: a\nda")).toEqual([]);
    expect(feed("ta: 1\n")).toEqual([]);
    expect(feed("\ndata: 2\n\ndata: 3\n\ndata")).toEqual([
      { name: "a", data: "1" },
      { name: undefined, data: "2" },
      { name: undefined, data: "3" },
    ]);
    expect(feed(": 4\n\n")).toEqual([{ name: undefined, data: "4" }]);
    expect(feed()).toEqual([]);
  });

  it("treats a CRLF across two pieces as one line break", () => {
    expect(read(["data: a\r", "\ndata: b\r", "", "\n\r", "\ndata: c\r\r", "data: d\n\n"])).toEqual([
      { name: undefined, data: "a\nb" },
      { name: undefined, data: "c" },
      { name: undefined, data: "d" },
    ]);
  });

  it("reads JSON with an error or a type on a line without a field, after the event that it interrupts", () => {
    const error = '{"error":{"code":"overloaded"}}';
    expect(read([`data: 1\n\n${error}\n\ndata: 2\n\n`])).toEqual([
      { name: undefined, data: "1" },
      { data: error },
      { name: undefined, data: "2" },
    ]);
    expect(read([`event: a\ndata: 1\n  ${error}\n`])).toEqual([{ name: "a", data: "1" }, { data: `  ${error}` }]);
    expect(read(['{"type":"a"}\n{"b":1}\n'])).toEqual([{ data: '{"type":"a"}' }]);
    expect(read(['{"data":[]}\n\ndata: [DONE]\n\n'])).toEqual([{ data: '{"data":[]}' }, { data: "[DONE]" }]);
  });

  it("joins several data lines with line feeds", () => {
    expect(read(["data: {\ndata:   1\ndata: }\n\n"])).toEqual([{ name: undefined, data: "{\n  1\n}" }]);
  });

  it.each(["", "\n", "\r", "\r\n"])("returns an event without its closing blank line at the end: after %j", (end) => {
    expect(read([`event: last\ndata: [DONE]${end}`])).toEqual([{ name: "last", data: "[DONE]" }]);
  });

  it("reads an event as large as an image of 32 MiB in pieces of 16 KiB", () => {
    const piece = "A".repeat(16_384);
    const [event] = read(["data: ", ...Array<string>(2048).fill(piece), "\n\n"]);
    expect(event?.data).toHaveLength(2 ** 25);
  });
});
