import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AbortedError,
  OutcomeUnknownError,
  SeedreamError,
  ServerError,
  StreamInterruptedError,
  TaskFailedError,
} from "../../src/contract/errors.ts";
import type { ImageEvent, ImageResult, Warning } from "../../src/contract/result.ts";
import type { TaskHandle } from "../../src/contract/task.ts";
import { type Expected, ResultCollector } from "../../src/generate/collector.ts";
import type { ProviderEvent, ProviderMessage } from "../../src/provider.ts";
import { connect } from "../../src/transport/connect.ts";
import { catalogue, fake, key } from "../fake-provider.ts";
import { virtualClock } from "../virtual-clock.ts";

const blocked = { error: { code: "OutputImageSensitiveContentDetected", message: "blocked" } };
const handle: TaskHandle = { provider: "fake", id: "task_1", model: "wire-9", count: 1, submittedAt: 0 };

const image = (index?: unknown): ProviderEvent => ({
  type: "image",
  index,
  url: `https://files.test/${String(index)}`,
});
const failure = (index?: unknown): ProviderEvent => ({ type: "failure", index, error: blocked });
const end = (images?: number): ProviderEvent => ({ type: "end", usage: { images } });
const error = (code: string): ProviderEvent => ({ type: "error", error: { error: { code, message: "no" } } });

/** A collector of a call that was accepted. */
function collecting(
  expected: Partial<Expected> = {},
  { warnings = [] as Warning[], task = undefined as TaskHandle | undefined } = {},
) {
  const clock = virtualClock();
  const { connection } = connect(fake, "here", { apiKey: key, clock });
  const call = connection.transport.start({ clientRequestId: "mine" }, 1);
  call.submission = "accepted";
  const collector = new ResultCollector(call, connection, task);
  collector.expect({ model: "wire-9", count: 1, ...expected }, warnings);
  /** Adds the events as one message. */
  const add = (...events: ProviderEvent[]): ImageEvent[] => [...collector.add({ events })];
  return { clock, collector, add };
}

function resultOf(collector: ResultCollector, ...interruption: Parameters<ResultCollector["completed"]>): ImageResult {
  const last = [...collector.completed(...interruption)].at(-1);
  if (last?.type !== "completed") throw new Error(`The last event is ${last?.type}`);
  return last.result;
}

const placesOf = (events: readonly ImageEvent[]) =>
  events.flatMap((event) => (event.type === "image" || event.type === "image-failed" ? [event.index] : []));

describe("the place of an image", () => {
  it.each<[string, unknown[], number[]]>([
    ["as the provider numbers them", [2, 0, 1], [2, 0, 1]],
    ["with gaps", [7, 3], [7, 3]],
    ["in the order of arrival without an index", [undefined, undefined, undefined], [0, 1, 2]],
    ["in the order of arrival for a text", ["1", "0", ""], [0, 1, 2]],
    ["in the order of arrival for a negative index", [-1, -1], [0, 1]],
    ["in the order of arrival for a fraction", [0.5, 1.5], [0, 1]],
    ["in the order of arrival for no safe integer", [2 ** 53, Number.NaN, Number.POSITIVE_INFINITY], [0, 1, 2]],
    ["in the order of arrival for anything else", [null, {}, [1], true], [0, 1, 2, 3]],
    ["at the lowest free place when an index is repeated", [0, 0, 2, 2, 2], [0, 1, 2, 3, 4]],
    ["at the lowest free place when a repeated index left a gap", [1, 1, 1], [1, 0, 2]],
    ["at the lowest free place when its index was allocated", [undefined, 0], [0, 1]],
  ])("is %s", (_, indexes, places) => {
    for (const kind of [image, failure]) {
      const { collector, add } = collecting();
      expect(placesOf(add(...indexes.map(kind)))).toEqual(places);
      // A result needs an image.
      const [last] = placesOf(add(image(100), end()));
      const sorted = [...places].sort((a, b) => a - b);
      expect(resultOf(collector).images.map(({ index }) => index)).toEqual([...sorted, last]);
    }
  });

  it("is unique for any indexes, so that no image and no failure is overwritten", () => {
    const index = fc.oneof(fc.nat({ max: 5 }), fc.integer(), fc.constant(undefined), fc.anything());
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), index), { minLength: 1 }), (outcomes) => {
        const { collector, add } = collecting();
        const events = outcomes.map(
          ([ok, index], i): ProviderEvent => (ok ? { type: "image", index, url: `${i}` } : failure(index)),
        );
        const places = placesOf(add(...events));
        const [last] = placesOf(add(image(), end()));
        const images = resultOf(collector).images.filter(({ index }) => index !== last);
        expect(new Set(places).size).toBe(outcomes.length);
        expect(places.every((place) => Number.isSafeInteger(place) && place >= 0)).toBe(true);
        expect(images.map(({ index }) => index)).toEqual([...places].sort((a, b) => a - b));
        const byPlace = new Map(images.map((outcome) => [outcome.index, outcome]));
        const found = places.map((place) => {
          const outcome = byPlace.get(place);
          return outcome?.ok ? outcome.image.url : undefined;
        });
        expect(found).toEqual(outcomes.map(([ok], i) => (ok ? `${i}` : undefined)));
        // The first image that names a place gets it, unless the place was allocated before.
        for (const [i, [, index]] of outcomes.entries()) {
          if (typeof index !== "number" || !Number.isSafeInteger(index) || index < 0) continue;
          if (!places.slice(0, i).includes(index)) expect(places[i]).toBe(index);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("isComplete", () => {
  it("is false until an end event", () => {
    const { collector, add } = collecting();
    expect(collector.isComplete).toBe(false);
    add({ type: "progress", status: "running" }, image(0), { type: "unknown", name: "x" });
    expect(collector.isComplete).toBe(false);
  });

  it.each([1, 3])("is true at an end event without an image, with %i requested", (count) => {
    const { collector, add } = collecting({ count });
    add(image(0));
    add(end());
    expect(collector.isComplete).toBe(true);
  });

  it("is true at an end event if nothing arrived", () => {
    const { collector, add } = collecting({ count: 3 });
    add(end());
    expect(collector.isComplete).toBe(true);
  });

  it("is true at an end event with an image of its own only once `count` images arrived", () => {
    const { collector, add } = collecting({ count: 3 });
    for (const [index, isComplete] of [false, false, true].entries()) {
      add(image(index), end());
      expect(collector.isComplete).toBe(isComplete);
    }
  });

  it.each([
    ["before its image", [end(), image(0)]],
    ["after its image", [image(0), end()]],
  ])("is the same for an end event %s", (_, events) => {
    const { collector, add } = collecting({ count: 2 });
    add(...events);
    expect(collector.isComplete).toBe(false);
    add(image(1));
    expect(collector.isComplete).toBe(true);
  });

  it("counts failed images as arrived", () => {
    const { collector, add } = collecting({ count: 2 });
    add(failure(0));
    add(image(1), end());
    expect(collector.isComplete).toBe(true);
  });

  it("is true at an end event without an image after ends with one", () => {
    const { collector, add } = collecting({ count: 3 });
    add(image(0), end());
    add(end());
    expect(collector.isComplete).toBe(true);
  });

  it("is true with more images than requested", () => {
    const { collector, add } = collecting({ count: 1 });
    add(image(0), image(1), end());
    expect(collector.isComplete).toBe(true);
  });
});

describe("canComplete()", () => {
  const failed = new ServerError("no");
  const aborted = new AbortedError("The call was aborted");

  it.each(["throw", "complete"] as const)("is false without an image, even after the end (%s)", (onInterruption) => {
    const { collector, add } = collecting();
    expect(collector.canComplete(failed, onInterruption)).toBe(false);
    add(failure(0), end());
    expect(collector.canComplete(failed, onInterruption)).toBe(false);
  });

  it("is true with an image before the end only for generate() and wait(), and not after an abort", () => {
    const { collector, add } = collecting();
    add(image(0));
    expect(collector.canComplete(failed, "throw")).toBe(false);
    expect(collector.canComplete(failed, "complete")).toBe(true);
    expect(collector.canComplete(aborted, "throw")).toBe(false);
    expect(collector.canComplete(aborted, "complete")).toBe(false);
  });

  it("is true with an image after the end, for any error", () => {
    const { collector, add } = collecting({ count: 3 });
    add(image(0), end());
    for (const onInterruption of ["throw", "complete"] as const) {
      expect(collector.canComplete(failed, onInterruption)).toBe(true);
      expect(collector.canComplete(aborted, onInterruption)).toBe(true);
    }
  });
});

describe("add()", () => {
  it("yields each image with its facts, and the progress after it", () => {
    const { add } = collecting({ count: 2 });
    expect(add({ type: "image", index: 1, url: "https://files.test/1", width: 2, height: 3 })).toMatchObject([
      { type: "image", index: 1, image: { url: "https://files.test/1", width: 2, height: 3 } },
      { type: "progress", status: "running", received: 1, expected: 2, fraction: 0.5, task: undefined },
    ]);
  });

  it("yields each failed image with its error, and the progress after it, which counts it as done", () => {
    const { add } = collecting({ count: 2 });
    expect(add(failure(1))).toMatchObject([
      {
        type: "image-failed",
        index: 1,
        error: { name: "ContentPolicyError", message: expect.stringMatching(/^blocked/) },
      },
      { type: "progress", status: "running", received: 0, expected: 2, fraction: 0.5 },
    ]);
  });

  it("yields progress with status, fraction and task, and nothing for an end", () => {
    const { collector, add } = collecting();
    expect(add({ type: "progress", status: "queued", fraction: 0.5 })).toEqual([
      { type: "progress", status: "queued", received: 0, expected: 1, fraction: 0.5, task: undefined },
    ]);
    const later = [...collector.add({ events: [{ type: "progress", status: "queued" }], task: handle })];
    expect(later).toEqual([
      { type: "progress", status: "queued", received: 0, expected: 1, fraction: 0.5, task: handle },
    ]);
    expect(add(end())).toEqual([]);
  });

  it("does not repeat the provider's word for a task that is done", () => {
    const { add } = collecting();
    const events = add({ type: "progress", status: "completed", fraction: 1 }, image(0), end());
    expect(events.map((event) => (event.type === "progress" ? event.status : event.type))).toEqual([
      "image",
      "running",
    ]);
    const failing = collecting();
    expect(() => failing.add({ type: "progress", status: "failed", fraction: 1 }, error("X"))).toThrow();
    expect(failing.collector.progress()).toMatchObject({ status: "submitted", fraction: 0 });
  });

  it("yields an unknown event with its name and the whole message", () => {
    const { collector } = collecting();
    const events: ProviderEvent[] = [{ type: "unknown", name: "news" }];
    expect([...collector.add({ events, raw: { a: 1 } })]).toEqual([{ type: "unknown", name: "news", data: { a: 1 } }]);
  });

  it("classes the failure of one image as free of charge, with the ids of the call", () => {
    const { collector } = collecting();
    const events: ProviderEvent[] = [
      { type: "failure", error: { error: { code: "InternalServiceError", message: "no" } } },
      failure(1),
    ];
    const [first, , second] = collector.add({ events, requestId: "r1" });
    expect(first).toMatchObject({ error: { name: "ServerError", charged: "no", provider: "fake", requestId: "r1" } });
    expect(second).toMatchObject({ error: { name: "ContentPolicyError", charged: "no", clientRequestId: "mine" } });
    expect(first).toHaveProperty("error.images", []);
  });

  it.each([
    [{ error: { code: "OutputImageSensitiveContentDetected" } }, "no"],
    [{ error: { message: "blocked" } }, "no"],
    [{ error: { code: "InternalServiceError" } }, "no"],
    [{ error: {} }, "unknown"],
    [{ message: "blocked" }, "unknown"],
    [{}, "unknown"],
    [undefined, "unknown"],
    [{ error: { code: "OutputImageSensitiveContentDetected" }, picture: "https://files.test/1" }, "unknown"],
    [{ error: { code: "RateLimitExceeded" }, outputs: ["1.png"] }, "unknown"],
  ])("treats a missing image as free only if its place has an explained error: %j", (given, charged) => {
    const { add } = collecting();
    const [event] = add({ type: "failure", index: 0, error: given });
    expect(event).toMatchObject({ error: { charged } });
    if (charged === "unknown") expect(event).toMatchObject({ error: { retryable: false } });
  });

  it("has the whole response of an error as raw", () => {
    const { collector } = collecting();
    const raw = { status: "failed", error: { code: "InvalidParameter", message: "no" } };
    const thrown = expect.objectContaining({ raw });
    expect(() => [...collector.add({ events: [{ type: "error", error: raw.error }], raw })]).toThrow(thrown);
  });

  it("wraps a refusal with a link beside it, because an image may have been made", () => {
    const { collector } = collecting();
    const raw = { error: { code: "RateLimitExceeded" }, picture: "https://files.test/1" };
    const thrown = expect.objectContaining({
      message: "it has fields that this version cannot read",
      cause: expect.objectContaining({ name: "RateLimitError", raw }),
    });
    expect(() => [...collector.add({ events: [{ type: "error", error: raw }], raw })]).toThrow(thrown);
  });

  it("throws the error of a whole request, classed by its code", () => {
    const { add } = collecting();
    expect(() => add(error("InputTextSensitiveContentDetected"))).toThrow(
      expect.objectContaining({ name: "ContentPolicyError", charged: "no", clientRequestId: "mine", provider: "fake" }),
    );
    expect(() => add(error("something else"))).toThrow(OutcomeUnknownError);
    expect(() => add(error("InternalServiceError"))).toThrow(expect.objectContaining({ charged: "unknown" }));
  });

  it("classes an error by its type where its code is unknown, as in a response with status 200", () => {
    const { add } = collecting();
    const typed = { code: "Xyz", type: "invalid_request_error", message: "no" };
    expect(() => add({ type: "error", error: { error: typed } })).toThrow(
      expect.objectContaining({ name: "InvalidRequestError", code: "Xyz", status: 200, charged: "no" }),
    );
  });

  it("throws the error of a task with its handle", () => {
    const { add } = collecting({}, { task: handle });
    expect(() => add(error("InternalServiceError"))).toThrow(TaskFailedError);
    expect(() => add(error("InputTextSensitiveContentDetected"))).toThrow(
      expect.objectContaining({ name: "ContentPolicyError", task: handle, charged: "unknown" }),
    );
  });

  it("keeps the images of a message before its error", () => {
    const { collector, add } = collecting();
    expect(() => add(image(0), error("InternalServiceError"), image(1))).toThrow();
    expect(collector.images.map(({ url }) => url)).toEqual(["https://files.test/0"]);
  });
});

describe("the media type of an image", () => {
  const [known] = catalogue.models;
  const [, png] = catalogue.models;
  it.each<[string, Partial<Extract<ProviderEvent, { type: "image" }>>, Partial<Expected>, string]>([
    ["its content", { inline: "/9j/AAAA", format: "png" }, { format: "png", spec: png }, "image/jpeg"],
    ["the format that the provider names", { inline: "AAAA", format: "png" }, { format: "jpeg" }, "image/png"],
    ["the format that was asked for", {}, { format: "png", spec: known }, "image/png"],
    ["the model's first format", {}, { spec: png }, "image/png"],
    ["JPEG for an unknown model", {}, {}, "image/jpeg"],
  ])("comes from %s", (_, event, expected, mediaType) => {
    const { add } = collecting(expected);
    expect(add({ type: "image", ...event })[0]).toMatchObject({ image: { mediaType } });
  });
});

describe("completed()", () => {
  it("yields progress with the status completed, then the result", () => {
    const { collector, add } = collecting({ count: 3 }, { task: handle });
    add(image(0), failure(1), end());
    const events = [...collector.completed()];
    expect(events).toEqual([
      { type: "progress", status: "completed", received: 1, expected: 3, fraction: 1, task: handle },
      { type: "completed", result: expect.objectContaining({ provider: "fake" }) },
    ]);
  });

  it("throws the error of the image in the first place if every image failed", () => {
    const { collector, add } = collecting({ count: 2 });
    const other: ProviderEvent = { type: "failure", index: 0, error: { code: "QuotaExceeded", message: "slow" } };
    add(failure(1), other, end());
    const thrown = expect.objectContaining({ name: "RateLimitError", charged: "no" });
    expect(() => resultOf(collector)).toThrow(thrown);
    expect(() => collector.result()).toThrow(thrown);
  });

  it("prefers the error of an image that may have been made", () => {
    const { collector, add } = collecting({ count: 3 });
    const unexplained: ProviderEvent = { type: "failure", index: 1, error: {} };
    add(failure(0), unexplained, failure(2), end());
    expect(() => collector.result()).toThrow(expect.objectContaining({ charged: "unknown", retryable: false }));
  });

  it.each([{}, { code: "OutputImageSensitiveContentDetected" }])(
    "wraps the error of an image if other links in the response may be images: %j",
    (error) => {
      const { collector } = collecting();
      const raw = { data: [{ error }], artifacts: ["https://files.test/1"] };
      for (const _ of collector.add({ events: [{ type: "failure", error: raw.data[0] }, end()], raw }));
      const thrown = { message: "it has fields that this version cannot read", cause: expect.any(SeedreamError) };
      expect(() => collector.result()).toThrow(expect.objectContaining(thrown));
      expect(collector.context()).toMatchObject({ raw });
    },
  );

  it.each<[string, string, ProviderMessage]>([
    ["an event could not be read", "not JSON", { events: [], damage: "it is not JSON" }],
    [
      "an event of an unknown type has a link",
      "cannot read",
      { events: [{ type: "unknown", name: "preview" }], raw: { link: "https://files.test/1" } },
    ],
  ])("wraps a refusal in an error with the reason if %s", (_, why, message) => {
    const { collector, add } = collecting({ count: 3 });
    for (const _ of collector.add(message));
    const thrown = expect.objectContaining({
      name: "Error",
      message: expect.stringContaining(why),
      cause: expect.objectContaining({ name: "RateLimitError" }),
    });
    expect(() => add(error("RateLimitExceeded"))).toThrow(thrown);
    add(failure(0), end());
    const failed = expect.objectContaining({ name: "ContentPolicyError" });
    expect(() => collector.result()).toThrow(expect.objectContaining({ name: "Error", cause: failed }));
  });

  it("does not wrap an error that leaves the outcome unknown, even after an unreadable event", () => {
    const { collector, add } = collecting();
    for (const _ of collector.add({ events: [], damage: "it is not JSON" }));
    const thrown = expect.objectContaining({ name: "OutcomeUnknownError", code: "InternalServiceError" });
    expect(() => add(error("InternalServiceError"))).toThrow(thrown);
  });

  it("does not wrap the error of an image that has all links of the response", () => {
    const { collector } = collecting();
    const raw = { data: [{ error: { code: "RateLimitExceeded" }, picture: "https://files.test/1" }] };
    for (const _ of collector.add({ events: [{ type: "failure", error: raw.data[0] }, end()], raw }));
    const thrown = { name: "RateLimitError", charged: "unknown", retryable: false };
    expect(() => collector.result()).toThrow(expect.objectContaining(thrown));
  });

  it("wraps a refusal after an image that could not be read", () => {
    const { add } = collecting();
    add({ type: "failure", error: { picture: "1.png" } });
    const message = expect.stringContaining("cannot read");
    const cause = expect.objectContaining({ name: "RateLimitError" });
    expect(() => add(error("RateLimitExceeded"))).toThrow(expect.objectContaining({ name: "Error", message, cause }));
  });

  it("does not wrap a refusal after an empty event of an unknown type", () => {
    const { collector, add } = collecting();
    for (const _ of collector.add({ events: [{ type: "unknown", name: "ping" }], raw: { type: "ping" } }));
    expect(() => add(error("RateLimitExceeded"))).toThrow(expect.objectContaining({ name: "RateLimitError" }));
  });

  it.each<[string, ProviderEvent, string | undefined]>([
    ["the provider counts more images", end(3), undefined],
    ["a part could not be read", end(), "it is not JSON"],
  ])("says why an image may be missing if the others failed: %s", (_, last, damage) => {
    const { collector } = collecting({ count: 3 });
    for (const _ of collector.add({ events: [failure(0), failure(1), last], ...(damage && { damage }) }));
    const failed = expect.objectContaining({ name: "ContentPolicyError" });
    const message = damage ?? "the provider counts 3, and 2 arrived";
    expect(() => collector.result()).toThrow(expect.objectContaining({ name: "Error", message, cause: failed }));
  });

  it("throws if there is neither an end nor an interruption", () => {
    const { collector, add } = collecting();
    add(image(0));
    expect(() => resultOf(collector)).toThrow("it ended before its last event");
  });

  it("throws if there is neither an image nor a failure", () => {
    const { collector, add } = collecting();
    add(end());
    expect(() => resultOf(collector)).toThrow("it has no image and no error");
    expect(() => resultOf(collector, new ServerError("no"))).toThrow("it has no image and no error");
  });

  it.each([[[]], [[end()]]])("throws with the damage if a part could not be read: after %j", (events) => {
    const { collector } = collecting();
    for (const damage of ["it is not JSON", "later"]) for (const _ of collector.add({ events, damage }));
    expect(() => resultOf(collector)).toThrow("it is not JSON");
  });

  it("sets `interrupted` to the reason if the response broke off before its end", () => {
    const { collector, add } = collecting();
    add(image(0));
    const interruption = new ServerError("no");
    expect(resultOf(collector, interruption).interrupted).toBe(interruption);
  });

  it("leaves `interrupted` unset for a failure after the end", () => {
    const { collector, add } = collecting({ count: 1 });
    add(image(0), end(1));
    expect(resultOf(collector, new ServerError("no")).interrupted).toBeUndefined();
  });

  it("sets `interrupted` for a failure after an end with an image of its own, because more may have followed", () => {
    const { collector, add } = collecting({ count: 3 });
    add(image(0), end(1));
    const interruption = new ServerError("no");
    expect(resultOf(collector, interruption).interrupted).toBe(interruption);
  });

  it.each([
    ["the provider counts as many images as arrived", end(2)],
    ["the provider counts fewer images than arrived", end(1)],
    ["the provider gives no count", end()],
  ])("leaves `interrupted` unset if %s, failed images included", (_, last) => {
    const { collector, add } = collecting();
    add(image(0), failure(1));
    add(last);
    expect(resultOf(collector).interrupted).toBeUndefined();
  });

  it("sets `interrupted` if the provider counts more images than arrived", () => {
    const { collector, add } = collecting({ count: 3 });
    add(image(0), failure(1));
    add(end(3));
    const { interrupted, images } = resultOf(collector);
    expect(images).toHaveLength(2);
    expect(interrupted).toBeInstanceOf(StreamInterruptedError);
    expect(interrupted).toMatchObject({
      message: expect.stringMatching(/^Images may be missing: the provider counts 3, and 2 arrived \[fake/),
      charged: "unknown",
      images: [{ url: "https://files.test/0" }],
      clientRequestId: "mine",
    });
    expect(interrupted).not.toHaveProperty("submission");
  });

  it("sets `interrupted` if a part could not be read", () => {
    const { collector, add } = collecting();
    for (const _ of collector.add({ events: [], raw: "half", damage: "it is not JSON" }));
    add(image(0));
    add(end(3));
    expect(resultOf(collector).interrupted).toMatchObject({
      name: "StreamInterruptedError",
      message: expect.stringMatching(/^Images may be missing: it is not JSON \[/),
    });
  });
});

describe("a result", () => {
  it("has the facts of the provider's last event", () => {
    const warnings: Warning[] = [{ type: "advice", feature: "images", message: "fewer" }];
    const { collector } = collecting({ spec: catalogue.models[0] }, { warnings });
    const last: ProviderEvent = {
      type: "end",
      model: "wire-9b",
      createdAt: new Date(5),
      usage: { images: 1, outputTokens: 2 },
    };
    for (const _ of collector.add({ events: [image(0)], raw: { a: 1 }, requestId: "r1" }));
    for (const _ of collector.add({ events: [last], raw: { b: 2 } }));
    expect(resultOf(collector)).toEqual({
      provider: "fake",
      model: "wire-9b",
      createdAt: new Date(5),
      image: collector.images[0],
      images: [{ ok: true, index: 0, image: collector.images[0] }],
      usage: { images: 1, outputTokens: 2 },
      cost: { amount: 0.08, currency: "USD", asOf: "2026-11" },
      warnings,
      requestId: "r1",
      clientRequestId: "mine",
      task: undefined,
      interrupted: undefined,
      raw: [{ a: 1 }, { b: 2 }],
    });
  });

  it("has the facts of the request and the time of the clock if the provider names none", () => {
    const { collector, add, clock } = collecting({ model: "wire-0" }, { task: handle });
    add(image(0));
    const { model, createdAt, usage, cost, raw, task } = resultOf(collector, new ServerError("no"));
    expect({ model, createdAt, usage, cost, raw, task }).toEqual({
      model: "wire-0",
      createdAt: new Date(clock.now()),
      usage: {},
      cost: undefined,
      raw: undefined,
      task: handle,
    });
  });

  it("estimates the cost by the area of each image that was made", () => {
    const { collector, add } = collecting({ spec: catalogue.models[0] });
    const sized = (width: number, height: number): ProviderEvent => ({ type: "image", width, height });
    add(sized(3000, 2000), sized(2500, 2000), failure(), end());
    expect(resultOf(collector).cost).toMatchObject({ amount: 0.12 });
  });

  it.each([
    [{ text: "2K" }, 0.04],
    [{ text: "2500x2001" }, 0.08],
    [{ text: "adaptive" }, 0.08],
    [undefined, 0.08],
  ])("estimates the cost of an image of unknown size by the largest that was requested: %j", (size, amount) => {
    const { collector, add } = collecting({ spec: catalogue.models[0], ...(size && { size }) });
    add(image(), end());
    expect(resultOf(collector).cost).toMatchObject({ amount });
  });

  it("adds the price of the references that were sent", () => {
    const [model] = catalogue.models;
    if (!model) throw new Error("The catalogue has a model");
    const prices = model.prices.map((price) => ({ ...price, reference: 0.01 }));
    const { collector, add } = collecting({
      spec: { ...model, prices },
      references: ["https://a.test", "https://b.test"],
    });
    add(image(), image(), end());
    expect(resultOf(collector).cost).toMatchObject({ amount: 0.18 });
  });

  it("has the first image that was made, by its place", () => {
    const { collector, add } = collecting({ count: 4 });
    add(image(3), failure(0), image(1), image(2), end());
    expect(resultOf(collector).image).toBe(collector.images[1]);
    expect(resultOf(collector).image.url).toBe("https://files.test/1");
  });

  it("has a single raw response without a list", () => {
    const { collector } = collecting();
    for (const raw of [undefined, null]) for (const _ of collector.add({ events: [image()], raw }));
    expect(resultOf(collector, new ServerError("no")).raw).toBeNull();
  });

  it("has the latest request id, and the first task", () => {
    const { collector } = collecting();
    for (const requestId of ["r1", undefined, "r2", undefined])
      for (const _ of collector.add({ events: [], requestId }));
    for (const id of ["task_1", "task_2"]) for (const _ of collector.add({ events: [], task: { ...handle, id } }));
    expect(collector.context()).toMatchObject({ requestId: "r2", task: { id: "task_1" } });
  });
});

describe("the JSON of a result", () => {
  const file = Buffer.from([0xff, 0xd8, 0xff, ...Array(60).fill(7)]).toString("base64");

  function inlineResult() {
    const { collector } = collecting({ count: 2 });
    const events: ProviderEvent[] = [{ type: "image", inline: file }, failure(), end()];
    for (const _ of collector.add({ events, raw: { data: [{ b64_json: file }] } }));
    return resultOf(collector);
  }

  it("shows an inline image as its media type and bytes, and never as Base64", () => {
    const text = JSON.stringify(inlineResult());
    expect(text).not.toContain(file);
    expect(text).not.toContain(file.slice(8, 30));
    expect(JSON.parse(text)).toMatchObject({
      image: { mediaType: "image/jpeg", bytes: 63 },
      images: [
        { ok: true, index: 0, image: { mediaType: "image/jpeg", bytes: 63 } },
        { ok: false, index: 1 },
      ],
    });
    expect(JSON.stringify([...collecting().add(image(0))])).not.toContain("inline");
  });

  it("keeps name and message of a failed image", () => {
    const { images } = JSON.parse(JSON.stringify(inlineResult()));
    expect(images[1].error).toMatchObject({
      name: "ContentPolicyError",
      message: expect.stringMatching(/^blocked \[fake/),
      reason: "blocked",
      code: "OutputImageSensitiveContentDetected",
      charged: "no",
    });
  });

  it("has every fact but the raw response, which stays on the result", () => {
    const result = inlineResult();
    const { raw, ...facts } = result;
    expect(raw).toEqual({ data: [{ b64_json: file }] });
    expect(JSON.parse(JSON.stringify(result))).toEqual(JSON.parse(JSON.stringify(facts)));
    expect(Object.keys(result)).toContain("raw");
    expect(Object.keys(result)).not.toContain("toJSON");
  });

  it("does not keep a result from being cloned", () => {
    expect(structuredClone(inlineResult())).toMatchObject({ provider: "fake", images: [{ index: 0 }, { index: 1 }] });
  });
});

describe("progress", () => {
  const provided = fc.record({
    type: fc.constant("progress" as const),
    status: fc.string(),
    fraction: fc.option(fc.oneof(fc.double(), fc.double({ min: -1, max: 2 })), { nil: undefined }),
  });
  const message = fc.array(fc.oneof(provided, fc.constant(image()), fc.constant(failure())), { maxLength: 5 });

  it("never decreases, stays within 0 to 1 and is 1 only at the end, for any messages", () => {
    fc.assert(
      fc.property(fc.array(message), fc.integer({ min: -1, max: 6 }), fc.boolean(), (messages, count, isWhole) => {
        const { collector, add } = collecting({ count });
        const events = [collector.progress(), ...messages.flatMap((each) => add(...each))];
        if (isWhole) events.push(...add(image(), end()), ...collector.completed());
        const progress = events.filter((event) => event.type === "progress");
        const fractions = progress.map(({ fraction }) => fraction);
        expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
        expect(fractions.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
        expect(fractions.filter((fraction) => fraction === 1)).toHaveLength(isWhole ? 1 : 0);
        expect(progress.at(-1)?.fraction === 1).toBe(isWhole);
        const received = progress.map((each) => each.received);
        expect(received).toEqual([...received].sort((a, b) => a - b));
        expect(received.at(-1)).toBe(events.filter(({ type }) => type === "image").length);
      }),
      { numRuns: 1000 },
    );
  });

  it("is the provider's if it gives one, else the share of images that were made or failed", () => {
    const { add } = collecting({ count: 4 });
    const fractions = (...events: ProviderEvent[]) =>
      add(...events).flatMap((event) => (event.type === "progress" ? [event.fraction] : []));
    expect(fractions({ type: "progress", status: "x", fraction: 0.3 })).toEqual([0.3]);
    expect(fractions(image())).toEqual([0.3]);
    expect(fractions(failure())).toEqual([0.5]);
    expect(fractions({ type: "progress", status: "x", fraction: 0.4 })).toEqual([0.5]);
    expect(fractions({ type: "progress", status: "x" })).toEqual([0.5]);
    expect(fractions({ type: "progress", status: "x", fraction: 1 })).toEqual([0.99]);
  });
});

describe("context()", () => {
  it("has the facts for an error", () => {
    const { collector } = collecting();
    for (const _ of collector.add({ events: [image(0)], requestId: "r1", task: handle }));
    expect(collector.context()).toEqual({
      provider: "fake",
      clientRequestId: "mine",
      requestId: "r1",
      task: handle,
      images: [expect.objectContaining({ url: "https://files.test/0" })],
      submission: "accepted",
    });
  });
});
