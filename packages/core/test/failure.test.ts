import { describe, expect, it } from "vitest";
import { CallEnded, startCall } from "../src/call.ts";
import { callFailure, reasonOf } from "../src/call-failure.ts";
import type { TaskHandle } from "../src/contract.ts";
import {
  AbortedError,
  NotFoundError,
  OutcomeUnknownError,
  RateLimitError,
  SeedreamError,
  StreamInterruptedError,
  TaskTimeoutError,
  TimeoutError,
} from "../src/errors.ts";
import { failuresFor } from "../src/failure.ts";
import { coded } from "../src/failure-code.ts";
import { GeneratedImage } from "../src/image.ts";
import { createTransport } from "../src/transport.ts";
import { key, pieces } from "./fake-provider.ts";
import { virtualClock } from "./virtual-clock.ts";

const { answerFailure, refusal, badHeader } = failuresFor(key);
const known = { provider: "fake", clientRequestId: "mine", requestId: "r1" };
const task: TaskHandle = { provider: "fake", id: "task_1", model: "wire-9", count: 1, submittedAt: 0 };
const clock = virtualClock();
const transport = createTransport(
  { provider: "fake", region: "here", baseURL: "https://api.test", variable: "FAKE_API_KEY" },
  { apiKey: key, clock },
);
const images = [1, 2].map(
  (index) => new GeneratedImage({ url: `https://files.test/${index}.png`, mediaType: "image/png" }, transport),
);
const timeUp = new CallEnded("total", 30_000);
const silent = new CallEnded("idle", 5000);

describe("an answer that broke off", () => {
  it("gives the images that had arrived, says how many, and that there may be more to pay", () => {
    const error = answerFailure(new Error("terminated"), images, known);
    expect(error).toBeInstanceOf(StreamInterruptedError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/broke off after 2 images, and more may have been billed: terminated/),
      ...known,
      images,
      charged: "unknown",
      retryable: false,
      cause: new Error("terminated"),
    });
  });

  it("is told once, however many hands it goes through", () => {
    const error = answerFailure(silent, images, known);
    expect(answerFailure(error, images, known)).toBe(error);
    const unknown = answerFailure(new Error("terminated"), [], known);
    expect(answerFailure(unknown, [], known)).toBe(unknown);
  });

  it("without an image leaves the outcome unknown", () => {
    const error = answerFailure(new Error("it is no JSON"), [], known);
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/accepted and its answer cannot be used.*may have been made and billed: it is no/),
      ...known,
      charged: "unknown",
      cause: new Error("it is no JSON"),
    });
  });

  it("by a time limit after the request went out leaves the outcome unknown", () => {
    expect(answerFailure(timeUp, [], known)).toMatchObject({
      name: "OutcomeUnknownError",
      message: expect.stringContaining("30 s (timeout.total)"),
      charged: "unknown",
      cause: { name: "TimeoutError" },
    });
  });

  it("by a time limit before anything was submitted is no more than that", () => {
    const early = new TimeoutError("No complete answer", { charged: "no" });
    expect(answerFailure(early, [], known)).toBe(early);
  });

  it("by a refusal is that refusal", () => {
    const refused = new RateLimitError("slow down", { retryable: true });
    expect(answerFailure(refused, [], known)).toBe(refused);
    expect(refused).toMatchObject({ retryable: true, charged: "no" });
  });

  it("by its caller is that, with the images that had arrived and the task they come from", () => {
    const error = answerFailure(new CallEnded("caller", 0, "why"), images, { ...known, task });
    expect(error).toBeInstanceOf(AbortedError);
    expect(error).toMatchObject({ images, task, charged: "unknown", cause: "why" });
  });
});

describe("trouble with a task that was accepted", () => {
  const about = { ...known, task };

  it("by a time limit says which task to wait for again", () => {
    const error = answerFailure(timeUp, [], about);
    expect(error).toBeInstanceOf(TaskTimeoutError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/task_1 ended before the task did; wait again with its handle: .*30 s/),
      ...about,
      charged: "unknown",
      cause: { name: "TimeoutError", charged: "unknown" },
    });
  });

  it("never advises to submit again, and never says that nothing was charged", () => {
    const refused = new RateLimitError("slow down", { retryable: true });
    expect(answerFailure(refused, [], about)).toBe(refused);
    expect(refused).toMatchObject({ task, retryable: false, charged: "unknown" });
    expect(answerFailure(new NotFoundError("gone"), [], about)).toMatchObject({ task, charged: "unknown" });
  });

  it("that is no error of ours leaves the outcome unknown", () => {
    expect(answerFailure(new Error("odd"), [], about)).toMatchObject({ name: "OutcomeUnknownError", task });
  });
});

describe("a refusal", () => {
  const call = startCall({ clientRequestId: "mine", clock, timeouts: { total: 1e6, idle: 5000 } });
  const refused = (body: Response, init: ResponseInit, stakes: "paid" | "idempotent" | "free" = "paid") =>
    refusal(new Response(body.body, init), call, stakes, known);

  it("that comes in pieces is read whole", async () => {
    const body = pieces(['{"error":{"code":"Invalid', 'Parameter","message":', '"too dark"}}']);
    const headers = { "x-request-id": "r2" };
    expect(await refused(body, { status: 400, headers })).toMatchObject({
      name: "InvalidRequestError",
      message: expect.stringContaining("too dark"),
      code: "InvalidParameter",
      requestId: "r2",
      raw: { error: { message: "too dark" } },
    });
  });

  it("is read no further than explanations go, and then let go of", async () => {
    let pulled = 0;
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(10_000).fill(120));
      },
      cancel() {
        cancelled = true;
      },
    });
    const error = await refused(new Response(endless), { status: 400 });
    expect(error.raw).toBe("x".repeat(70_000));
    expect(pulled).toBeLessThan(10);
    expect(cancelled).toBe(true);
  });

  it("that breaks off says what its status says", async () => {
    const body = pieces(["<html>"], "fail");
    expect(await refused(body, { status: 402 })).toMatchObject({ name: "PaymentRequiredError", raw: "<html>" });
  });

  it.each(["paid", "idempotent"] as const)("of 500 leaves open what became of what was %s", async (stakes) => {
    const error = await refused(new Response(""), { status: 500 }, stakes);
    expect(error).toMatchObject({ name: "OutcomeUnknownError", charged: "unknown", retryable: false });
  });

  it("of 500 leaves nothing open where nothing was submitted", async () => {
    const error = await refused(new Response(""), { status: 500 }, "free");
    expect(error).toMatchObject({ name: "ServerError", charged: "no", retryable: true });
  });

  it("of 503 leaves nothing open where it says when to ask again", async () => {
    const error = await refused(new Response(""), { status: 503, headers: { "retry-after": "9" } });
    expect(error).toMatchObject({ name: "ServerError", charged: "no", retryable: true });
  });
});

it("a header that cannot be sent is told with the options that it may come from", () => {
  expect(badHeader(known)).toMatchObject({
    name: "InvalidRequestError",
    message: expect.stringMatching(/headers or clientRequestId .* no HTTP header may have/),
    ...known,
  });
});

describe("a call that was ended", () => {
  it.each([
    [new CallEnded("caller", 0, "why"), "why"],
    [new DOMException("stop", "AbortError"), expect.any(DOMException)],
  ])("by its caller is told as aborted, with the reason: %s", (end, cause) => {
    const error = callFailure(end, known, "unknown");
    expect(error).toBeInstanceOf(AbortedError);
    expect(error).toMatchObject({
      message: expect.stringContaining("The call was aborted"),
      ...known,
      charged: "unknown",
      cause,
    });
  });

  it.each([
    [timeUp, "No complete answer within 30 s (timeout.total)"],
    [silent, "The answer fell silent for 5 s (timeout.idle)"],
  ])("by a limit names it, and the option that sets it", (end, message) => {
    const error = callFailure(end, known, "no");
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ message: expect.stringContaining(message), ...known, charged: "no" });
  });

  it("is not what any other failure is", () => {
    for (const cause of [new Error("x"), "AbortError", undefined, { name: "AbortError" }]) {
      expect(callFailure(cause, known, "no")).toBe(cause);
    }
  });
});

describe("the reason in a sentence", () => {
  it("is the message, without whom it is about: the sentence says that", () => {
    expect(reasonOf(new SeedreamError("Slow [very] down", { provider: "ark", status: 429 }))).toBe("Slow [very] down");
    expect(reasonOf(new Error("[ark] said no"))).toBe("[ark] said no");
  });

  it("of what is no error is its text", () => {
    expect(reasonOf("odd")).toBe("odd");
    expect(reasonOf(undefined)).toBe("undefined");
  });

  it("of Node's own limit says how to lift it", () => {
    const cause = Object.assign(new Error("Headers Timeout Error"), { code: "UND_ERR_HEADERS_TIMEOUT" });
    expect(reasonOf(new TypeError("fetch failed", { cause }))).toMatch(/5 minutes.*fewer images.*headersTimeout/);
  });
});

describe("the code of a failure", () => {
  const none = { code: "", syscall: "" };
  const chain = (links: number, end: Error) => {
    let error = end;
    for (let link = 0; link < links; link++) error = new Error("outer", { cause: error });
    return error;
  };
  const refused = Object.assign(new Error("no"), { code: "ECONNREFUSED", syscall: "connect" });

  it("is that of the first error in the chain of causes that has one", () => {
    expect(coded(refused)).toEqual({ code: "ECONNREFUSED", syscall: "connect" });
    expect(coded(chain(8, refused))).toEqual({ code: "ECONNREFUSED", syscall: "connect" });
    expect(coded(Object.assign(new Error("no", { cause: refused }), { code: "EPIPE" }))).toEqual({
      code: "EPIPE",
      syscall: "",
    });
  });

  it("is a word: the number that a DOMException has is none", () => {
    const error = Object.assign(new DOMException("no", "NetworkError"), { cause: refused });
    expect(coded(error)).toEqual({ code: "ECONNREFUSED", syscall: "connect" });
    expect(coded(new DOMException("no", "NetworkError"))).toEqual(none);
  });

  it.each([[new Error("plain")], ["ECONNREFUSED"], [undefined], [{ code: "ECONNREFUSED" }]])(
    "is none of %o",
    (error) => {
      expect(coded(error)).toEqual(none);
    },
  );

  it("is looked for in a chain that bites its tail, and not for ever", () => {
    const error = new Error("round");
    error.cause = error;
    expect(coded(error)).toEqual(none);
    expect(coded(chain(9, refused))).toEqual(none);
  });
});
