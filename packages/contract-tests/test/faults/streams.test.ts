import type { ImageEvent } from "@seedream-clients/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callClient } from "../../src/call-client.ts";
import { answer, broken, events } from "../../src/faults/answer.ts";
import { useFaultServer } from "../../src/faults/harness.ts";
import { arkStream, completed, image } from "../../src/faults/subject.ts";
import { transcripts } from "../../src/faults/transcript.ts";
import { within } from "../../src/faults/within.ts";
import { timeouts, virtualClock } from "../../src/virtual-clock.ts";

const server = useFaultServer();

/** What the caller sees, as far as it is the stream's. */
function seen(events: readonly ImageEvent[], error: unknown): object[] {
  const told = events.flatMap((event): object[] => {
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
  return error instanceof Error ? [...told, { error: error.name }] : told;
}

/** Bytes in pieces that end at `cuts`. */
function split(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((begin, i) => bytes.slice(begin, places[i] ?? bytes.length)).filter(({ length }) => length);
}

const cuts = fc.array(fc.nat(), { maxLength: 30 });

describe("any split of any transcript gives the same events", () => {
  it("in pieces exactly so", async () => {
    await fc.assert(
      fc.asyncProperty(transcripts, cuts, async ({ bytes, told }, places) => {
        const pieces = split(bytes, places).values();
        const body = new ReadableStream<Uint8Array>({
          pull(controller) {
            const { done, value } = pieces.next();
            if (done) controller.close();
            else controller.enqueue(value);
          },
        });
        const client = arkStream.create({ clock: virtualClock(), fetch: async () => new Response(body) });
        const outcome = await within(callClient(client, "stream", arkStream.request), "a stream in pieces");
        expect(seen(outcome.events, outcome.error)).toEqual(told);
      }),
      { numRuns: 400 },
    );
  });

  it("over a socket", async () => {
    await fc.assert(
      fc.asyncProperty(transcripts, cuts, async ({ bytes, told }, places) => {
        server().play(broken({ type: "text/event-stream" }, split(bytes, places), "complete"));
        const client = arkStream.create({ clock: virtualClock(), baseURL: server().origin });
        const outcome = await within(callClient(client, "stream", arkStream.request), "a stream in pieces");
        expect(seen(outcome.events, outcome.error)).toEqual(told);
      }),
      { numRuns: 60 },
    );
  });

  it("byte by byte over a socket", async () => {
    const text = events(image(0, "https://resultate.example/Möwe-🦊"), image(1), completed(2), "[DONE]").text;
    const bytes = new TextEncoder().encode(`\uFEFF: 海报\r\n${text.replaceAll("\n", "\r\n")}`);
    server().play(broken({ type: "text/event-stream" }, split(bytes, [...bytes.keys()]), "complete"));
    const client = arkStream.create({ clock: virtualClock(), baseURL: server().origin });
    const outcome = await callClient(client, "stream", arkStream.request);
    expect(seen(outcome.events, outcome.error)).toEqual([
      { image: 0, url: "https://resultate.example/Möwe-🦊/0.jpeg" },
      { image: 1, url: "https://results.example/1.jpeg" },
      { completed: 2 },
    ]);
  });
});

describe("a stream that is left closes its socket", () => {
  const endless = broken({ type: "text/event-stream" }, [events(image(0)).text, events(image(1)).text], "silence");

  it("by break", async () => {
    const played = server().play(endless);
    const clock = virtualClock();
    const client = arkStream.create({ baseURL: server().origin, clock });
    for await (const { type } of client.stream(arkStream.request)) if (type === "image") break;
    await within(gone(played), "a stream that was left");
    expect(clock.pending).toBe(0);
  });

  it("by an error of the reader's own", async () => {
    const played = server().play(endless);
    const client = arkStream.create({ baseURL: server().origin, clock: virtualClock() });
    const own = new Error("the disk is full");
    const read = async () => {
      for await (const { type } of client.stream(arkStream.request)) if (type === "image") throw own;
    };
    await expect(read()).rejects.toBe(own);
    await within(gone(played), "a stream whose reader failed");
  });

  it("by an abort, also while nobody reads", async () => {
    const played = server().play(endless);
    const controller = new AbortController();
    const client = arkStream.create({ baseURL: server().origin, clock: virtualClock() });
    const stream = client.stream(arkStream.request, { signal: controller.signal })[Symbol.asyncIterator]();
    await stream.next();
    await stream.next();
    controller.abort();
    await within(gone(played), "a stream that was aborted");
    await stream.return?.();
  });

  it("by a time limit", async () => {
    const played = server().play(endless);
    const clock = virtualClock();
    const client = arkStream.create({ baseURL: server().origin, clock });
    const call = callClient(client, "stream", arkStream.request);
    await played.arrived();
    clock.advance(timeouts.total);
    await within(call, "a stream that took too long");
    await within(gone(played), "the connection of a stream that took too long");
  });

  it("by [DONE], whatever comes after it", async () => {
    const text = events(image(0), completed(1), "[DONE]").text;
    const played = server().play(broken({ type: "text/event-stream" }, [text], "silence"));
    const client = arkStream.create({ baseURL: server().origin, clock: virtualClock() });
    expect(await callClient(client, "generate", arkStream.request)).toHaveProperty("result");
    await within(gone(played), "a stream that is over");
  });

  it("and before its first event, none is opened", async () => {
    const played = server().play(endless);
    const clock = virtualClock();
    const client = arkStream.create({ baseURL: server().origin, clock });
    for await (const { type } of client.stream(arkStream.request)) if (type === "progress") break;
    expect(played.posts).toBe(0);
    expect(clock.pending).toBe(0);
  });
});

async function gone({ received }: { readonly received: readonly { readonly gone: Promise<unknown> }[] }) {
  await received[0]?.gone;
}

it("a stream may come as one answer, and an answer as a stream", async () => {
  server().play(answer({ ...arkStream.submitted, type: "application/json" }));
  const client = arkStream.create({ baseURL: server().origin, clock: virtualClock() });
  const { result } = await callClient(client, "generate", arkStream.request);
  expect(result?.images).toHaveLength(3);
});
