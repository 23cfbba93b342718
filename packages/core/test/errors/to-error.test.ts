import { describe, expect, it } from "vitest";
import {
  AbortedError,
  ConnectionError,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  RateLimitError,
  SeedreamError,
  ServerError,
  StreamInterruptedError,
  TaskFailedError,
  TaskTimeoutError,
  TimeoutError,
} from "../../src/contract/errors.ts";
import type { TaskHandle } from "../../src/contract/task.ts";
import { RequestFailure, type Retry } from "../../src/errors/failure.ts";
import type { Refusal } from "../../src/errors/refusal.ts";
import { ruleFor } from "../../src/errors/rules.ts";
import { type ErrorContext, refusalError, toError } from "../../src/errors/to-error.ts";
import { FetchedImage } from "../../src/images/generated-image.ts";
import { CallEnded, type Submission } from "../../src/transport/call.ts";
import { virtualClock } from "../virtual-clock.ts";

const facts = { provider: "fake", clientRequestId: "mine", requestId: "r1" };
const context = (submission: Submission, more: Partial<ErrorContext> = {}) => ({ ...facts, submission, ...more });
const task: TaskHandle = { provider: "fake", id: "task_1", model: "wire-9", count: 1, submittedAt: 0 };
const downloader = { provider: "fake", clock: virtualClock(), fetch, download: {}, redact: <T>(outside: T) => outside };
const images = [1, 2].map(
  (index) => new FetchedImage({ url: `https://files.test/${index}.png`, mediaType: "image/png" }, downloader),
);

const url = "https://api.test/v1/images";
const failed = (failure: unknown, retry: Retry = "never") => new RequestFailure(retry, url, { failure });
const refused = (refusal: Refusal, retry: Retry = "never") => new RequestFailure(retry, url, { refusal });
const systemError = (code: string, syscall?: string) =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code, ...(syscall && { syscall }) }) });

const total = new CallEnded("timeout.total", 30_000);
const idle = new CallEnded("timeout.idle", 5000);
const reason = new Error("why");
const aborted = new CallEnded("caller", 0, reason);

describe("a SeedreamError", () => {
  it("stays the same object, and gets the facts of the call", () => {
    const own = new RateLimitError("slow down", { retryable: true });
    expect(toError(own, context("sent", { images: [] }))).toBe(own);
    expect(own).toMatchObject({ ...facts, retryable: true, charged: "no" });
  });

  it("keeps its request id, because that belongs to the failed response", () => {
    const own = new NotFoundError("gone", { requestId: "r2" });
    expect(toError(own, context("accepted"))).toMatchObject({ requestId: "r2" });
    expect(toError(own, context("accepted", { task }))).toMatchObject({ requestId: "r2", task });
  });

  it("may have been billed and is not retryable once there is a task", () => {
    const own = new RateLimitError("slow down", { retryable: true });
    expect(toError(own, context("accepted", { task }))).toBe(own);
    expect(own).toMatchObject({ ...facts, task, retryable: false, charged: "unknown" });
  });

  it("becomes the cause of a StreamInterruptedError once there are images", () => {
    const own = new RateLimitError("slow down", { status: 429, cause: new Error("inner") });
    const error = toError(own, context("accepted", { images }));
    expect(error).toBeInstanceOf(StreamInterruptedError);
    expect(error).toMatchObject({
      message:
        "The response broke off after 2 images, and more may have been billed: slow down [fake, request r1, client request mine]",
      cause: own,
    });
  });
});

describe("a refused submission", () => {
  const refusals: Refusal[] = [200, 302, 400, 401, 403, 404, 408, 422, 429, 500, 503].flatMap((status) => [
    { status },
    { status, retryAfter: 5 },
    { status, code: "OutputImageRiskDetection" },
    { status, code: "RateLimitExceeded" },
    { status, code: "upstream_error" },
  ]);

  it("becomes the error of its rule, with charged and retryable of the rule", () => {
    for (const refusal of refusals) {
      const { error, charged, retryable } = ruleFor(refusal);
      const made = toError(refused(refusal), context(charged === "no" ? "unsent" : "sent"));
      expect(made).toBeInstanceOf(error);
      expect(made).toMatchObject({ charged, retryable, status: refusal.status });
    }
  });

  it("has the provider's explanation, its code, its body and the ids", () => {
    const raw = { error: { code: "InvalidParameter", message: "too dark" } };
    const refusal = { status: 400, code: "InvalidParameter", reason: "too dark", raw, requestId: "r2" };
    const error = toError(refused(refusal), context("unsent"));
    expect(error).toMatchObject({
      message: "too dark [fake, HTTP 400, InvalidParameter, request r2, client request mine]",
      provider: "fake",
      status: 400,
      code: "InvalidParameter",
      requestId: "r2",
      clientRequestId: "mine",
      images: [],
    });
    expect(error.raw).toBe(raw);
  });

  it("has the explanation without ids as its reason, and the whole explanation in its message", () => {
    const reason = "too dark. Request id: 021764547200000example";
    for (const [refusal, submission] of [
      [{ status: 400, reason }, "unsent"],
      [{ status: 500, reason }, "sent"],
    ] as const) {
      const error = toError(refused(refusal), context(submission));
      expect(error.reason).toBe("too dark.");
      expect(error.message).toContain(reason);
      expect(JSON.parse(JSON.stringify(error))).toMatchObject({ reason: "too dark." });
    }
    expect(toError(refused({ status: 400 }), context("unsent")).reason).toBeUndefined();
  });

  it("has the request id of the call where the refusal has none", () => {
    expect(toError(refused({ status: 400 }), context("unsent"))).toMatchObject({ requestId: "r1" });
  });

  it("names the provider that gave no explanation", () => {
    expect(toError(refused({ status: 400 }), context("unsent"))).toMatchObject({
      message: "fake returned no explanation [fake, HTTP 400, request r1, client request mine]",
    });
  });

  it("points to baseURL for a 404 without JSON, but not in its reason", () => {
    const page = toError(refused({ status: 404, reason: "no such page", raw: "<html>" }), context("unsent"));
    expect(page).toMatchObject({ message: expect.stringContaining("no such page; check baseURL ["), charged: "no" });
    expect(page.reason).toBe("no such page");
    expect(toError(refused({ status: 404 }), context("unsent")).message).toContain("no explanation; check baseURL [");
    const raw = { error: { message: "no such model" } };
    const model = toError(refused({ status: 404, reason: "no such model", raw }), context("unsent"));
    expect(model.message).toContain("no such model [");
  });

  it.each([500, 502, 503, 504, 408, 499])(
    "with %i may have been billed, and keeps the provider's explanation",
    (status) => {
      const refusal = { status, reason: "it broke", code: "InternalServiceError", raw: "<html>" };
      const error = toError(refused(refusal), context("sent"));
      expect(error).toBeInstanceOf(OutcomeUnknownError);
      expect(error).toMatchObject({
        message: expect.stringContaining(
          "The outcome is unknown, and images may have been billed: it broke [fake, HTTP",
        ),
        ...facts,
        status,
        code: "InternalServiceError",
        raw: "<html>",
        charged: "unknown",
        retryable: false,
      });
      expect(error.cause).toBeInstanceOf(ServerError);
      expect(error.cause).toMatchObject({
        message: expect.stringContaining("it broke ["),
        status,
        code: "InternalServiceError",
        charged: "unknown",
        retryable: false,
      });
    },
  );

  it.each(["idempotency_in_progress", "idempotency_result_indeterminate"])("with %s may have been billed", (code) => {
    const error = toError(refused({ status: 409, code }, "keyed"), context("sent"));
    expect(error).toMatchObject({ name: "OutcomeUnknownError", code, charged: "unknown", retryable: false });
  });

  it("under a key may have been billed if an earlier attempt was sent, even if the last one was refused", () => {
    const refusal = { status: 429, reason: "slow down" };
    const first = toError(refused(refusal, "keyed"), context("unsent"));
    expect(first).toMatchObject({ name: "RateLimitError", charged: "no", retryable: true });
    for (const submission of ["sent", "accepted"] as const) {
      const later = toError(refused(refusal, "keyed"), context(submission));
      expect(later).toMatchObject({ name: "RateLimitError", charged: "unknown", retryable: true });
    }
  });

  it("has the explanation alone as its reason, and the wait of Retry-After", () => {
    const limited = toError(refused({ status: 429, reason: "slow down", retryAfter: 9000 }), context("unsent"));
    expect(limited).toMatchObject({ reason: "slow down", retryAfter: 9000 });
    const failedOne = toError(refused({ status: 500, reason: "it broke", retryAfter: 9000 }), context("sent"));
    expect(failedOne).toMatchObject({ reason: "it broke", retryAfter: 9000, cause: { reason: "it broke" } });
    const silent = toError(refused({ status: 400 }), context("unsent"));
    expect(Object.keys(silent)).not.toEqual(expect.arrayContaining(["reason"]));
  });
});

describe("a refused request that costs nothing", () => {
  it.each([500, 502, 503, 408, 499])("with %i is a ServerError that may be sent again", (status) => {
    const error = toError(refused({ status, reason: "it broke" }, "always"), context("unsent"));
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({ message: expect.stringMatching(/^it broke \[/), charged: "no", retryable: true });
  });

  it.each([
    [302, "ConnectionError", false],
    [400, "InvalidRequestError", false],
    [404, "NotFoundError", false],
    [429, "RateLimitError", true],
  ])("with %i is a %s", (status, name, retryable) => {
    const error = toError(refused({ status }, "always"), context("unsent"));
    expect(error).toMatchObject({ name, charged: "no", retryable });
  });
});

describe("a refused poll", () => {
  it("does not fail its task, which was accepted and continues", () => {
    const error = toError(refused({ status: 500, reason: "it broke" }, "always"), context("accepted", { task }));
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({ ...facts, task, status: 500, charged: "unknown", retryable: false });
  });

  it("has its own request id", () => {
    const gone = refused({ status: 404, requestId: "r2" }, "always");
    expect(toError(gone, context("accepted", { task }))).toMatchObject({
      name: "NotFoundError",
      task,
      requestId: "r2",
    });
  });
});

describe("a failed task", () => {
  it.each([{ status: 200 }, { status: 200, code: "InternalServiceError" }, { status: 503, retryAfter: 1000 }])(
    "is a TaskFailedError if nothing more is known: %o",
    (refusal) => {
      const error = refusalError({ ...refusal, reason: "no GPU" }, { ...facts, task }, false);
      expect(error).toBeInstanceOf(TaskFailedError);
      expect(error).toMatchObject({ ...facts, task, charged: "unknown", retryable: false });
    },
  );

  it("is the error that its code means, and may have been billed", () => {
    const error = refusalError({ status: 200, code: "ServerOverloaded" }, { ...facts, task }, false);
    expect(error).toMatchObject({ name: "RateLimitError", task, charged: "unknown", retryable: false });
  });
});

describe("a failed image among others", () => {
  it("was not charged, and has the error that its code means", () => {
    const blocked = refusalError({ status: 200, code: "OutputImageSensitiveContentDetected" }, facts, true);
    expect(blocked).toMatchObject({ name: "ContentPolicyError", subject: "output-image", charged: "no" });
    const broken = refusalError({ status: 200, code: "InternalServiceError" }, facts, true);
    expect(broken).toMatchObject({ name: "ServerError", charged: "no", retryable: true });
  });
});

describe("a request that was never sent", () => {
  it.each(["never", "keyed", "always"] as const)(
    "becomes a retryable ConnectionError with host and code: %s",
    (retry) => {
      const cause = systemError("ECONNREFUSED", "connect");
      const error = toError(failed(cause, retry), context("unsent"));
      expect(error).toBeInstanceOf(ConnectionError);
      expect(error).toMatchObject({
        message:
          "https://api.test could not be reached (ECONNREFUSED); nothing was sent [fake, request r1, client request mine]",
        ...facts,
        charged: "no",
        retryable: true,
      });
      expect(error.cause).toBe(cause);
    },
  );

  it("has the reason in its message if there is no code", () => {
    const error = toError(failed(new TypeError("fetch failed", { cause: new Error("bad port") })), context("unsent"));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toContain(
      "https://api.test could not be reached (fetch failed: bad port); nothing was sent [",
    );
  });

  it("has an unknown outcome under a key if an earlier attempt was sent", () => {
    const error = toError(failed(systemError("ECONNREFUSED"), "keyed"), context("sent"));
    expect(error).toMatchObject({ name: "OutcomeUnknownError", charged: "unknown", retryable: false });
    expect(error.message).not.toContain("nothing was sent");
  });

  it("becomes a ConnectionError with the task if it is a poll", () => {
    const error = toError(failed(systemError("ENOTFOUND"), "always"), context("accepted", { task }));
    expect(error).toMatchObject({ name: "ConnectionError", task, charged: "unknown", retryable: false });
    expect(error.message).toContain("(ENOTFOUND); nothing was sent");
  });
});

describe("a submission that was sent and got no response", () => {
  const cause = systemError("ECONNRESET", "read");

  it.each(["never", "keyed"] as const)("may have been billed: %s", (retry) => {
    const error = toError(failed(cause, retry), context("sent"));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /^The request was sent to https:\/\/[\w.]+, and no response came, so images may have been billed: fetch failed \(ECONNRESET\) \[fake, request r1, client request mine\]$/,
      ),
      ...facts,
      charged: "unknown",
      retryable: false,
    });
    expect(error.cause).toBe(cause);
  });

  it.each([
    [total, "No complete response within 30 s (timeout.total)"],
    [idle, "No data for 5 s (timeout.idle)"],
  ])("says which limit passed, and which option sets it", (end, words) => {
    const error = toError(failed(end), context("sent"));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({
      message: expect.stringContaining(`have been billed: ${words} [`),
      charged: "unknown",
      cause: { name: "TimeoutError", charged: "unknown", retryable: false },
    });
  });

  it("says how to lift the limit of Node's own fetch", () => {
    const error = toError(failed(systemError("UND_ERR_HEADERS_TIMEOUT")), context("sent"));
    expect(error.message).toMatch(/waits 5 minutes; ask for fewer images, .* headersTimeout/);
  });

  it.each([
    ["odd", "odd"],
    [undefined, "undefined"],
    [new Error("[fake] said no"), "[fake] said no"],
    [new Error("Slow [very] down"), "Slow [very] down"],
    [new SeedreamError("Slow [very] down", { provider: "ark", status: 429 }), "Slow [very] down"],
    [new SeedreamError("Slow down", { cause: new Error("inner") }), "Slow down"],
    [new Error("outer", { cause: new Error("inner") }), "outer: inner"],
    [new Error("outer", { cause: "inner" }), "outer"],
    [new Error("outer", { cause: systemError("EPIPE") }), "outer (EPIPE)"],
    [Object.assign(new Error("write EPIPE"), { code: "EPIPE" }), "write EPIPE"],
  ])("has the reason in its message, without the ids of another error: %o", (failure, words) => {
    expect(toError(failed(failure), context("sent")).message).toContain(`have been billed: ${words} [fake, request r1`);
  });
});

describe("a request that costs nothing and got no response", () => {
  it("becomes a retryable ConnectionError with the reason", () => {
    const cause = systemError("ECONNRESET", "read");
    const error = toError(failed(cause, "always"), context("unsent"));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /^The connection to https:\/\/[\w.]+ failed: fetch failed.* \[fake, request r1, client request mine\]$/,
      ),
      ...facts,
      charged: "no",
      retryable: true,
    });
    expect(error.cause).toBe(cause);
  });

  it("is a TimeoutError if a limit passed", () => {
    const error = toError(failed(total, "always"), context("unsent"));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({
      message: "No complete response within 30 s (timeout.total) [fake, request r1, client request mine]",
      ...facts,
      charged: "no",
      retryable: false,
    });
  });
});

describe("a response that cannot be used", () => {
  it("leaves the outcome unknown", () => {
    const cause = new Error("it is not JSON");
    const error = toError(cause, context("accepted"));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({
      message:
        "The request was accepted, and its response cannot be used, so images may have been billed: it is not JSON [fake, request r1, client request mine]",
      ...facts,
      charged: "unknown",
      retryable: false,
    });
    expect(error.cause).toBe(cause);
  });

  it("says which limit passed while it was read", () => {
    const error = toError(idle, context("accepted"));
    expect(error).toMatchObject({ name: "OutcomeUnknownError", cause: { name: "TimeoutError", charged: "unknown" } });
    expect(error.message).toContain("its response cannot be used, so images may have been billed: No data for 5 s");
  });

  it("loses no image that arrived before it broke off", () => {
    const error = toError(new Error("terminated"), context("accepted", { images }));
    expect(error).toBeInstanceOf(StreamInterruptedError);
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /^The response broke off after 2 images, and more may have been billed: .*terminated/,
      ),
      ...facts,
      images,
      charged: "unknown",
      retryable: false,
      cause: { message: "terminated" },
    });
  });

  it("names one image in the singular", () => {
    const error = toError(new Error("terminated"), context("accepted", { images: images.slice(0, 1) }));
    expect(error.message).toContain("broke off after 1 image, and more may have been billed: terminated [");
  });

  it("keeps the raw response of the call unless the error has its own", () => {
    expect(toError(new RateLimitError("no"), context("accepted", { raw: "call" }))).toMatchObject({ raw: "call" });
    const own = new RateLimitError("no", { raw: "own" });
    expect(toError(own, context("accepted", { raw: "call" }))).toMatchObject({ raw: "own" });
  });

  it("names the limit if images arrived before it passed", () => {
    const error = toError(idle, context("accepted", { images }));
    expect(error).toMatchObject({ name: "StreamInterruptedError", images });
    expect(error.message).toContain("No data for 5 s (timeout.idle)");
  });

  it("leaves the outcome of a task unknown if the failure is not a SeedreamError", () => {
    const error = toError(new Error("odd"), context("accepted", { task }));
    expect(error).toMatchObject({ name: "OutcomeUnknownError", task, charged: "unknown", retryable: false });
  });
});

describe("a request that failed before it was submitted", () => {
  it("is a TimeoutError if a limit passed, and was not charged", () => {
    const error = toError(total, context("unsent"));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ ...facts, charged: "no", retryable: false });
  });

  it("is invalid if it cannot be read", () => {
    const cause = new TypeError("Blob is gone");
    const error = toError(cause, context("unsent"));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({
      message: "The request cannot be read: Blob is gone [fake, request r1, client request mine]",
      ...facts,
      charged: "no",
      retryable: false,
    });
    expect(error.cause).toBe(cause);
  });
});

describe("a deadline that passes while a task runs", () => {
  it.each([
    ["between two polls", total],
    ["during a poll", failed(total, "always")],
  ])("names the task to wait for again: %s", (_, cause) => {
    const error = toError(cause, context("accepted", { task }));
    expect(error).toBeInstanceOf(TaskTimeoutError);
    expect(error).toMatchObject({
      message:
        "Task task_1 was not done in time; wait again with its handle: No complete response within 30 s (timeout.total) [fake, request r1, client request mine]",
      ...facts,
      task,
      charged: "unknown",
      cause: { name: "TimeoutError", charged: "unknown" },
    });
  });

  it("is a StreamInterruptedError if images arrived before", () => {
    const error = toError(total, context("accepted", { task, images }));
    expect(error).toMatchObject({ name: "StreamInterruptedError", task, images, charged: "unknown" });
  });
});

describe("an abort", () => {
  it.each([
    ["unsent", "no"],
    ["sent", "unknown"],
    ["accepted", "unknown"],
  ] as const)(
    "has the caller's reason, and says whether the submission may be billed: %s, %s",
    (submission, charged) => {
      for (const cause of [aborted, failed(aborted), failed(aborted, "always")]) {
        const error = toError(cause, context(submission));
        expect(error).toBeInstanceOf(AbortedError);
        expect(error).toMatchObject({
          message: "The call was aborted [fake, request r1, client request mine]",
          ...facts,
          charged,
          retryable: false,
        });
        expect(error.cause).toBe(reason);
      }
    },
  );

  it("includes an AbortError of fetch itself", () => {
    const cause = new DOMException("stop", "AbortError");
    const error = toError(failed(cause), context("sent"));
    expect(error).toMatchObject({ name: "AbortedError", charged: "unknown" });
    expect(error.message).toContain("The call was aborted");
    expect(error.cause).toBe(cause);
  });

  it("keeps the images and the task that arrived before", () => {
    expect(toError(aborted, context("accepted", { images, task }))).toMatchObject({
      name: "AbortedError",
      images,
      task,
      charged: "unknown",
    });
  });

  it("stays an abort if the caller's reason has the code of a refused connection", () => {
    const error = toError(failed(new CallEnded("caller", 0, systemError("ECONNREFUSED"))), context("sent"));
    expect(error).toMatchObject({ name: "AbortedError", charged: "unknown" });
  });
});
