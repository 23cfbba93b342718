import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Refusal } from "../../src/errors/refusal.ts";
import { type Rule, ruleFor, rules } from "../../src/errors/rules.ts";

/** Meanings of the letters in the table. */
const meanings = {
  A: ["AuthenticationError", "no", false],
  C: ["ContentPolicyError", "no", false],
  D: ["PermissionDeniedError", "no", false],
  I: ["InvalidRequestError", "no", false],
  K: ["ConnectionError", "unknown", false],
  N: ["NotFoundError", "no", false],
  P: ["PaymentRequiredError", "no", false],
  R: ["RateLimitError", "no", true],
  S: ["ServerError", "no", true],
  u: ["OutcomeUnknownError", "unknown", false],
} as const;

type Letter = keyof typeof meanings;

/**
 * The meaning of each code family under each status. `+`: the response has a Retry-After that can be read. From 500
 * on, a code proves nothing, because a gateway may fail with the code of another error. Only `unserved` counts under 503.
 */
const [[, , ...columns] = [], ...rows] = `
family     code                     200 302 400 401 402 403 404 408 409 413 422 429 429+ 499 500 500+ 502 502+ 503 503+ 504 599
without    -                        u   K   I   A   P   D   N   u   I   I   I   R   R    u   u   u    u   u    u   S    u   u
new        SomethingNew             u   K   I   A   P   D   N   u   I   I   I   R   R    u   u   u    u   u    u   S    u   u
unserved   model_not_found          N   K   N   N   N   N   N   u   N   N   N   R   R    u   u   u    u   u    N   N    u   u
pending    idempotency_in_progress  u   u   u   u   u   u   u   u   u   u   u   R   R    u   u   u    u   u    u   u    u   u
unavailable service_unavailable     u   K   u   u   u   u   u   u   u   u   u   R   R    u   u   u    u   u    u   S    u   u
server     upstream_error           u   K   u   u   u   u   u   u   u   u   u   R   R    u   u   u    u   u    u   u    u   u
content    OutputImageRiskDetection C   K   C   C   C   C   C   u   C   C   C   R   R    u   u   u    u   u    u   S    u   u
payment    AccountOverdueError      P   K   P   P   P   P   P   u   P   P   P   P   P    u   u   u    u   u    u   S    u   u
missing    ModelNotOpen             N   K   N   N   N   N   N   u   N   N   N   R   R    u   u   u    u   u    u   S    u   u
rate       RateLimitExceeded        R   K   R   R   R   R   R   u   R   R   R   R   R    u   u   u    u   u    u   S    u   u
key        invalid_api_key          A   K   A   A   A   A   A   u   A   A   A   R   R    u   u   u    u   u    u   S    u   u
permission AccessDenied             D   K   D   D   D   D   D   u   D   D   D   R   R    u   u   u    u   u    u   S    u   u
invalid    InvalidParameter         I   K   I   A   P   D   N   u   I   I   I   R   R    u   u   u    u   u    u   S    u   u
`
  .trim()
  .split("\n")
  .map((line) => line.split(/ +/));

const cells = rows.flatMap(([family = "", code, ...letters]) =>
  columns.map((column, index) => ({ family, refusal: refusalOf(column, code), letter: letters[index] as Letter })),
);

function refusalOf(column: string, code: string | undefined): Refusal {
  const retryAfter = column.endsWith("+") ? 1000 : undefined;
  return { status: Number.parseInt(column, 10), code: code === "-" ? undefined : code, retryAfter };
}

const meaningOf = ({ error, charged, retryable }: Rule) => [Reflect.get(error, "errorName"), charged, retryable];

describe("the meaning of a refusal", () => {
  it.each(rows.map(([family = ""]) => family))("is as in the table for the code family: %s", (family) => {
    const row = cells.filter((cell) => cell.family === family);
    const found = row.map(({ refusal }) => [refusal, meaningOf(ruleFor(refusal))]);
    expect(found).toEqual(row.map(({ refusal, letter }) => [refusal, meanings[letter]]));
  });

  it("has every code family in the table", () => {
    const families = new Set(rules.flatMap(({ code }) => code ?? []));
    expect(
      rows
        .map(([family]) => family)
        .slice(2)
        .toSorted(),
    ).toEqual([...families].toSorted());
  });

  it("depends on every rule, because earlier rules hide none", () => {
    const applied = new Set(cells.map(({ refusal }) => ruleFor(refusal)));
    expect(rules.filter((rule) => !applied.has(rule))).toEqual([]);
  });

  it.each([
    [299, "u"],
    [300, "K"],
    [399, "K"],
    [400, "I"],
    [405, "I"],
    [407, "I"],
    [410, "I"],
    [428, "I"],
    [430, "I"],
    [451, "I"],
    [498, "I"],
    [500, "u"],
    [599, "u"],
    [999, "u"],
  ] as const)("falls back to the hundred of a status that has no rule: %i", (status, letter) => {
    expect(meaningOf(ruleFor({ status }))).toEqual(meanings[letter]);
  });

  it.each([
    [504, "upstream_rate_limit_timeout"],
    [502, "risk_service_unavailable"],
    [400, "upstream_error"],
    [200, "upstream_rate_limit_timeout"],
    [403, "upstream_quota_timeout"],
    [401, "InternalServiceError"],
    [503, "ServerOverloaded"],
    [500, "InvalidParameter"],
    [500, "insufficient_user_quota"],
    [408, "AccountOverdueError"],
    [499, "InputTextSensitiveContentDetected"],
    [504, "model_not_found"],
    [502, "-10008"],
    [524, "insufficient_quota"],
  ])("is unknown for %i with %s", (status, code) => {
    expect(meaningOf(ruleFor({ status, code }))).toEqual(meanings.u);
  });

  it("is the same with a Retry-After of 0", () => {
    expect(meaningOf(ruleFor({ status: 503, retryAfter: 0 }))).toEqual(meanings.S);
    expect(meaningOf(ruleFor({ status: 503, retryAfter: undefined }))).toEqual(meanings.u);
  });

  it.each([
    "upstream_timeout",
    "InternalServiceError",
    "gateway_timeout",
    "risk_service_unavailable",
    "upstream_service_unavailable",
    "service_unavailable_timeout",
    "system_error",
  ])("is unknown for 503 with the code %s, even with Retry-After", (code) => {
    expect(meaningOf(ruleFor({ status: 503, code, retryAfter: 1000 }))).toEqual(meanings.u);
  });

  it.each([
    "service_unavailable",
    "ServiceUnavailable",
    "ServiceUnavailableError",
    "service_unavailable_error",
    "ServerOverloaded",
    "503",
    undefined,
  ])("is a retryable ServerError for 503 with Retry-After and the code %s", (code) => {
    expect(meaningOf(ruleFor({ status: 503, code, retryAfter: 1000 }))).toEqual(meanings.S);
  });

  it("is unknown for a status that no rule covers", () => {
    for (const status of [0, 100, 199, 201, 204, 299, 600, 999]) {
      expect(meaningOf(ruleFor({ status }))).toEqual(meanings.u);
    }
  });

  it("is retryable only where nothing was charged, and free of charge under 5xx only with proof", () => {
    const words = rows.map(([, code]) => code);
    const codes = fc.oneof(fc.constantFrom(...words), fc.string(), fc.constant(undefined));
    const retryAfters = fc.option(fc.nat(), { nil: undefined });
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 999 }), codes, codes, retryAfters, (status, code, type, retryAfter) => {
        const { error, charged, retryable } = ruleFor({ status, code, type, retryAfter });
        if (retryable) expect(charged).toBe("no");
        if (status === 429) expect(charged).toBe("no");
        const isUnserved = /^(model_not_found|-10008)$/i.test(code ?? "");
        const isProven = status === 503 && (retryAfter !== undefined || isUnserved);
        if (status >= 500 && !isProven) expect(Reflect.get(error, "errorName")).toBe("OutcomeUnknownError");
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a code of the provider", () => {
  const words = {
    OutcomeUnknownError: [
      "idempotency_in_progress",
      "idempotency_result_indeterminate",
      "InternalServiceError",
      "upstream_error",
      "Timeout",
      "time_out",
      "timed_out",
      "RequestTimedOut",
      "server_error",
      "ServerError",
      "system_error",
      "bad_gateway",
      "BadGateway",
      "DeadlineExceeded",
      "service_unavailable",
      "risk_service_unavailable",
      "something new",
    ],
    ContentPolicyError: [
      "InputTextSensitiveContentDetected",
      "OutputImageRiskDetection",
      "ContentSecurityDetectionError",
      "content_policy_violation",
      "content_rejected",
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
      "task_not_found",
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
    InvalidRequestError: ["InvalidParameter", "MissingParameter.prompt", "BadRequest"],
  };
  const everyWord = Object.entries(words).flatMap(([name, codes]) => codes.map((code) => [code, name] as const));
  const nameOf = (refused: Refusal) => Reflect.get(ruleFor(refused).error, "errorName");

  it.each(everyWord)("%s means %s if the status says nothing, in upper and lower case", (code, name) => {
    for (const word of [code, code.toLowerCase(), code.toUpperCase()]) {
      expect(nameOf({ status: 200, code: word })).toBe(name);
    }
    if (code !== "something new") expect(nameOf({ status: 418, code })).toBe(name);
  });

  it.each(everyWord)("%s also means %s as a type, if neither status nor code says anything", (type, name) => {
    expect(nameOf({ status: 200, type })).toBe(name);
    expect(nameOf({ status: 200, code: "something new", type })).toBe(name);
  });

  it("takes precedence over the status, and the status over the type", () => {
    expect(nameOf({ status: 403, code: "AccountOverdueError", type: "Forbidden" })).toBe("PaymentRequiredError");
    expect(nameOf({ status: 400, code: "new", type: "rate_limit_error" })).toBe("InvalidRequestError");
    expect(nameOf({ status: 400, code: "InvalidParameter", type: "upstream_error" })).toBe("InvalidRequestError");
    expect(nameOf({ status: 200, code: "InvalidParameter", type: "upstream_error" })).toBe("InvalidRequestError");
  });

  it("means that no model was reached only if it matches exactly", () => {
    for (const code of ["-100081", "1-10008", "x_model_not_found", "model_not_found_x", "task_not_found"]) {
      expect(nameOf({ status: 503, code })).toBe("OutcomeUnknownError");
    }
    for (const code of ["-10008", "model_not_found", "Model_Not_Found"]) {
      expect(nameOf({ status: 503, code })).toBe("NotFoundError");
    }
  });
});

describe("a code for a failure after an image was made", () => {
  it.each([
    "storage_quota_exceeded",
    "invalid_response",
    "missing_output",
    "NoResult",
    "moderation_service_error",
    "load_balancer_error",
  ])("leaves the outcome unknown, even if it matches another rule: %s", (code) => {
    for (const status of [200, 400]) expect(ruleFor({ status, code })).toMatchObject({ charged: "unknown" });
  });

  it.each(["invalid_response_format", "InvalidOutputFormat", "OutputImageSensitiveContentDetected"])(
    "does not include a code that names a field or the image: %s",
    (code) => {
      for (const status of [200, 400]) expect(ruleFor({ status, code })).toMatchObject({ charged: "no" });
    },
  );
});
