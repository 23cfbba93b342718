import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ContentPolicyError,
  InvalidRequestError,
  OutcomeUnknownError,
  SeedreamError,
  ServerError,
  StreamInterruptedError,
} from "../../src/contract/errors.ts";
import type { TaskOptions } from "../../src/contract/options.ts";
import type { ImageEvent } from "../../src/contract/result.ts";
import { resultOf } from "../../src/generate/generate.ts";
import {
  answer,
  completed,
  createFake,
  event,
  json,
  key,
  pieces,
  request,
  scripted,
  settled,
  succeeded,
} from "../fake-provider.ts";
import { virtualClock } from "../virtual-clock.ts";

const blocked = { code: "OutputImageSensitiveContentDetected", message: "blocked" };
const failedEvent = (index: number) => ({
  type: "image_generation.partial_failed",
  image_index: index,
  error: blocked,
});
const group = { ...request, count: 3 };

/** A client of a model whose format can be chosen. */
function createFakeWith(fetch: typeof globalThis.fetch) {
  const output = { formats: ["jpeg", "png"], selectable: true, deliveries: ["url", "inline"] } as const;
  return createFake({ fetch }, { output });
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

const wasCancelled = (response: Response) => Reflect.get(response, "wasCancelled")();

describe("generate()", () => {
  it("reads the request id under the name of new-api too, on a result and an error", async () => {
    const headers = { "x-oneapi-request-id": "2026" };
    const { fetch } = scripted(json(answer, { headers }), json({}, { status: 400, headers }));
    const seen: unknown[] = [];
    const client = createFake({ fetch, onResponse: ({ requestId }) => seen.push(requestId) });
    expect(await client.generate(request)).toMatchObject({ requestId: "2026" });
    expect(await settled(client.generate(request))).toMatchObject({ requestId: "2026" });
    expect(seen).toEqual(["2026", "2026"]);
  });

  it("returns the images, their cost, and the ids of the call", async () => {
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

  it("returns the other images of a group when one is blocked", async () => {
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

  it("returns the images in order for any order of arrival, and every event unchanged in raw", async () => {
    const said = [succeeded(2), failedEvent(1), succeeded(0), completed(2)];
    const { fetch } = scripted(pieces([...said.map(event), "data: [DONE]\n\n"]));
    const { images, raw } = await createFake({ fetch }).generate(group);
    expect(images.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(raw).toEqual(said);
  });

  it.each([
    ["the content, not the response's format", { output_format: "png" }, "/9j/AAAA", {}, "image/jpeg"],
    ["the response's format", { output_format: "png" }, "AAAA", {}, "image/png"],
    ["the requested format", {}, "AAAA", { output: { format: "png" } }, "image/png"],
    ["the model's format", {}, "AAAA", {}, "image/jpeg"],
    ["JPEG for an unknown model", {}, "AAAA", { model: "tomorrow" }, "image/jpeg"],
  ] as const)("decides the media type of an image by %s", async (_, said, b64_json, asked, mediaType) => {
    const { fetch } = scripted(json({ ...answer, data: [{ ...said, b64_json }] }));
    const choosy = createFakeWith(fetch);
    const { images } = await choosy.generate({ ...request, ...asked });
    expect(images).toMatchObject([{ image: { mediaType } }]);
  });

  it.each([
    ["it is not JSON, or cut short", `{"data": [${"x".repeat(200)}`],
    ["it has no image and no error", JSON.stringify({ ...answer, data: [], usage: {} })],
    ["the provider counts 1, and 0 arrived", JSON.stringify({ ...answer, data: [] })],
    ["it ended before its last event", event({ type: "image_generation.begun" })],
  ])("throws OutcomeUnknownError for a response that cannot be used: %s", async (reason, body) => {
    const { fetch } = scripted(new Response(body));
    const error = await settled(createFake({ fetch }).generate(request));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(String(error)).toContain(reason);
    expect(String(error).length).toBeLessThan(400);
  });

  it("throws AbortedError with the images that arrived, instead of a partial result, when the caller aborts", async () => {
    const controller = new AbortController();
    const { fetch } = scripted(pieces([event(succeeded(0))], "stall"));
    const client = createFake({ fetch, clock: virtualClock() });
    const result = settled(client.generate(group, { signal: controller.signal }));
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    expect(await result).toMatchObject({ name: "AbortedError", images: [{ url: "https://files.test/0.jpeg" }] });
  });

  it("throws the error of the first image when every image failed", async () => {
    const { fetch } = scripted(json({ ...answer, data: [{ error: blocked }] }));
    const error = await settled(createFake({ fetch }).generate(request));
    expect(error).toBeInstanceOf(ContentPolicyError);
    expect(error).toMatchObject({ charged: "no", code: blocked.code, provider: "fake" });
  });

  it("returns the images that arrived before a drop, because groups are streamed internally", async () => {
    const { fetch, calls } = scripted(pieces([event(succeeded(0)), event(succeeded(1))], "fail"));
    const result = await createFake({ fetch }).generate(group);
    expect(calls[0]?.body).toMatchObject({ stream: true });
    expect(result.images).toHaveLength(2);
    expect(result.interrupted).toBeInstanceOf(StreamInterruptedError);
    expect(result.interrupted).toMatchObject({ charged: "unknown", images: [{}, {}] });
  });

  it("reads one JSON body if a stream was requested", async () => {
    for (const body of [["\n ", JSON.stringify(answer)], [`\n ${JSON.stringify(answer)}`]]) {
      const { fetch } = scripted(pieces(body));
      await expect(createFake({ fetch }).generate(group)).resolves.toMatchObject({ images: [{ ok: true }] });
    }
  });
});

describe("stream()", () => {
  it("yields each image, then the result", async () => {
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
      "progress",
      "completed",
    ]);
    expect(events[5]).toEqual({ type: "unknown", name: "x.y", data: { type: "x.y", z: 1 } });
  });

  it("yields the progress after each image, made or failed", async () => {
    const frames = [succeeded(0), failedEvent(1), completed(1)];
    const { fetch } = scripted(pieces(frames.map(event)));
    const { events } = await collect(createFake({ fetch }).stream(group));
    expect(events.filter(({ type }) => type === "progress")).toEqual(
      [
        ["submitted", 0, 0],
        ["running", 1, 1 / 3],
        ["running", 1, 2 / 3],
        ["completed", 1, 1],
      ].map(([status, received, fraction]) => expect.objectContaining({ status, received, expected: 3, fraction })),
    );
  });

  it("ends at [DONE], and ignores later events", async () => {
    const frames = [event(succeeded(0)), event(completed(1)), "data: [DONE]\n\n", event(succeeded(1))];
    const { fetch } = scripted(pieces(frames));
    const { events } = await collect(createFake({ fetch }).stream(group));
    expect(events.filter(({ type }) => type === "image")).toHaveLength(1);
    expect(events.filter(({ type }) => type === "unknown")).toHaveLength(0);
  });

  it("passes on unknown events, with their names and data", async () => {
    const frames = ['event: news\ndata: {"a":1}\n\n', "event: talk\ndata: hello\n\n", "data: [1]\n\n"];
    const { fetch } = scripted(pieces([...frames, event(succeeded(0)), event(completed(1))]));
    const { events } = await collect(createFake({ fetch }).stream(group));
    expect(events.filter(({ type }) => type === "unknown")).toEqual([
      { type: "unknown", name: "news", data: { a: 1 } },
      { type: "unknown", name: "talk", data: "hello" },
      { type: "unknown", name: "", data: [1] },
    ]);
  });

  it("throws StreamInterruptedError with the images that arrived when its last event is missing", async () => {
    const { fetch } = scripted(pieces([event(succeeded(0)), "data: [DONE]\n\n"]));
    const { events, error } = await collect(createFake({ fetch }).stream(group));
    expect(events.filter(({ type }) => type === "image")).toHaveLength(1);
    expect(error).toBeInstanceOf(StreamInterruptedError);
    expect(error).toMatchObject({ images: [{ url: "https://files.test/0.jpeg" }], charged: "unknown" });
  });

  it("throws StreamInterruptedError with the images that arrived and the cause for an error event", async () => {
    const frame = { error: { code: "InternalServiceError", message: "sorry. Request ID: 0217" } };
    const { fetch } = scripted(pieces([event(succeeded(0)), event(frame)]));
    const { error } = await collect(createFake({ fetch }).stream(group));
    expect(error).toMatchObject({
      name: "StreamInterruptedError",
      images: [{}],
      cause: { code: "InternalServiceError", requestId: "0217" },
    });
  });

  it("throws the error of the first image where every image failed, as generate() does, and does not complete", async () => {
    const body = () => pieces([event(failedEvent(1)), event(failedEvent(0)), event(completed(0))]);
    const { events, error } = await collect(createFake({ fetch: scripted(body()).fetch }).stream(group));
    expect(events.map(({ type }) => type)).toEqual([
      "progress",
      "image-failed",
      "progress",
      "image-failed",
      "progress",
    ]);
    expect(error).toBeInstanceOf(ContentPolicyError);
    expect(error).toBe(
      events.flatMap((each) => (each.type === "image-failed" && each.index === 0 ? [each.error] : []))[0],
    );
    const thrown = await settled(createFake({ fetch: scripted(body()).fetch }).generate(group));
    const { clientRequestId: _, message: __, ...facts } = error as SeedreamError;
    expect(thrown).toBeInstanceOf(ContentPolicyError);
    expect(thrown).toMatchObject(facts);
  });

  it("throws OutcomeUnknownError where every image failed and one may be missing", async () => {
    const frames = [event(failedEvent(0)), "data: {half\n\n", event(completed(0))];
    for (const outcome of [
      (await collect(createFake({ fetch: scripted(pieces(frames)).fetch }).stream(group))).error,
      await settled(createFake({ fetch: scripted(pieces(frames)).fetch }).generate(group)),
    ]) {
      expect(outcome).toMatchObject({ name: "OutcomeUnknownError", charged: "unknown", retryable: false });
    }
  });

  it("throws the refusal when the first event is one", async () => {
    const { fetch } = scripted(
      pieces([event({ error: { code: "InputTextSensitiveContentDetected", message: "no" } })]),
    );
    const { error } = await collect(createFake({ fetch }).stream(group));
    expect(error).toMatchObject({ name: "ContentPolicyError", subject: "prompt", charged: "no" });
  });

  it("does not count the reader's time towards the idle time-out", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(pieces([event(succeeded(0)), event(succeeded(1)), event(completed(2))]));
    const seen: string[] = [];
    for await (const next of createFake({ fetch, clock, timeout: { idle: 1000 } }).stream(group)) {
      seen.push(next.type);
      await clock.advance(5000);
    }
    expect(seen.at(-1)).toBe("completed");
  });

  it("cancels the response when its reader leaves the loop, and leaves no timer", async () => {
    const clock = virtualClock();
    const response = pieces([event(succeeded(0))], "stall");
    const { fetch } = scripted(response);
    for await (const next of createFake({ fetch, clock }).stream(group)) if (next.type === "image") break;
    expect(wasCancelled(response)).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it("throws AbortedError with the images that arrived when the caller aborts", async () => {
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

  it("yields the same events for a model that cannot stream, and a warning", async () => {
    const { fetch, calls } = scripted(json(answer));
    const { events } = await collect(createFake({ fetch }).stream({ ...request, model: "wire-8" }));
    expect(calls[0]?.body).toMatchObject({ stream: false });
    expect(events.map(({ type }) => type)).toEqual(["progress", "image", "progress", "progress", "completed"]);
    const last = events.at(-1);
    const warnings = last?.type === "completed" ? last.result.warnings : [];
    expect(warnings.map(({ feature }) => feature).sort()).toEqual(["model", "stream"]);
  });
});

describe("a call", () => {
  it("yields its first progress before anything is sent", async () => {
    const { fetch, calls } = scripted(json(answer));
    const events = createFake({ fetch }).stream(request)[Symbol.asyncIterator]();
    expect(await events.next()).toMatchObject({ value: { type: "progress", status: "submitted", received: 0 } });
    expect(calls).toHaveLength(0);
    await events.return?.();
    expect(calls).toHaveLength(0);
  });

  it("sends nothing for a request that breaks a rule, and leaves no timer", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(json(answer));
    const error = await settled(createFake({ fetch, clock }).generate({ prompt: "" }));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ provider: "fake", charged: "no", clientRequestId: expect.stringMatching(/.{36}/) });
    expect(calls).toHaveLength(0);
    expect(clock.pending).toBe(0);
  });

  it("prefers the validation of its options to the client's", async () => {
    const { fetch, calls } = scripted(() => Promise.resolve(json(answer)));
    const strict = createFake({ fetch });
    const { warnings } = await strict.generate({ prompt: "" }, { validation: "warn" });
    expect(warnings).toMatchObject([{ type: "limit", feature: "prompt" }]);
    const lax = createFake({ fetch, validation: "off" });
    expect((await lax.generate({ prompt: "" })).warnings).toEqual([]);
    expect(await settled(lax.generate({ prompt: "" }, { validation: "error" }))).toBeInstanceOf(InvalidRequestError);
    expect(calls).toHaveLength(2);
  });

  it("sends the headers of its options, and repeats as often as they say", async () => {
    const { fetch, calls } = scripted(json({ error: {} }, { status: 429 }));
    const options = { headers: { "x-mine": "1" }, maxRetries: 0 };
    expect(await settled(createFake({ fetch }).generate(request, options))).toMatchObject({ status: 429 });
    expect(calls.map(({ headers }) => headers.get("x-mine"))).toEqual(["1"]);
  });

  it.each(["order-7", "", "order 7"])(
    "with the idempotency key %j is refused by a provider without keys",
    async (idempotencyKey) => {
      const { fetch, calls } = scripted(json(answer));
      const options: TaskOptions = { idempotencyKey };
      const error = await settled(createFake({ fetch }).generate(request, options));
      expect(error).toBeInstanceOf(InvalidRequestError);
      expect(String(error)).toContain(
        `idempotencyKey is "${idempotencyKey}"; fake accepts no keys; leave it out [fake`,
      );
      expect(calls).toHaveLength(0);
    },
  );

  it("with a time-out that is not a positive number is refused", async () => {
    const { fetch, calls } = scripted(json(answer));
    const client = createFake({ fetch });
    expect(await settled(client.generate(request, { timeout: 0 }))).toBeInstanceOf(InvalidRequestError);
    expect((await collect(client.stream(request, { timeout: -1 }))).error).toBeInstanceOf(InvalidRequestError);
    expect(calls).toHaveLength(0);
  });

  it("has more time for each further image", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(pieces([event(succeeded(0))], "stall"));
    const client = createFake({ fetch, clock, timeout: { idle: 1_000_000 } });
    const result = settled(client.generate({ ...request, count: 2 }));
    await clock.advance(339_999);
    expect(clock.pending).toBeGreaterThan(0);
    await clock.advance(1);
    expect(await result).toMatchObject({
      interrupted: { name: "StreamInterruptedError", message: expect.stringContaining("340 s (timeout.total)") },
    });
    expect(clock.pending).toBe(0);
  });

  it("has time for each layer that native asks for", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(() => new Promise<Response>(() => {}));
    const client = createFake({ fetch, clock, validation: "off" }, { layers: { field: "layered", max: 4 } });
    const result = settled(client.generate({ ...request, native: { layered: true } }));
    await clock.advance(419_999);
    expect(clock.pending).toBeGreaterThan(0);
    await clock.advance(1);
    expect(await result).toMatchObject({ message: expect.stringContaining("420 s (timeout.total)") });
  });

  it.each([
    ["generate()", { provider: "fake", requestId: "r1", clientRequestId: "mine" }],
    ["stream()", { provider: "fake", requestId: "r1", clientRequestId: "mine" }],
  ])("has the request id on the error when the body breaks off at once: %s", async (method, ids) => {
    const response = pieces(['{"data":'], "fail");
    response.headers.set("x-request-id", "r1");
    const client = createFake({ fetch: scripted(response).fetch });
    const options = { clientRequestId: "mine" };
    const error =
      method === "stream()"
        ? (await collect(client.stream(request, options))).error
        : await settled(client.generate(request, options));
    expect(error).toMatchObject({ name: "OutcomeUnknownError", charged: "unknown", ...ids });
  });

  it("redacts the key in raw and in errors, but not in links", async () => {
    const url = `https://files.test/1.png?token=${key}`;
    const whole = { ...answer, data: [{ url }, { error: { message: `no ${key}` } }] };
    const { images, raw } = await createFake({ fetch: scripted(json(whole)).fetch }).generate(request);
    expect(images).toMatchObject([{ image: { url } }, { error: { message: expect.stringMatching(/^no \[key\]/) } }]);
    expect(JSON.stringify(raw)).not.toContain(key);
  });
});

describe("after the end", () => {
  const rest: [string, string[], "close" | "fail" | "stall"][] = [
    ["an image", [event(succeeded(1))], "close"],
    ["an error event", [event({ error: { code: "InternalServiceError", message: "no" } })], "close"],
    ["text that is not JSON", ["data: <html>\n\n"], "close"],
    ["a drop", [], "fail"],
    ["no data at all", [], "stall"],
  ];

  it.each(rest)("%s changes nothing", async (_, texts, ending) => {
    const clock = virtualClock();
    const response = pieces([event(succeeded(0)), event(completed(1)), ...texts], ending);
    const { events, error } = await collect(createFake({ fetch: scripted(response).fetch, clock }).stream(group));
    expect(error).toBeUndefined();
    expect(events.map(({ type }) => type)).toEqual(["progress", "image", "progress", "progress", "completed"]);
    expect(events.at(-1)).toMatchObject({ result: { images: [{ index: 0 }], interrupted: undefined } });
    expect(wasCancelled(response)).toBe(ending !== "fail");
    expect(clock.pending).toBe(0);
  });

  /** Some gateways send an end with each image. */
  const both = (index: number, usage = {}) => event({ data: [{ url: `https://files.test/${index}.jpeg` }], usage });

  it("with an image of its own, further images are read, up to `count`", async () => {
    const response = pieces([both(0), both(1), both(2), both(3)], "stall");
    const { images } = await createFake({ fetch: scripted(response).fetch, clock: virtualClock() }).generate(group);
    expect(images).toMatchObject(
      [0, 1, 2].map((index) => ({ index, image: { url: `https://files.test/${index}.jpeg` } })),
    );
    expect(wasCancelled(response)).toBe(true);
  });

  it.each<[string, string[], "close" | "fail"]>([
    ["[DONE]", ["data: [DONE]\n\n", both(2)], "close"],
    ["the end of the body", [], "close"],
  ])("with an image of its own, %s ends the call with the images that arrived", async (_, texts, ending) => {
    const client = () => createFake({ fetch: scripted(pieces([both(0), both(1), ...texts], ending)).fetch });
    const whole = { images: [{ index: 0 }, { index: 1 }], interrupted: undefined };
    expect(await client().generate(group)).toMatchObject(whole);
    expect((await collect(client().stream(group))).events.at(-1)).toMatchObject({ type: "completed", result: whole });
  });

  it.each<[string, string[], "close" | "fail"]>([
    ["a drop", [], "fail"],
    ["an error event", [event({ error: { code: "InternalServiceError" } }), both(2)], "close"],
  ])("with an image of its own, %s loses no image, and sets `interrupted`", async (_, texts, ending) => {
    const client = () => createFake({ fetch: scripted(pieces([both(0), both(1), ...texts], ending)).fetch });
    const whole = { images: [{ index: 0 }, { index: 1 }], interrupted: { name: "StreamInterruptedError" } };
    expect(await client().generate(group)).toMatchObject(whole);
    expect((await collect(client().stream(group))).events.at(-1)).toMatchObject({ type: "completed", result: whole });
  });

  it("images that the provider counts and that did not arrive are reported", async () => {
    const { fetch } = scripted(pieces([event(succeeded(0)), event(completed(3))]));
    expect(await createFake({ fetch }).generate(group)).toMatchObject({
      images: [{ index: 0 }],
      interrupted: {
        name: "StreamInterruptedError",
        message: expect.stringContaining("Images may be missing: the provider counts 3, and 1 arrived"),
        charged: "unknown",
      },
    });
  });

  it("an event that could not be read is reported", async () => {
    const { fetch } = scripted(pieces([event(succeeded(0)), 'data: {"type":"image_gen\n\n', event(completed(1))]));
    expect(await createFake({ fetch }).generate(group)).toMatchObject({
      images: [{ index: 0 }],
      interrupted: { message: expect.stringContaining('it is not JSON, or cut short: {"type":"image_gen') },
    });
  });
});

describe("a refusal of `stream`", () => {
  const refused = (message: string, status = 400) => json({ error: { message } }, { status });

  const sentences = [
    "stream is not supported",
    "Unknown field: stream",
    "Unrecognized request argument supplied: stream",
    "Streaming is not available for this model",
    "streaming: extra inputs are not permitted",
    "stream must be false",
    "The parameter `stream` specified in the request is not valid",
    "Unexpected keyword argument 'stream'",
    "This model does not support streaming.",
    "Invalid value for stream",
    "Unsupported parameter: stream",
    "该模型不支持 stream 参数",
    "暂不支持stream",
    "该接口的stream不可用",
    "Streaming mode is not available",
    "Unrecognized field: stream",
    "Unrecognised parameter stream",
    "Unexpected argument: stream",
    "Extra input: stream",
    "This endpoint does not allow a stream",
  ];

  it.each(sentences)(
    "with status 400 makes generate() and stream() submit once more without it: %s",
    async (message) => {
      for (const method of ["generate", "stream"] as const) {
        const { fetch, calls } = scripted(refused(message), json(answer));
        const client = createFake({ fetch });
        const options = { headers: { "x-mine": "1" }, clientRequestId: "mine" };
        const result =
          method === "generate"
            ? await client.generate(group, options)
            : (await collect(client.stream(request, options))).events.at(-1);
        expect(result).toMatchObject(
          method === "generate"
            ? { images: [{ ok: true }] }
            : { type: "completed", result: { images: [{ ok: true }] } },
        );
        expect(calls.map(({ body }) => body)).toMatchObject([{ stream: true }, { stream: false }]);
        const [first, second] = calls.map(({ body }) => ({ ...Object(body), stream: undefined }));
        expect(second).toEqual(first);
        expect(calls.map(({ headers }) => [headers.get("x-mine"), headers.get("x-own-id")])).toEqual(
          Array(2).fill(["1", "mine"]),
        );
      }
    },
  );

  it.each([
    { error: { message: "Unknown parameter", param: "stream" } },
    { message: "Unknown parameter", param: "stream" },
    { detail: [{ loc: ["body", "stream"], msg: "Extra inputs are not permitted" }] },
    { detail: [{ loc: ["body", "input", "stream"], msg: "Extra inputs are not permitted" }] },
    { detail: [{ loc: ["stream"], msg: "Extra inputs are not permitted" }] },
  ])("is recognised by the field that it names: %j", async (body) => {
    const { fetch, calls } = scripted(json(body, { status: 400 }), json(answer));
    expect(await createFake({ fetch }).generate(group)).toMatchObject({ images: [{ ok: true }] });
    expect(calls).toHaveLength(2);
  });

  it.each([
    [{ error: { code: "upstream_error", message: "stream is not supported" } }, "OutcomeUnknownError"],
    [{ error: { code: "InternalError", message: "`stream` disconnected before completion" } }, "OutcomeUnknownError"],
    [{ error: { code: "request_timeout", param: "stream" } }, "OutcomeUnknownError"],
    [
      { error: { code: "InputTextSensitiveContentDetected", message: "'stream' is not allowed" } },
      "ContentPolicyError",
    ],
    [{ error: { code: "insufficient_quota", message: "streaming is not included" } }, "PaymentRequiredError"],
    [{ error: { message: "Invalid prompt: a stream in a forest" } }, "InvalidRequestError"],
    [{ error: { message: "The prompt must not mention a stream" } }, "InvalidRequestError"],
    [{ error: { message: "image: truncated stream" } }, "InvalidRequestError"],
    [{ error: { message: "upstream is not available" } }, "InvalidRequestError"],
    [{ error: { message: "Unknown parameter", param: "size" } }, "InvalidRequestError"],
    [{ error: { code: "bad_stream", message: "stream disconnected before completion" } }, "InvalidRequestError"],
    [{ error: { message: "stream unexpectedly closed by the upstream" } }, "InvalidRequestError"],
    [{ error: { message: "The stream is not readable: upstream closed it" } }, "InvalidRequestError"],
    [{ error: { message: "stream was not finished" } }, "InvalidRequestError"],
    [{ error: { message: "The `stream` was unexpectedly closed" } }, "InvalidRequestError"],
    [{ error: { message: "'stream' ended early" } }, "InvalidRequestError"],
  ])("is not recognised in a 400 with another meaning: %j", async (body, name) => {
    const { fetch, calls } = scripted(json(body, { status: 400 }), json(answer));
    expect(await settled(createFake({ fetch }).generate(group))).toMatchObject({ name });
    expect(calls).toHaveLength(1);
  });

  it("leads to no third submission", async () => {
    const { fetch, calls } = scripted(() => Promise.resolve(refused("stream is not supported")));
    const error = await settled(createFake({ fetch }).generate(group));
    expect(error).toMatchObject({ name: "InvalidRequestError", status: 400, charged: "no" });
    expect(calls).toHaveLength(2);
  });

  it("leaves the outcome unknown when the second submission breaks off", async () => {
    const { fetch, calls } = scripted(refused("stream is not supported"), new TypeError("terminated"));
    expect(await settled(createFake({ fetch }).generate(group))).toMatchObject({
      name: "OutcomeUnknownError",
      charged: "unknown",
    });
    expect(calls).toHaveLength(2);
  });

  it.each([
    ["another 400", refused("size is invalid")],
    ["a 400 with another word", refused("upstream refused the request")],
    ["a 400 without an explanation", json({}, { status: 400 })],
    ["another status", refused("stream is not supported", 422)],
  ])("is not recognised in %s", async (_, outcome) => {
    const { fetch, calls } = scripted(outcome, json(answer));
    expect(await settled(createFake({ fetch }).generate(group))).toBeInstanceOf(InvalidRequestError);
    expect(calls).toHaveLength(1);
  });

  it("is not recognised in a failed request whose message names a stream", async () => {
    const cause = new TypeError("stream closed");
    const { fetch, calls } = scripted(cause, json(answer));
    expect(await settled(createFake({ fetch }).generate(group))).toMatchObject({ name: "OutcomeUnknownError", cause });
    expect(calls).toHaveLength(1);
  });

  it("is thrown if no stream was requested", async () => {
    const { fetch, calls } = scripted(refused("stream is not supported"), json(answer));
    expect(await settled(createFake({ fetch }).generate(request))).toBeInstanceOf(InvalidRequestError);
    expect(calls.map(({ body }) => body)).toMatchObject([{ stream: false }]);
  });
});

describe("resultOf()", () => {
  const events = (...list: ImageEvent[]): AsyncIterable<ImageEvent> => ({
    async *[Symbol.asyncIterator]() {
      yield* list;
    },
  });
  const error = new ServerError("no");

  async function completedWith(...oks: boolean[]): Promise<ImageEvent> {
    const data = oks.map((ok) => (ok ? { url: "https://files.test/1" } : { error: blocked }));
    const { fetch } = scripted(json({ ...answer, data }));
    const last = (await collect(createFake({ fetch }).stream(request))).events.at(-1);
    if (!last) throw new Error("There is no event");
    return last;
  }

  it("passes every event on, and returns the result of the completed one", async () => {
    const last = await completedWith(true);
    const failed: ImageEvent = { type: "image-failed", index: 0, error };
    const seen: ImageEvent[] = [];
    const result = await resultOf(events(failed, last, failed), (next) => seen.push(next));
    expect(seen).toEqual([failed, last, failed]);
    expect(last).toEqual({ type: "completed", result });
  });

  it("returns a result with a failed image where another was made", async () => {
    expect(await resultOf(events(await completedWith(false, true)))).toMatchObject({ images: [{}, { ok: true }] });
  });

  it("throws where there is no last event", async () => {
    await expect(resultOf(events())).rejects.toThrow("it ended before its last event");
  });
});

describe("for any response of a server", () => {
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

  it("generate() returns a result or throws a SeedreamError", async () => {
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

  it("generate() throws OutcomeUnknownError for a 200 without images", async () => {
    const { fetch } = scripted(json({ data: [] }));
    expect(await settled(createFake({ fetch }).generate(request))).toBeInstanceOf(OutcomeUnknownError);
  });
});
