import type { ImageEvent } from "@seedream-clients/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callClient } from "../../src/call-client.ts";
import { completed, events, image } from "../../src/faults/bodies.ts";
import { respond, respondInChunks } from "../../src/faults/handlers.ts";
import { arkStream } from "../../src/faults/subjects.ts";
import { transcripts } from "../../src/faults/transcript.ts";
import { useFaultServer } from "../../src/faults/use-fault-server.ts";
import { within } from "../../src/faults/within.ts";
import { timeouts, virtualClock } from "../../src/virtual-clock.ts";

const server = useFaultServer();

/** Returns the events that come from the stream, and the error. */
function toPlain(events: readonly ImageEvent[], error: unknown): object[] {
  const plain = events.flatMap((event): object[] => {
    switch (event.type) {
      case "image":
        return [{ image: event.index, url: event.image.url }];
      case "image-failed":
        return [{ failed: event.index, code: event.error.code }];
      case "unknown":
        return [{ unknown: event.name, data: event.data }];
      case "completed":
        return [{ completed: event.result.usage.images }];
      default:
        return [];
    }
  });
  return error instanceof Error ? [...plain, { error: error.name }] : plain;
}

/** Splits bytes into chunks at `cuts`. */
function split(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((begin, i) => bytes.slice(begin, places[i] ?? bytes.length)).filter(({ length }) => length);
}

const cuts = fc.array(fc.nat(), { maxLength: 30 });

describe("a stream yields the same events however it is split", () => {
  it("into chunks of an injected fetch", async () => {
    await fc.assert(
      fc.asyncProperty(transcripts, cuts, async ({ bytes, expected }, places) => {
        const chunks = split(bytes, places).values();
        const body = new ReadableStream<Uint8Array>({
          pull(controller) {
            const { done, value } = chunks.next();
            if (done) controller.close();
            else controller.enqueue(value);
          },
        });
        const client = arkStream.create({ clock: virtualClock(), fetch: async () => new Response(body) });
        const outcome = await within(callClient(client, "stream", arkStream.request), "a stream in chunks");
        expect(toPlain(outcome.events, outcome.error)).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });

  it("into writes to a socket", async () => {
    await fc.assert(
      fc.asyncProperty(transcripts, cuts, async ({ bytes, expected }, places) => {
        await server().respondWith(respondInChunks({ type: "text/event-stream" }, split(bytes, places), "complete"));
        const client = arkStream.create({ clock: virtualClock(), baseURL: server().origin });
        const outcome = await within(callClient(client, "stream", arkStream.request), "a stream in chunks");
        expect(toPlain(outcome.events, outcome.error)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it("into single bytes on a socket", async () => {
    const text = events(image(0, "https://resultate.example/Möwe-🦊"), image(1), completed(2), "[DONE]").text;
    const bytes = new TextEncoder().encode(`\uFEFF: 海报\r\n${text.replaceAll("\n", "\r\n")}`);
    await server().respondWith(
      respondInChunks({ type: "text/event-stream" }, split(bytes, [...bytes.keys()]), "complete"),
    );
    const client = arkStream.create({ clock: virtualClock(), baseURL: server().origin });
    const outcome = await callClient(client, "stream", arkStream.request);
    expect(toPlain(outcome.events, outcome.error)).toEqual([
      { image: 0, url: "https://resultate.example/Möwe-🦊/0.jpeg" },
      { image: 1, url: "https://results.example/1.jpeg" },
      { completed: 2 },
    ]);
  });
});

describe("a stream that ends early closes its socket", () => {
  const endless = respondInChunks(
    { type: "text/event-stream" },
    [events(image(0)).text, events(image(1)).text],
    "hang",
  );

  it("by break", async () => {
    const log = await server().respondWith(endless);
    const clock = virtualClock();
    const client = arkStream.create({ baseURL: server().origin, clock });
    for await (const { type } of client.stream(arkStream.request)) if (type === "image") break;
    await within(log.closed(), "the connection after a break");
    expect(clock.pending).toBe(0);
  });

  it("by an error in the loop of the caller", async () => {
    const log = await server().respondWith(endless);
    const client = arkStream.create({ baseURL: server().origin, clock: virtualClock() });
    const failure = new Error("the disk is full");
    const read = async () => {
      for await (const { type } of client.stream(arkStream.request)) if (type === "image") throw failure;
    };
    await expect(read()).rejects.toBe(failure);
    await within(log.closed(), "the connection after an error in the loop");
  });

  it("by an abort between two reads", async () => {
    const log = await server().respondWith(endless);
    const controller = new AbortController();
    const client = arkStream.create({ baseURL: server().origin, clock: virtualClock() });
    const stream = client.stream(arkStream.request, { signal: controller.signal })[Symbol.asyncIterator]();
    await stream.next();
    await stream.next();
    controller.abort();
    await within(log.closed(), "the connection after an abort");
    await stream.return?.();
  });

  it("by a time-out", async () => {
    const log = await server().respondWith(endless);
    const clock = virtualClock();
    const client = arkStream.create({ baseURL: server().origin, clock });
    const call = callClient(client, "stream", arkStream.request);
    await log.received();
    clock.advance(timeouts.total);
    await within(call, "a stream that exceeds its time-out");
    await within(log.closed(), "the connection after a time-out");
  });

  it("by [DONE], even if the server keeps the connection open", async () => {
    const text = events(image(0), completed(1), "[DONE]").text;
    const log = await server().respondWith(respondInChunks({ type: "text/event-stream" }, [text], "hang"));
    const client = arkStream.create({ baseURL: server().origin, clock: virtualClock() });
    expect(await callClient(client, "generate", arkStream.request)).toHaveProperty("result");
    await within(log.closed(), "the connection after [DONE]");
  });

  it("by break before the first event, without a request", async () => {
    const log = await server().respondWith(endless);
    const clock = virtualClock();
    const client = arkStream.create({ baseURL: server().origin, clock });
    for await (const { type } of client.stream(arkStream.request)) if (type === "progress") break;
    expect(await log.posts()).toBe(0);
    expect(clock.pending).toBe(0);
  });
});

it("a stream is recognised by its body, not by its content type", async () => {
  await server().respondWith(respond({ ...arkStream.submission, type: "application/json" }));
  const client = arkStream.create({ baseURL: server().origin, clock: virtualClock() });
  const { result } = await callClient(client, "generate", arkStream.request);
  expect(result?.images).toHaveLength(3);
});
