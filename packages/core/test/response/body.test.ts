import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { createRedact } from "../../src/errors/redact.ts";
import type { ProviderEvent } from "../../src/provider.ts";
import {
  BodyReader,
  type Head,
  type Part,
  type Reply,
  readBody,
  readHead,
  readMessages,
  readRefused,
  toMessage,
} from "../../src/response/body.ts";
import { parseJson } from "../../src/response/json.ts";
import { type Call, startCall } from "../../src/transport/call.ts";
import { fake, key, pieces, settled } from "../fake-provider.ts";
import { virtualClock } from "../virtual-clock.ts";
import { splitAt, transcript } from "./transcript.ts";

const limit = 65_536;

const call = (idle = 1000, clock = virtualClock()): Call =>
  startCall({
    clock,
    clientRequestId: "",
    signals: [],
    timeouts: { total: 1000, idle },
    names: ["timeout.total", "timeout.idle"],
    redact: (outside) => outside,
  });

const wasCancelled = (response: Response) => Reflect.get(response, "wasCancelled")();

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const value of values) seen.push(value);
  return seen;
}

/** A body in pieces, perhaps with a failure. Counts the pieces read, and records whether the rest was cancelled. */
function feed(...parts: readonly (string | Error)[]) {
  const state = { read: 0, isCancelled: false };
  async function* generate(): AsyncGenerator<string, void> {
    let isEnded = false;
    try {
      for (const part of parts) {
        state.read++;
        if (part instanceof Error) throw part;
        yield part;
      }
      isEnded = true;
    } finally {
      state.isCancelled = !isEnded;
    }
  }
  const response = Object.defineProperty(new Response(), "body", { value: generate() });
  return { state, body: new BodyReader(response, call()) };
}

/** A reply of which nothing was read, or only its head. */
async function replyOf(texts: readonly (string | Error)[], isHeadRead: boolean) {
  const { state, body } = feed(...texts);
  const head: Head = isHeadRead ? await readHead(body) : { text: "" };
  const reply: Reply = { requestId: "req-1", head, body };
  return { state, reply };
}

/** Yields the parts from which the messages of a reply are read. */
async function* readParts(reply: Reply): AsyncGenerator<Part, void> {
  const named = { ...fake, fromWire: (_: unknown, name = "") => [{ type: "unknown", name } as const] };
  const messages = readMessages(reply, named, (outside) => outside);
  expect((await messages.next()).value).toEqual({ events: [], requestId: "req-1" });
  for await (const { events, raw, damage } of messages) {
    const [event] = events;
    const name = event?.type === "unknown" && event.name ? event.name : undefined;
    yield { name, data: raw, isJson: damage === undefined };
  }
}

describe("BodyReader", () => {
  const textsOf = async (response: Response, of: Call = call()) => {
    const body = new BodyReader(response, of);
    const texts: string[] = [];
    for (let piece = await body.read(); piece !== undefined; piece = await body.read()) texts.push(piece);
    return texts.filter(Boolean);
  };

  it("reads the same text wherever its bytes are split", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.nat({ max: 3 }), async (text, size) => {
        const bytes = new TextEncoder().encode(text.replace(/^\uFEFF+/, ""));
        const parts = Array.from({ length: Math.ceil(bytes.length / (size + 1)) }, (_, i) =>
          bytes.subarray(i * (size + 1), (i + 1) * (size + 1)),
        );
        const read = await textsOf(pieces(parts));
        expect(read.join("")).toBe(new TextDecoder().decode(bytes));
      }),
    );
  });

  it("shows that a response ended inside a character", async () => {
    expect(await textsOf(pieces([new TextEncoder().encode("ä").subarray(0, 1)]))).toEqual(["\uFFFD"]);
  });

  it("refuses a body without end before it fills the memory", async () => {
    const { body } = feed(...Array<string>(101).fill("x".repeat(10_000_000)));
    for (let count = 0; count < 100; count++) expect((await body.read())?.length).toBe(10_000_000);
    await expect(body.read()).rejects.toThrow("it has more than 1 GB");
  });

  it("reads nothing of a response without a body", async () => {
    expect(await textsOf(new Response(null))).toEqual([]);
    expect(await textsOf(new Response(""))).toEqual([]);
  });

  it.each([
    ["without a body, as in React Native", undefined],
    ["with a stream of Node, as in node-fetch", Readable.from([Buffer.from("one two")])],
    ["with a stream of texts", Readable.from(["one two"])],
  ])("reads the whole text of a response %s", async (_, body) => {
    const response = Object.defineProperty(new Response("one two"), "body", { value: body });
    expect(await textsOf(response)).toEqual(["one two"]);
  });

  it("reads a response without web streams within the limits of the call", async () => {
    const clock = virtualClock();
    const limited = call(10, clock);
    const response = Object.assign(Object.defineProperty(new Response(), "body", { value: undefined }), {
      arrayBuffer: () => new Promise<ArrayBuffer>(() => {}),
    });
    const result = settled(textsOf(response, limited));
    await clock.advance(10);
    expect(await result).toMatchObject({ by: "timeout.idle" });
  });

  it("cancels a response", async () => {
    const left = pieces(["a", "b"], "stall");
    const body = new BodyReader(left, call());
    expect(await body.read()).toBe("a");
    body.cancel();
    expect(wasCancelled(left)).toBe(true);
  });

  it("records whether a cancelled response has unread data", async () => {
    for (const isWhole of [true, false]) {
      const own = call();
      const body = new BodyReader(pieces(["a"], isWhole ? undefined : "stall"), own);
      await body.read();
      if (isWhole) expect(await settled(body.read())).toBe("");
      body.cancel();
      expect(own.hasUnread).toBe(!isWhole);
    }
  });

  it.each(["before it is read", "during a read"])("cancels a stream of Node %s", async (moment) => {
    const stream = new Readable({ read() {} });
    const body = new BodyReader(Object.defineProperty(new Response(), "body", { value: stream }), call());
    const reading = moment === "during a read" ? settled(body.read()) : undefined;
    body.cancel();
    expect(stream.destroyed).toBe(true);
    await reading;
  });

  it("does not crash the process when a stream of Node fails after its reader left", () => {
    const stream = new Readable({ read() {} });
    new BodyReader(Object.defineProperty(new Response(), "body", { value: stream }), call()).cancel();
    expect(() => stream.emit("error", new Error("aborted"))).not.toThrow();
  });

  it("ends the call of a response without data after the idle time-out", async () => {
    const clock = virtualClock();
    const silent = pieces(["a"], "stall");
    const limited = call(10, clock);
    const result = settled(textsOf(silent, limited));
    await clock.advance(10);
    expect(await result).toMatchObject({ by: "timeout.idle" });
  });

  it("throws the failure of the response", async () => {
    expect(await settled(textsOf(pieces(["a"], "fail")))).toMatchObject({ message: "terminated" });
  });

  it("ignores a response that cannot be cancelled", async () => {
    const response = new Response(
      new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array([65])),
        cancel: () => Promise.reject(new Error("cannot be cancelled")),
      }),
    );
    const body = new BodyReader(response, call());
    expect(await body.read()).toBe("A");
    body.cancel();
    await new Promise((resolve) => setImmediate(resolve));
  });
});

describe("BodyReader of a polyfill", () => {
  it("ignores a reader whose cancel() returns no promise", async () => {
    const read = () => Promise.resolve({ done: false, value: new Uint8Array([65]) });
    const getReader = () => ({ read, cancel: () => undefined });
    const response = Object.defineProperty(new Response(), "body", { value: { getReader } });
    const body = new BodyReader(response, call());
    expect(await body.read()).toBe("A");
    body.cancel();
  });
});

describe("readHead()", () => {
  it.each([["data: 1\n\n"], ["event: a\n"], ["[1]"], ["<html>"], ["x"], ["\n: comment\n"]])(
    "reads one piece of a body that begins as %j",
    async (first) => {
      const { state, body } = feed(first, "data: 2\n\n");
      expect(await readHead(body)).toEqual({ text: first });
      expect(state.read).toBe(1);
      expect(await body.read()).toBe("data: 2\n\n");
    },
  );

  it("reads an object to its end, in any pieces", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.constantFrom("", " ", "\n\t \r\n"),
        fc.array(fc.nat()),
        async (body, space, cuts) => {
          const text = space + JSON.stringify(body) + space;
          const head = await readHead(feed(...splitAt(text, cuts)).body);
          expect(head).toEqual({ text, json: JSON.parse(text) });
        },
      ),
    );
  });

  it("decides only by the first character that is not a space", async () => {
    const { state, body } = feed("\n", "  ", " \t[", "1]");
    expect(await readHead(body)).toEqual({ text: "\n   \t[" });
    expect(state.read).toBe(3);
    expect(await readHead(feed(" ", '{"a"', ":[", "1]}").body)).toMatchObject({ json: { a: [1] } });
  });

  it.each([[[]], [[" "]], [['{"a":']]])("reads the whole of %j, which is not JSON", async (texts) => {
    expect(await readHead(feed(...texts).body)).toEqual({ text: texts.join(""), json: undefined });
  });

  it("finds the JSON of a body of exactly 64 KiB", async () => {
    const text = JSON.stringify({ a: "x".repeat(limit - 8) });
    expect(text).toHaveLength(limit);
    expect(await readHead(feed(text).body)).toMatchObject({ json: { a: expect.any(String) } });
  });

  it("reads no further than the piece that goes beyond 64 KiB", async () => {
    const { state, body } = feed(`{"a":"${"x".repeat(limit - 6)}`, "y", "z", '"}');
    const head = await readHead(body);
    expect(head).toEqual({ text: expect.stringMatching(/xy$/) });
    expect(head.text).toHaveLength(limit + 1);
    expect(state.read).toBe(2);
    expect(await body.read()).toBe("z");
  });

  it("stops at 64 KiB of spaces", async () => {
    const { state, body } = feed(" ".repeat(limit + 1), "{}");
    expect(await readHead(body)).not.toHaveProperty("json");
    expect(state.read).toBe(1);
  });

  it("keeps a failure for the next reader, with the text before it", async () => {
    const failure = new TypeError("terminated");
    expect(await readHead(feed('{"a":', "1", failure).body)).toEqual({ text: '{"a":1', failure });
  });
});

describe("readRefused()", () => {
  it("joins the pieces of a short body", async () => {
    expect(await readRefused(feed("one ", "two").body)).toBe("one two");
    expect(await readRefused(feed().body)).toBe("");
  });

  it("reads no further than the piece that goes beyond 64 KiB, and cancels the rest", async () => {
    const { state, body } = feed("x".repeat(limit), "y", "z");
    expect(await readRefused(body)).toBe(`${"x".repeat(limit)}y`);
    expect(await body.read()).toBeFalsy();
    expect(state).toEqual({ read: 2, isCancelled: true });
  });

  it("returns the text before a failure", async () => {
    expect(await readRefused(feed('{"error":', new TypeError("terminated")).body)).toBe('{"error":');
  });
});

describe("readMessages()", () => {
  const body = fc.oneof(
    transcript,
    fc.string(),
    fc
      .tuple(fc.constantFrom("", " \n", "\r\n\t"), fc.oneof(fc.jsonValue(), fc.object()))
      .map(([space, value]) => space + JSON.stringify(value)),
    transcript.map((text) => `{${text}`),
  );

  it("yields the same parts for any pieces, with or without a head", async () => {
    await fc.assert(
      fc.asyncProperty(body, fc.array(fc.nat()), fc.boolean(), async (text, cuts, isHeadRead) => {
        const { reply } = await replyOf(splitAt(text, cuts), isHeadRead);
        const whole: Reply = { requestId: "req-1", head: { text }, body: feed().body };
        expect(await all(readParts(reply))).toEqual(await all(readParts(whole)));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([true, false])("yields a JSON body as one part without a name (head read: %s)", async (isHeadRead) => {
    for (const value of [{ data: [1] }, [1, 2]]) {
      const { reply } = await replyOf([`\n ${JSON.stringify(value)}`], isHeadRead);
      expect(await all(readParts(reply))).toEqual([{ data: value, isJson: true }]);
    }
  });

  it.each([true, false])("yields JSON on several lines as one part, typed or not (head read: %s)", async (isRead) => {
    for (const text of ['[\n  {"type":"a"},\n  {"data":[1]}\n]', '{"b":\n[\n{"type":"a"}\n]\n}']) {
      for (const texts of [[text], ["\n", text], [text.slice(0, 1), text.slice(1)]]) {
        const { reply } = await replyOf(texts, isRead);
        expect(await all(readParts(reply))).toEqual([{ data: JSON.parse(text), isJson: true }]);
      }
    }
  });

  it.each([true, false])("yields a body that is cut short as its text (head read: %s)", async (isHeadRead) => {
    const { reply } = await replyOf([' {"data":', "[1"], isHeadRead);
    expect(await all(readParts(reply))).toEqual([{ data: ' {"data":[1', isJson: false }]);
  });

  it.each([true, false])("yields each event with its name (head read: %s)", async (isHeadRead) => {
    const texts = ['event: a\ndata: {"b":1}\n\ndata:', " not JSON\n\n", "event: c\ndata: null"];
    const { reply } = await replyOf(texts, isHeadRead);
    expect(await all(readParts(reply))).toEqual([
      { name: "a", data: { b: 1 }, isJson: true },
      { name: undefined, data: "not JSON", isJson: false },
      { name: "c", data: null, isJson: true },
    ]);
  });

  it.each(["", " ", " \t ", "ping", "ping ", ": keepalive", "[HEARTBEAT]", "[]", "[ ]"])(
    "does not treat a keep-alive as damage: %j",
    async (data) => {
      const { reply } = await replyOf([`data: ${data}\n\ndata: 1\n\n`], false);
      expect((await all(readParts(reply))).map(({ isJson }) => isJson)).toEqual([true, true]);
    },
  );

  it("reads an event of half a megabyte of blanks in linear time, where it would otherwise take minutes", async () => {
    const { reply } = await replyOf([`data: \t${" \t".repeat(250_000)}!\n\n`], false);
    expect(await all(readParts(reply))).toMatchObject([{ isJson: false }]);
  });

  it.each([true, false])("ends at [DONE], and cancels the rest (head read: %s)", async (isHeadRead) => {
    const { state, reply } = await replyOf(["data: 1\n\ndata: [DONE]\n\n", "data: 2\n\n"], isHeadRead);
    expect(await all(readParts(reply))).toEqual([{ name: undefined, data: 1, isJson: true }]);
    expect(state).toEqual({ read: 1, isCancelled: true });
  });

  it.each([true, false])("reads an error on a line of its own (head read: %s)", async (isHeadRead) => {
    const error = { error: { code: "overloaded" } };
    const { reply } = await replyOf(["data: 1\n\n", `${JSON.stringify(error)}\n\n`], isHeadRead);
    expect(await all(readParts(reply))).toMatchObject([{ data: 1 }, { data: error, isJson: true }]);
  });

  it.each([true, false])("yields an event before the next piece is read (head read: %s)", async (isHeadRead) => {
    const { state, reply } = await replyOf(["data: 1\n\n", "data: 2\n\n", "data: 3\n\n"], isHeadRead);
    const parts = readParts(reply);
    expect(await parts.next()).toMatchObject({ value: { data: 1 } });
    expect(state.read).toBe(1);
    expect(await parts.next()).toMatchObject({ value: { data: 2 } });
    expect(state.read).toBe(2);
  });

  it("does not decode a body again that was read as a head", async () => {
    const { reply } = await replyOf(['{"a":1}'], true);
    const [part] = await all(readParts(reply));
    expect(part?.data).toBe(reply.head.json);
  });

  it.each([true, false])("does not split a whole JSON body (head read: %s)", async (isHeadRead) => {
    const { reply } = await replyOf(['{"a":\n\n"data: 1"}'], isHeadRead);
    expect(await all(readParts(reply))).toEqual([{ data: { a: "data: 1" }, isJson: true }]);
  });

  it.each([true, false])("throws a failure after the events before it (head read: %s)", async (isHeadRead) => {
    for (const end of ["", "\n"]) {
      const texts = [`data: {"a":1}\n\ndata: {"a":2}${end}`, new TypeError("terminated")];
      const { reply } = await replyOf(texts, isHeadRead);
      const parts = readParts(reply);
      expect(await parts.next()).toMatchObject({ value: { data: { a: 1 } } });
      expect(await parts.next()).toMatchObject({ value: { data: { a: 2 } } });
      await expect(parts.next()).rejects.toThrow("terminated");
    }
  });

  it.each([true, false])("yields the text of an event that a failure cut short (head read: %s)", async (isHeadRead) => {
    const texts = ['data: {"a":1}\n\nevent: b\ndata: {"a":', new TypeError("terminated")];
    const { reply } = await replyOf(texts, isHeadRead);
    const parts = readParts(reply);
    await parts.next();
    // Without a name, so that it does not become an unknown event.
    expect((await parts.next()).value).toEqual({ name: undefined, data: '{"a":', isJson: false });
    await expect(parts.next()).rejects.toThrow("terminated");
  });

  it.each([true, false])("yields the text before a failure inside a body (head read: %s)", async (isHeadRead) => {
    for (const text of ['{"a":', "<html>", "[1"]) {
      const { reply } = await replyOf([text, new TypeError("terminated")], isHeadRead);
      const parts = readParts(reply);
      expect((await parts.next()).value).toMatchObject({ data: text, isJson: false });
      await expect(parts.next()).rejects.toThrow("terminated");
    }
  });

  it.each([true, false])(
    "yields nothing of a body that fails before its first text (head read: %s)",
    async (isRead) => {
      const { reply } = await replyOf([new TypeError("terminated")], isRead);
      await expect(readParts(reply).next()).rejects.toThrow("terminated");
    },
  );

  it.each([true, false])("ignores a failure after JSON that is whole (head read: %s)", async (isHeadRead) => {
    const { reply } = await replyOf(['{"a":', "1}", new TypeError("terminated")], isHeadRead);
    expect(await all(readParts(reply))).toMatchObject([{ data: { a: 1 }, isJson: true }]);
  });

  it.each([true, false])("reads events after JSON on a line of its own (head read: %s)", async (isHeadRead) => {
    const texts = ['{"status":"queued"}\n\n', 'data: {"a":1}\n\n', "data: [DONE]\n\n"];
    const { reply } = await replyOf(texts, isHeadRead);
    expect(await all(readParts(reply))).toMatchObject([{ data: { a: 1 }, isJson: true }]);
  });

  it.each([true, false])("reads JSON on lines of its own as events, if it is typed (head read: %s)", async (isRead) => {
    const { reply } = await replyOf(['{"type":"a"}\n{"ty', 'pe":"b"}\n'], isRead);
    expect(await all(readParts(reply))).toMatchObject([{ data: { type: "a" } }, { data: { type: "b" } }]);
  });

  it.each([true, false])("cancels the rest of a response that is left early (head read: %s)", async (isHeadRead) => {
    const { state, reply } = await replyOf(["data: 1\n\n", "data: 2\n\n"], isHeadRead);
    for await (const part of readParts(reply)) {
      expect(part.data).toBe(1);
      break;
    }
    expect(state).toEqual({ read: 1, isCancelled: true });
  });
});

describe("readBody()", () => {
  it("cancels a response that a time-out ended", async () => {
    const clock = virtualClock();
    const limited = call(10, clock);
    const silent = pieces(["<html>"], "stall");
    const head: Head = { text: "" };
    const read = readBody({ requestId: undefined, head, body: new BodyReader(silent, limited) });
    await clock.advance(10);
    expect(await read).toMatchObject({ data: "<html>", isJson: false, failure: { by: "timeout.idle" } });
    expect(wasCancelled(silent)).toBe(true);
  });

  it("reads a body in any pieces as one part, with or without a head", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.jsonValue().map((value) => JSON.stringify(value)),
        ),
        fc.array(fc.nat()),
        fc.boolean(),
        async (text, cuts, isHeadRead) => {
          const { reply } = await replyOf(splitAt(text, cuts), isHeadRead);
          const json = parseJson(text);
          expect(await readBody(reply)).toEqual(
            json === undefined ? { data: text, isJson: false } : { data: json, isJson: true },
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("does not decode a body again that was read as a head", async () => {
    const { reply } = await replyOf(['{"a":1}'], true);
    expect((await readBody(reply)).data).toBe(reply.head.json);
  });

  it.each([true, false])("keeps the text before a failure, and the failure (head read: %s)", async (isHeadRead) => {
    const failure = new TypeError("terminated");
    const cut = await replyOf(['{"a":', failure], isHeadRead);
    expect(await readBody(cut.reply)).toEqual({ data: '{"a":', isJson: false, failure });
    const whole = await replyOf(['{"a":1}', failure], isHeadRead);
    expect(await readBody(whole.reply)).toEqual({ data: { a: 1 }, isJson: true, failure });
  });
});

describe("toMessage()", () => {
  const redact = createRedact(key);
  const facts = (fromWire: (message: unknown, name?: string) => readonly ProviderEvent[]) => ({
    ...fake,
    fromWire: vi.fn(fromWire),
  });
  const json = (data: unknown, name?: string): Part => ({ name, data, isJson: true });
  const link = `https://files.test/1.png?signature=${key}`;

  it("reads a part in the provider's form, once, with the name of its event", () => {
    const events: ProviderEvent[] = [{ type: "progress", status: "running" }];
    const provider = facts(() => events);
    const part = json({ a: 1 }, "news");
    expect(toMessage(part, provider, redact)).toEqual({ events, raw: { a: 1 } });
    expect(provider.fromWire.mock.calls).toEqual([[{ a: 1 }, "news"]]);
    expect(toMessage(part, provider, redact).raw).toBe(part.data);
  });

  it("keeps the links and the data of images, and redacts the same text in raw", () => {
    const inline = btoa(key);
    const message = { data: [{ url: link }, { b64_json: inline }], created: 1 };
    const { events, raw } = toMessage(json(message), fake, redact);
    expect(events).toMatchObject([
      { type: "image", index: 0, url: link, inline: undefined },
      { type: "image", index: 1, url: undefined, inline },
      { type: "end", createdAt: new Date(1000) },
    ]);
    expect(raw).toEqual({
      data: [{ url: "https://files.test/1.png?signature=[key]" }, { b64_json: "[key]" }],
      created: 1,
    });
  });

  it("redacts everything else in the events of a message", () => {
    const error = { message: `Incorrect key ${key}` };
    const { events } = toMessage(json({ data: [{ error }, { url: link }], model: key }), fake, redact);
    expect(events).toMatchObject([
      { type: "failure", error: { error: { message: "Incorrect key [key]" } } },
      { type: "image", url: link },
      { type: "end", model: "[key]" },
    ]);
  });

  it("keeps the redacted event if its original is of another type, or is missing", () => {
    const image: ProviderEvent = { type: "image", url: "redacted" };
    const originals: ProviderEvent[] = [{ type: "unknown", name: link }];
    const provider = facts((message) => (JSON.stringify(message).includes("[key]") ? [image, image] : originals));
    expect(toMessage(json({ key }), provider, redact).events).toEqual([image, image]);
    const opposite = facts((message) => (JSON.stringify(message).includes("[key]") ? originals : [image]));
    expect(toMessage(json({ key }), opposite, redact).events).toEqual(originals);
  });

  it("passes the name of an event on when it reads the originals, too", () => {
    const provider = facts((_, name) => [{ type: "image", url: name }]);
    expect(toMessage(json({ key }, "news"), provider, redact).events).toMatchObject([{ url: "news" }]);
  });

  it("redacts the name of an event, too", () => {
    const { events } = toMessage(json({ a: 1 }, key), fake, redact);
    expect(events).toEqual([{ type: "unknown", name: "[key]" }]);
  });

  it.each([
    ["<html>", true],
    [" \n<!DOCTYPE html>\n<p>", true],
    ["<?xml version='1.0'?>\n<html xmlns=''>", true],
    ["<!-- a gateway -->\n<head>", true],
    ["<title>Log in</title>", true],
    ["<script>location = '/login'</script>", true],
    ["<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>", false],
    ["<3", false],
    ["see <html>", false],
    ['{"a":"<html>"', false],
  ])("says whether a part is a web page: %j", (data, isPage) => {
    const { damage } = toMessage({ data, isJson: false }, fake, redact);
    expect(damage === "it is a web page; check baseURL").toBe(isPage);
  });

  it.each(["", " \n"])("says that a part is empty: %j", (data) => {
    expect(toMessage({ data, isJson: false }, fake, redact).damage).toBe("it is empty");
  });

  it("says that a part is damaged, and quotes its redacted beginning", () => {
    const part: Part = { data: `{"key":"${key}",${"x".repeat(99)}`, isJson: false };
    const provider = facts(() => [{ type: "unknown", name: "" }]);
    const { events, raw, damage } = toMessage(part, provider, redact);
    expect(damage).toBe(`it is not JSON, or cut short: {"key":"[key]",${"x".repeat(45)}`);
    expect(raw).toBe(`{"key":"[key]",${"x".repeat(99)}`);
    expect(events).toEqual([]);
    expect(provider.fromWire).not.toHaveBeenCalled();
  });

  it("reads the text of a named event in the provider's form", () => {
    const part: Part = { name: "talk", data: `hello ${key}`, isJson: false };
    const provider = facts((message, name) => [{ type: "unknown", name: `${name}: ${message}` }]);
    expect(toMessage(part, provider, redact)).toEqual({
      events: [{ type: "unknown", name: "talk: hello [key]" }],
      raw: "hello [key]",
      damage: "it is not JSON, or cut short: hello [key]",
    });
  });
});

describe("parseJson()", () => {
  it("returns undefined for a text that is not JSON", () => {
    expect(parseJson('{"a":1}')).toEqual({ a: 1 });
    expect(parseJson("null")).toBeNull();
    expect(parseJson("{")).toBeUndefined();
  });
});
