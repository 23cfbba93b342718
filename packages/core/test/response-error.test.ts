import { describe, expect, it } from "vitest";
import type { TaskHandle } from "../src/contract.ts";
import { ServerError } from "../src/errors.ts";
import { type ErrorAnswer, errorFromAnswer } from "../src/response-error.ts";

const errorFor = (answer: Partial<ErrorAnswer>) => errorFromAnswer({ provider: "fake", raw: "", ...answer });
const named = (code: string | number, type?: string) => ({ error: { code, type, message: "m" } });
const task: TaskHandle = { provider: "fake", id: "task_1", model: "wire-9", count: 1, submittedAt: 0 };

const words = {
  OutcomeUnknownError: ["idempotency_in_progress", "idempotency_result_indeterminate"],
  ContentPolicyError: [
    "InputTextSensitiveContentDetected",
    "OutputImageRiskDetection",
    "ContentSecurityDetectionError",
    "content_policy_violation",
    "moderation_blocked",
  ],
  PaymentRequiredError: [
    "AccountOverdueError",
    "insufficient_user_quota",
    "payment_required",
    "balance_not_enough",
    "SetLimitExceeded",
    "token_quota_exhausted",
  ],
  NotFoundError: [
    "ModelNotOpen",
    "UnsupportedModel",
    "InvalidEndpointOrModel.NotFound",
    "model_not_found",
    "InvalidEndpoint.AccessDisabled",
    "ClosedEndpoint",
    "-10008",
  ],
  RateLimitError: [
    "RateLimitReached",
    "rate_limit_error",
    "ServerOverloaded",
    "QuotaReached",
    "RequestTooFast",
    "ModelAccountIpmLimitExceeded",
  ],
  AuthenticationError: ["AuthenticationError", "invalid_api_key", "Unauthorized", "InvalidAccountStatus"],
  PermissionDeniedError: ["AccessDenied", "permission_error", "Forbidden", "InvalidSubscription"],
  ServerError: ["InternalServiceError", "server_error", "bad_gateway", "something new"],
  InvalidRequestError: ["InvalidParameter", "MissingParameter.prompt", "BadRequest"],
};

describe("a code of the provider", () => {
  const everyWord = Object.entries(words).flatMap(([name, codes]) => codes.map((code) => [code, name] as const));

  it.each(everyWord)("%s means %s, whatever status it comes with, and with none", (code, name) => {
    expect(errorFor({ raw: named(code) })).toMatchObject({ name, code });
    if (code !== "something new") expect(errorFor({ raw: named(code), status: 418 })).toMatchObject({ name });
  });

  it.each(everyWord)("%s means %s also as the type of an error without a status", (type, name) => {
    expect(errorFor({ raw: { error: { type, message: "m" } } })).toMatchObject({ name, code: type });
  });

  it("outweighs the status, and the status outweighs the type", () => {
    expect(errorFor({ raw: named("AccountOverdueError", "Forbidden"), status: 403 }).name).toBe("PaymentRequiredError");
    expect(errorFor({ raw: named("new", "rate_limit_error"), status: 400 }).name).toBe("InvalidRequestError");
  });

  it("may be a number, and only -10008 says that there is no such model", () => {
    expect(errorFor({ raw: named(-10_008), status: 503 })).toMatchObject({ name: "NotFoundError", code: "-10008" });
    expect(errorFor({ raw: named(-100_081), status: 503 })).toMatchObject({ name: "ServerError", code: "-100081" });
    expect(errorFor({ raw: named("1-10008"), status: 503 })).toMatchObject({ name: "ServerError" });
  });

  it("stands where the provider puts it: in an error object, beside it, or under the name err_code", () => {
    const raws = [
      { error: { code: "ModelNotOpen" } },
      { code: "ModelNotOpen" },
      { error: { err_code: "ModelNotOpen" } },
    ];
    for (const raw of raws) expect(errorFor({ raw })).toMatchObject({ name: "NotFoundError", code: "ModelNotOpen" });
  });
});

describe("a status without a code that is known", () => {
  it.each([
    [400, "InvalidRequestError"],
    [401, "AuthenticationError"],
    [402, "PaymentRequiredError"],
    [403, "PermissionDeniedError"],
    [404, "NotFoundError"],
    [405, "InvalidRequestError"],
    [407, "InvalidRequestError"],
    [408, "ServerError"],
    [409, "InvalidRequestError"],
    [413, "InvalidRequestError"],
    [422, "InvalidRequestError"],
    [429, "RateLimitError"],
    [498, "InvalidRequestError"],
    [499, "ServerError"],
    [500, "ServerError"],
    [599, "ServerError"],
  ])("%i means %s", (status, name) => {
    expect(errorFor({ status })).toMatchObject({ name, status });
  });

  it("that is none, of a failed exchange, leaves it at the type", () => {
    expect(errorFor({ status: 0, raw: named("new", "BadRequest") }).name).toBe("InvalidRequestError");
  });
});

describe("whether a refused submission may have been billed", () => {
  const refused = (status: number, more: Partial<ErrorAnswer> = {}) => errorFor({ status, submission: true, ...more });

  it.each([500, 502, 504, 408, 499])("is not known after %i, whatever Retry-After says", (status) => {
    for (const retryAfter of [true, false]) {
      expect(refused(status, { retryAfter, raw: { error: { message: "it broke" } } })).toMatchObject({
        name: "OutcomeUnknownError",
        message: expect.stringMatching(/provider failed after it had the request.*may have been billed: it broke/),
        status,
        charged: "unknown",
        retryable: false,
        cause: { name: "ServerError", charged: "unknown", retryable: false },
      });
    }
  });

  it("is not known after 503, unless it says when to ask again", () => {
    expect(refused(503)).toMatchObject({ name: "OutcomeUnknownError", charged: "unknown", retryable: false });
    const error = refused(503, { retryAfter: true });
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({ charged: "no", retryable: true });
  });

  it.each(["idempotency_in_progress", "idempotency_result_indeterminate"])("is not known after %s", (code) => {
    expect(refused(409, { raw: named(code) })).toMatchObject({
      name: "OutcomeUnknownError",
      code,
      charged: "unknown",
      retryable: false,
    });
  });

  it.each([400, 401, 402, 403, 404])("is ruled out by %i, which would only come again", (status) => {
    expect(refused(status)).toMatchObject({ charged: "no", retryable: false });
  });

  it("is ruled out by 429, which may pass", () => {
    expect(refused(429)).toMatchObject({ charged: "no", retryable: true });
  });

  it("does not arise where nothing was submitted", () => {
    expect(errorFor({ status: 500 })).toMatchObject({ name: "ServerError", charged: "no", retryable: true });
  });

  it("is not known of a task, whose submission is never advised again", () => {
    expect(errorFor({ task, raw: named("ServerOverloaded") })).toMatchObject({
      name: "RateLimitError",
      task,
      charged: "unknown",
      retryable: false,
    });
    expect(errorFor({ task, raw: {} })).toMatchObject({ name: "TaskFailedError", task, charged: "unknown" });
  });
});

describe("the message", () => {
  it("is the provider's own", () => {
    expect(errorFor({ raw: { error: { message: "too dark" } } }).message).toBe("too dark [fake]");
    expect(errorFor({ raw: { message: "too dark" } }).message).toBe("too dark [fake]");
    expect(errorFor({ raw: { error: "too dark" } }).message).toBe("too dark [fake]");
  });

  it.each([[""], ["<html>"], [null], [{}], [{ error: {} }], [{ error: { message: 5 } }], [[]]])(
    "says who gave none: %j",
    (raw) => {
      expect(errorFor({ raw }).message).toBe("fake answered without an explanation [fake]");
      expect(errorFor({ raw }).code).toBeUndefined();
    },
  );

  it.each(["Request id: 0217-ab_c", "Request id 0217-ab_c", "request ID:0217-ab_c.", "(request id:   0217-ab_c)"])(
    "gives the request id where no header did: %s",
    (message) => {
      expect(errorFor({ raw: { error: { message } } }).requestId).toBe("0217-ab_c");
      expect(errorFor({ raw: { error: { message } }, requestId: "r1" }).requestId).toBe("r1");
    },
  );
});
