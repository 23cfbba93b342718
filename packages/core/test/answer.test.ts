import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImageEvent } from "../src/contract.ts";
import { ContentPolicyError, OutcomeUnknownError, SeedreamError, StreamInterruptedError } from "../src/errors.ts";
import {
  answer,
  completed,
  createFake,
  event,
  json,
  pieces,
  request,
  scripted,
  settled,
  succeeded,
} from "./fake-provider.ts";
import { virtualClock } from "./virtual-clock.ts";

const blocked = { code: "OutputImageSensitiveContentDetected", message: "blocked" };
const failedEvent = (index: number) => ({
  type: "image_generation.partial_failed",
  image_index: index,
  error: blocked,
});
const group = { ...request, count: 3 };

/** A client of a model whose format can be chosen. */
function createFakeWith(fetch: typeof globalThis.fetch) {
  return createFake({ fetch }, { formats: ["jpeg", "png"], selectable: true, deliveries: ["url", "inline"] });
}

async function collect(events: AsyncIterable<ImageEvent>): Promise<{ events: ImageEvent[]; error?: unknown }> {
  const seen: ImageEvent[] = [];
  try {
    for await (const next of events) seen.push(next);
  } catch (error) {
    return { events: seen, error };
  }
  return { events: seen };
}

describe("a result", () => {
  it("says what was made, what it cost and who to ask", async () => {
    const { fetch } = scripted(json(answer, { headers: { "x-request-id": "req-1" } }));
    const result = await createFake({ fetch }).generate(request, { clientRequestId: "mine" });
    expect(result).toMatchObject({
      provider: "fake",
      model: "wire-9",
      createdAt: new Date(1_790_000_000_000),
      images: [
        {
          ok: true,
          index: 0,
          image: {
            url: "https://files.test/1.jpeg",
            width: 2048,
            height: 2048,
            mediaType: "image/jpeg",
            expiresAt: new Date(1_790_086_400_000),
          },
        },
      ],
      usage: { images: 1, outputTokens: 16_384, totalTokens: 16_384 },
      cost: { amount: 0.04, currency: "USD", asOf: "2026-11" },
      warnings: [],
      requestId: "req-1",
      clientRequestId: "mine",
      interrupted: undefined,
      raw: answer,
    });
  });

  it("keeps the images of a group when one is blocked", async () => {
    const { fetch } = scripted(
      pieces([
        event(succeeded(0)),
        event(failedEvent(1)),
        event(succeeded(2)),
        event(completed(2)),
        "data: [DONE]\n\n",
      ]),
    );
    const result = await createFake({ fetch }).generate(group);
    expect(result.images.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(result.images[1]).toMatchObject({
      index: 1,
      error: { name: "ContentPolicyError", subject: "output-image" },
    });
    expect(result.interrupted).toBeUndefined();
  });

  it("has its images in their order, however they arrived, and everything that was said", async () => {
    const said = [succeeded(2), failedEvent(1), succeeded(0), completed(2)];
    const { fetch } = scripted(pieces([...said.map(event), "data: [DONE]\n\n"]));
    const { images, raw } = await createFake({ fetch }).generate(group);
    expect(images.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(raw).toEqual(said);
  });

  it.each([
    ["the content, whatever is said", { output_format: "png" }, "/9j/AAAA", {}, "image/jpeg"],
    ["what the answer says", { output_format: "png" }, "AAAA", {}, "image/png"],
    ["what was asked for", {}, "AAAA", { output: { format: "png" } }, "image/png"],
    ["what the model makes", {}, "AAAA", {}, "image/jpeg"],
    ["the usual, of a model that is not known", {}, "AAAA", { model: "tomorrow" }, "image/jpeg"],
  ] as const)("knows the type of an image by %s", async (_, said, b64_json, asked, mediaType) => {
    const { fetch } = scripted(json({ ...answer, data: [{ ...said, b64_json }] }));
    const choosy = createFakeWith(fetch);
    const { images } = await choosy.generate({ ...request, ...asked });
    expect(images).toMatchObject([{ image: { mediaType } }]);
  });

  it.each([
    ["it is no JSON, or cut short", `{"data": [${"x".repeat(200)}`],
    ["it has no image and no error", JSON.stringify({ ...answer, data: [] })],
    ["it is not complete", event({ type: "image_generation.begun" })],
  ])("that cannot be had is explained: %s", async (reason, body) => {
    const { fetch } = scripted(new Response(body));
    const error = await settled(createFake({ fetch }).generate(request));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(String(error)).toContain(reason);
    expect(String(error).length).toBeLessThan(400);
  });

  it("is not handed out half-finished to a caller who aborted: the error has what arrived", async () => {
    const controller = new AbortController();
    const { fetch } = scripted(pieces([event(succeeded(0))], "stall"));
    const client = createFake({ fetch, clock: virtualClock() });
    const result = settled(client.generate(group, { signal: controller.signal }));
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    expect(await result).toMatchObject({ name: "AbortedError", images: [{ url: "https://files.test/0.jpeg" }] });
  });

  it("is refused with the reason when every image was blocked", async () => {
    const { fetch } = scripted(json({ ...answer, data: [{ error: blocked }] }));
    const error = await settled(createFake({ fetch }).generate(request));
    expect(error).toBeInstanceOf(ContentPolicyError);
    expect(error).toMatchObject({ charged: "no", code: blocked.code, provider: "fake" });
  });

  it("of a group that streams underneath has what arrived before the drop", async () => {
    const { fetch, calls } = scripted(pieces([event(succeeded(0)), event(succeeded(1))], "fail"));
    const result = await createFake({ fetch }).generate(group);
    expect(calls[0]?.body).toMatchObject({ stream: true });
    expect(result.images).toHaveLength(2);
    expect(result.interrupted).toBeInstanceOf(StreamInterruptedError);
    expect(result.interrupted).toMatchObject({ charged: "unknown", images: [{}, {}] });
  });

  it("survives a gateway that answers a stream with one JSON body", async () => {
    for (const body of [["\n ", JSON.stringify(answer)], [`\n ${JSON.stringify(answer)}`]]) {
      const { fetch } = scripted(pieces(body));
      await expect(createFake({ fetch }).generate(group)).resolves.toMatchObject({ images: [{ ok: true }] });
    }
  });
});

describe("a stream", () => {
  it("yields each image, then what became of all", async () => {
    const { fetch } = scripted(
      pieces([event(succeeded(0)), event(failedEvent(1)), event({ type: "x.y", z: 1 }), event(completed(1))]),
    );
    const { events, error } = await collect(createFake({ fetch }).stream(group));
    expect(error).toBeUndefined();
    expect(events.map(({ type }) => type)).toEqual([
      "progress",
      "image",
      "progress",
      "image-failed",
      "progress",
      "unknown",
      "completed",
    ]);
    expect(events[5]).toEqual({ type: "unknown", name: "x.y", data: { type: "x.y", z: 1 } });
  });

  it("says how far it is after each image, made or not", async () => {
    const frames = [succeeded(0), failedEvent(1), completed(1)];
    const { fetch } = scripted(pieces(frames.map(event)));
    const { events } = await collect(createFake({ fetch }).stream(group));
    expect(events.filter(({ type }) => type === "progress")).toEqual(
      [
        ["submitted", 0],
        ["running", 1],
        ["running", 2],
      ].map(([status, received]) => expect.objectContaining({ status, received, expected: 3 })),
    );
  });

  it("ends at [DONE], whatever comes after it", async () => {
    const frames = [event(succeeded(0)), event(completed(1)), "data: [DONE]\n\n", event(succeeded(1))];
    const { fetch } = scripted(pieces(frames));
    const { events } = await collect(createFake({ fetch }).stream(group));
    expect(events.filter(({ type }) => type === "image")).toHaveLength(1);
    expect(events.filter(({ type }) => type === "unknown")).toHaveLength(0);
  });

  it("passes on what is not known, with its name and its data", async () => {
    const frames = ['event: news\ndata: {"a":1}\n\n', "event: talk\ndata: hello\n\n", "data: [1]\n\n"];
    const { fetch } = scripted(pieces([...frames, event(succeeded(0)), event(completed(1))]));
    const { events } = await collect(createFake({ fetch }).stream(group));
    expect(events.filter(({ type }) => type === "unknown")).toEqual([
      { type: "unknown", name: "news", data: { a: 1 } },
      { type: "unknown", name: "talk", data: "hello" },
      { type: "unknown", name: "", data: [1] },
    ]);
  });

  it("that ends without its last event is an error with what arrived", async () => {
    const { fetch } = scripted(pieces([event(succeeded(0)), "data: [DONE]\n\n"]));
    const { events, error } = await collect(createFake({ fetch }).stream(group));
    expect(events.filter(({ type }) => type === "image")).toHaveLength(1);
    expect(error).toBeInstanceOf(StreamInterruptedError);
    expect(error).toMatchObject({ images: [{ url: "https://files.test/0.jpeg" }], charged: "unknown" });
  });

  it("that an error frame ends is an error with what arrived and why", async () => {
    const frame = { error: { code: "InternalServiceError", message: "sorry. Request ID: 0217" } };
    const { fetch } = scripted(pieces([event(succeeded(0)), event(frame)]));
    const { error } = await collect(createFake({ fetch }).stream(group));
    expect(error).toMatchObject({
      name: "StreamInterruptedError",
      images: [{}],
      cause: { code: "InternalServiceError", requestId: "0217" },
    });
  });

  it("whose first frame refuses the prompt is that refusal", async () => {
    const { fetch } = scripted(
      pieces([event({ error: { code: "InputTextSensitiveContentDetected", message: "no" } })]),
    );
    const { error } = await collect(createFake({ fetch }).stream(group));
    expect(error).toMatchObject({ name: "ContentPolicyError", subject: "prompt", charged: "no" });
  });

  it("may be read as slowly as its reader likes", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(pieces([event(succeeded(0)), event(succeeded(1)), event(completed(2))]));
    const seen: string[] = [];
    for await (const next of createFake({ fetch, clock, timeout: { idle: 1000 } }).stream(group)) {
      seen.push(next.type);
      await clock.advance(5000);
    }
    expect(seen.at(-1)).toBe("completed");
  });

  it("is cancelled by leaving the loop, and leaves no timer", async () => {
    const clock = virtualClock();
    const response = pieces([event(succeeded(0))], "stall");
    const { fetch } = scripted(response);
    for await (const next of createFake({ fetch, clock }).stream(group)) if (next.type === "image") break;
    expect(response).toHaveProperty("wasCancelled", expect.any(Function));
    expect(Reflect.get(response, "wasCancelled")()).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it("that is aborted gives what arrived with the error", async () => {
    const controller = new AbortController();
    const { fetch } = scripted(pieces([event(succeeded(0))], "stall"));
    const client = createFake({ fetch, clock: virtualClock() });
    const seen: string[] = [];
    const error = await settled(
      (async () => {
        for await (const next of client.stream(group, { signal: controller.signal })) {
          seen.push(next.type);
          if (next.type === "image") controller.abort();
        }
      })(),
    );
    expect(seen).toContain("image");
    expect(error).toMatchObject({ name: "AbortedError", images: [{}], charged: "unknown" });
  });

  it("of a model that cannot stream yields the same events, and a warning", async () => {
    const { fetch, calls } = scripted(json(answer));
    const { events } = await collect(createFake({ fetch }).stream({ ...request, model: "wire-8" }));
    expect(calls[0]?.body).toMatchObject({ stream: false });
    expect(events.map(({ type }) => type)).toEqual(["progress", "image", "progress", "completed"]);
    const last = events.at(-1);
    expect(last?.type === "completed" && last.result.warnings).toMatchObject([
      { feature: "model" },
      { feature: "stream" },
    ]);
  });
});

describe("whatever a server answers", () => {
  const body = fc.oneof(
    fc.string(),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc
      .record(
        {
          data: fc.oneof(fc.jsonValue(), fc.array(fc.oneof(fc.jsonValue(), fc.constant(succeeded(0))))),
          error: fc.jsonValue(),
          usage: fc.jsonValue(),
          created: fc.jsonValue(),
          type: fc.oneof(
            fc.string(),
            fc.constantFrom("image_generation.partial_succeeded", "image_generation.completed"),
          ),
          url: fc.jsonValue(),
          size: fc.jsonValue(),
        },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value)),
    fc.array(fc.jsonValue()).map((frames) => frames.map((frame) => `data: ${JSON.stringify(frame)}\n\n`).join("")),
  );

  it("the call ends with a result or an error of ours", async () => {
    await fc.assert(
      fc.asyncProperty(
        body,
        fc.constantFrom(200, 201, 204, 400, 401, 404, 418, 500),
        fc.boolean(),
        async (text, status, many) => {
          const { fetch } = scripted(new Response(status === 204 ? null : text, { status }));
          const client = createFake({ fetch, clock: virtualClock(), maxRetries: 0 });
          const outcome = await settled(client.generate({ ...request, count: many ? 2 : 1 }));
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(SeedreamError);
          else expect(outcome).toHaveProperty("images");
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("an answer of 200 that says nothing leaves the outcome unknown", async () => {
    const { fetch } = scripted(json({ data: [] }));
    expect(await settled(createFake({ fetch }).generate(request))).toBeInstanceOf(OutcomeUnknownError);
  });
});
