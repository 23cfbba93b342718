import { describe, expect, expectTypeOf, it, vi } from "vitest";
import * as errors from "../src/errors.ts";
import { errorFromAnswer } from "../src/response-error.ts";

const { RateLimitError, SeedreamError, ServerError } = errors;

describe("an error", () => {
  it("names provider, status, code and both ids in its message", () => {
    const error = new RateLimitError("Slow down", {
      provider: "ark",
      status: 429,
      code: "RateLimitExceeded",
      requestId: "r1",
      clientRequestId: "c1",
    });
    expect(error.message).toBe("Slow down [ark, HTTP 429, RateLimitExceeded, request r1, client request c1]");
    expect(String(error)).toMatch(/^RateLimitError: Slow down/);
  });

  it("names in its message only what is known", () => {
    expect(new RateLimitError("Slow down", { provider: "ark", clientRequestId: "c1" }).message).toBe(
      "Slow down [ark, client request c1]",
    );
    expect(new RateLimitError("Slow down").message).toBe("Slow down");
  });

  it("has no property for what is not known, and no cause where there is none", () => {
    const error = new RateLimitError("Slow down", { provider: "ark", status: undefined, cause: undefined });
    expect(Object.keys(error).sort()).toEqual(["charged", "images", "provider", "retryable"]);
    expect(Object.hasOwn(error, "cause")).toBe(false);
    expect(new RateLimitError("Slow down", { cause: "why" }).cause).toBe("why");
  });

  it("takes in what is learnt later, more than once, and shows it", () => {
    const error = new RateLimitError("Slow down", { charged: "no" });
    errors.complete(error, { charged: "unknown", requestId: "r1" });
    errors.complete(error, { charged: "no", requestId: undefined });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ charged: "no", requestId: "r1" });
  });

  it("is known by isInstance also when another copy of the package made it", async () => {
    vi.resetModules();
    const copy = await import("../src/errors.ts");
    const foreign = new copy.RateLimitError("x");
    expect(foreign).not.toBeInstanceOf(RateLimitError);
    expect(RateLimitError.isInstance(foreign)).toBe(true);
    expect(SeedreamError.isInstance(foreign)).toBe(true);
    expect(ServerError.isInstance(foreign)).toBe(false);
  });

  it.each([undefined, null, 1, "x", {}, new Error("x"), Object.create(null), () => {}])(
    "%o is none of ours",
    (value) => {
      expect(SeedreamError.isInstance(value)).toBe(false);
    },
  );

  it("narrows by its name and by isInstance", () => {
    const error: unknown = new RateLimitError("x");
    if (RateLimitError.isInstance(error)) {
      expectTypeOf(error).toEqualTypeOf<errors.RateLimitError>();
      expectTypeOf(error.name).toEqualTypeOf<"RateLimitError">();
    }
  });

  it("every class says its own name", () => {
    for (const [name, type] of Object.entries(errors)) {
      if (name === "complete" || typeof type !== "function") continue;
      expect(new (type as typeof SeedreamError)("x").name).toBe(name);
    }
  });
});

describe("an answer of the provider becomes the error that it means", () => {
  const body = (code: string | number, type = "") => ({ error: { code, message: "m", param: "", type } });

  it.each<[string, number | undefined, unknown, Partial<errors.ErrorDetails>]>([
    ["AuthenticationError", 401, body("AuthenticationError", "Unauthorized"), { code: "AuthenticationError" }],
    ["AuthenticationError", 401, "", {}],
    [
      "AuthenticationError",
      401,
      { error: { message: "no", type: "authentication_error", code: "invalid_api_key" } },
      {},
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
    ["ContentPolicyError", undefined, body("OutputImageRiskDetection"), {}],
    ["InvalidRequestError", 400, body("InvalidParameter"), {}],
    ["InvalidRequestError", 400, body("MissingParameter.prompt"), {}],
    ["InvalidRequestError", 413, "<html>", { raw: "<html>" }],
    ["InvalidRequestError", undefined, body("BadRequest"), {}],
    ["ServerError", 500, body("InternalServiceError"), { charged: "no", retryable: true }],
    [
      "NotFoundError",
      503,
      { error: { err_code: -10_008, message: "No available channels currently" } },
      { code: "-10008" },
    ],
    ["ServerError", undefined, { error: "just a text" }, {}],
  ])("%s (%s)", (name, status, raw, details) => {
    expect(errorFromAnswer({ provider: "ark", status, raw })).toMatchObject({ name, ...details });
  });

  it.each([
    ["InputTextSensitiveContentDetected", "prompt"],
    ["InputImageRiskDetection", "input-image"],
    ["OutputImageSensitiveContentDetected.DeepFake", "output-image"],
    ["ContentSecurityDetectionError", "unknown"],
  ])("%s was refused for the %s", (code, subject) => {
    expect(errorFromAnswer({ status: 400, raw: body(code) })).toMatchObject({ subject });
  });

  it("a refusal without a code does not say what was refused", () => {
    expect(new errors.ContentPolicyError("no").subject).toBe("unknown");
  });

  it("takes the request id from the message where no header has it", () => {
    const raw = { error: { code: "InvalidParameter", message: "no. Request id: 0217abc" } };
    expect(errorFromAnswer({ status: 400, raw }).requestId).toBe("0217abc");
  });
});
