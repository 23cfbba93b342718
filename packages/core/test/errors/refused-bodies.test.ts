import { describe, expect, it } from "vitest";
import type { ErrorDetails } from "../../src/contract/errors.ts";
import { readRefusal } from "../../src/errors/refusal.ts";
import { refusalError } from "../../src/errors/to-error.ts";

/** The error for a refusing body. Status 200: an error object within a response or an event. */
const errorFor = (status: number, raw: unknown, isFree = false) =>
  refusalError(readRefusal(raw, { status }), { provider: "ark" }, isFree);

const body = (code: string | number, type = "") => ({ error: { code, message: "m", param: "", type } });

describe("the body of a refusal", () => {
  it.each<[string, number, unknown, Partial<ErrorDetails>]>([
    ["AuthenticationError", 401, body("AuthenticationError", "Unauthorized"), { code: "AuthenticationError" }],
    ["AuthenticationError", 401, "", {}],
    [
      "AuthenticationError",
      401,
      { error: { message: "no", type: "authentication_error", code: "invalid_api_key" } },
      { code: "invalid_api_key" },
    ],
    ["PaymentRequiredError", 403, body("AccountOverdueError", "Forbidden"), {}],
    ["PaymentRequiredError", 402, body(402, "payment_required"), { code: "402" }],
    ["PaymentRequiredError", 403, body("insufficient_user_quota", "new_api_error"), {}],
    ["PermissionDeniedError", 403, body("AccessDenied", "Forbidden"), {}],
    ["NotFoundError", 403, body("OperationDenied.ServiceNotOpen", "Forbidden"), {}],
    ["NotFoundError", 404, body("ModelNotOpen", "NotFound"), {}],
    ["NotFoundError", 404, "", {}],
    ["RateLimitError", 429, body("ModelAccountIpmRateLimitExceeded", "TooManyRequests"), { retryable: true }],
    ["RateLimitError", 429, body("ServerOverloaded"), { retryable: true }],
    [
      "ContentPolicyError",
      400,
      body("InputImageSensitiveContentDetected.PrivacyInformation"),
      { code: "InputImageSensitiveContentDetected.PrivacyInformation" },
    ],
    ["ContentPolicyError", 200, body("OutputImageRiskDetection"), {}],
    ["InvalidRequestError", 400, body("InvalidParameter"), {}],
    ["InvalidRequestError", 400, body("MissingParameter.prompt"), {}],
    ["InvalidRequestError", 413, "<html>", { raw: "<html>" }],
    ["InvalidRequestError", 200, body("BadRequest"), {}],
    [
      "NotFoundError",
      503,
      { error: { err_code: -10_008, message: "No available channels currently" } },
      { code: "-10008" },
    ],
  ])("becomes %s, for a free and for a paid request: HTTP %i", (name, status, raw, details) => {
    for (const isFree of [true, false]) {
      expect(errorFor(status, raw, isFree)).toMatchObject({ name, charged: "no", raw, status, ...details });
    }
  });

  it.each<[number, unknown]>([
    [500, body("InternalServiceError")],
    [200, { error: "just a text" }],
  ])("with HTTP %i leaves a submission unknown, and makes a free request fail", (status, raw) => {
    expect(errorFor(status, raw, true)).toMatchObject({ name: "ServerError", charged: "no", retryable: true });
    expect(errorFor(status, raw)).toMatchObject({ name: "OutcomeUnknownError", charged: "unknown", retryable: false });
  });

  it.each([
    ["InputTextSensitiveContentDetected", "prompt"],
    ["InputImageRiskDetection", "input-image"],
    ["OutputImageSensitiveContentDetected.DeepFake", "output-image"],
    ["ContentSecurityDetectionError", "unknown"],
  ])("with the code %s says that the %s was refused", (code, subject) => {
    expect(errorFor(400, body(code))).toMatchObject({ subject });
  });

  it("gives the request id that it quotes in its explanation", () => {
    const raw = { error: { code: "InvalidParameter", message: "no. Request id: 0217abc" } };
    expect(errorFor(400, raw).requestId).toBe("0217abc");
  });
});
