import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Outcome, type Retry, wasNeverSent } from "../../src/errors/failure.ts";
import type { Refusal } from "../../src/errors/refusal.ts";
import { ruleFor } from "../../src/errors/rules.ts";
import { CallEnded } from "../../src/transport/call.ts";
import { decideRetry, type RetryContext } from "../../src/transport/retry.ts";

const usual: RetryContext = { retry: "never", attempt: 1, maxRetries: 2, remaining: 60_000, random: () => 0 };
const decide = (outcome: Outcome, context: Partial<RetryContext> = {}) =>
  decideRetry(outcome, { ...usual, ...context });
const refused = (refusal: Refusal, context?: Partial<RetryContext>) => decide({ refusal }, context);
const failed = (failure: unknown, context?: Partial<RetryContext>) => decide({ failure }, context);
const isRepeated = (wait: number | undefined) => wait !== undefined;

const systemError = (code: string, syscall?: string) =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code, ...(syscall && { syscall }) }) });

const retries = ["never", "keyed", "always"] as const;
const everyStatus = Array.from({ length: 400 }, (_, index) => index + 200);
const serverErrors = everyStatus.filter((status) => status >= 500);
const statusesRepeated = (retry: Retry, refusal: Partial<Refusal> = {}) =>
  everyStatus.filter((status) => isRepeated(refused({ status, ...refusal }, { retry })));

const codes = [
  undefined,
  "RateLimitExceeded",
  "upstream_rate_limit_timeout",
  "InvalidParameter",
  "AccountOverdueError",
  "model_not_found",
  "InternalServiceError",
  "idempotency_in_progress",
];
const failures = [
  systemError("ECONNREFUSED", "connect"),
  systemError("ENOTFOUND"),
  systemError("ECONNRESET", "read"),
  new TypeError("Failed to fetch"),
  "odd",
  undefined,
  new CallEnded("timeout.total", 1000),
  new CallEnded("timeout.idle", 1000),
  new CallEnded("caller", 0, systemError("ECONNREFUSED")),
  new DOMException("stop", "AbortError"),
];

const refusals = fc.record({
  status: fc.oneof(fc.constantFrom(200, 403, 409, 429, 500, 503), fc.integer({ min: 200, max: 599 })),
  code: fc.constantFrom(...codes),
  retryAfter: fc.option(fc.double({ min: 0, noNaN: true }), { nil: undefined }),
});
const outcomes: fc.Arbitrary<Outcome> = fc.oneof(
  refusals.map((refusal) => ({ refusal })),
  fc.constantFrom(...failures).map((failure) => ({ failure })),
);
const contexts = fc.record({
  retry: fc.constantFrom(...retries),
  attempt: fc.integer({ min: 1, max: 50 }),
  maxRetries: fc.oneof(fc.integer({ min: -1, max: 50 }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY)),
  remaining: fc.integer({ min: -1000, max: 900_000 }),
  random: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => () => value),
});

describe("the decision to repeat a request", () => {
  it("is never made more often than maxRetries says, nor for a wait that passes the deadline", () => {
    fc.assert(
      fc.property(outcomes, contexts, (outcome, context) => {
        const wait = decideRetry(outcome, context);
        if (wait === undefined) return;
        expect(context.attempt).toBeLessThanOrEqual(context.maxRetries);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThan(context.remaining);
      }),
      { numRuns: 5000 },
    );
  });

  it("is made for a submission only with proof that the provider did not accept it", () => {
    fc.assert(
      fc.property(outcomes, contexts, (outcome, context) => {
        if (!isRepeated(decideRetry(outcome, { ...context, retry: "never" }))) return;
        if (!outcome.refusal) {
          expect(wasNeverSent(outcome.failure)).toBe(true);
        } else {
          expect(ruleFor(outcome.refusal)).toMatchObject({ retryable: true, charged: "no" });
          expect([200, 429, 503]).toContain(outcome.refusal.status);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it("is never made after an end of the call", () => {
    for (const failure of failures.slice(-4)) {
      for (const retry of retries) expect(failed(failure, { retry })).toBeUndefined();
    }
  });

  it("is made for a cheaper request if it is made for a dearer one", () => {
    fc.assert(
      fc.property(outcomes, contexts, (outcome, context) => {
        const [never, keyed, always] = retries.map((retry) => decideRetry(outcome, { ...context, retry }));
        if (isRepeated(never)) expect(keyed).toEqual(never);
        if (isRepeated(keyed)) expect(always).toEqual(keyed);
      }),
      { numRuns: 2000 },
    );
  });

  it("depends on its arguments alone, and changes none", () => {
    fc.assert(
      fc.property(outcomes, contexts, (outcome, context) => {
        const frozen = Object.freeze(outcome.refusal ? { refusal: Object.freeze(outcome.refusal) } : outcome);
        expect(decideRetry(frozen, Object.freeze(context))).toEqual(decideRetry(outcome, { ...context }));
      }),
    );
  });

  it.each([
    [1, 2, true],
    [2, 2, true],
    [3, 2, false],
    [1, 1, true],
    [1, 0, false],
    [1, -1, false],
    [1, Number.NaN, false],
    [99, Number.POSITIVE_INFINITY, true],
  ])("counts the first attempt as one: after attempt %i of maxRetries %d it is %s", (attempt, maxRetries, repeated) => {
    expect(isRepeated(refused({ status: 429 }, { attempt, maxRetries }))).toBe(repeated);
  });

  it.each([
    [501, true],
    [500, false],
    [0, false],
    [-1, false],
  ])("leaves time for the repeat: with %i ms left before a wait of 500 it is %s", (remaining, repeated) => {
    expect(isRepeated(refused({ status: 429 }, { remaining }))).toBe(repeated);
  });
});

describe("a refused request", () => {
  it("is repeated, if it is a submission, only if the provider says that it did not accept it", () => {
    expect(statusesRepeated("never")).toEqual([429]);
    expect(statusesRepeated("never", { retryAfter: 1000 })).toEqual([429, 503]);
    expect(statusesRepeated("never", { retryAfter: 0 })).toEqual([429, 503]);
    expect(statusesRepeated("never", { code: "RateLimitExceeded" })).toEqual([200, 429]);
  });

  it.each([
    "upstream_rate_limit_timeout",
    "InternalServiceError",
    "InvalidParameter",
    "ContentSecurityDetectionError",
    "SomethingNew",
    undefined,
  ])("is not repeated inside a 200 for the code %s", (code) => {
    expect(refused({ status: 200, code })).toBeUndefined();
  });

  it("is not repeated for a rate limit under a 403, although the user may repeat it", () => {
    const refusal = { status: 403, code: "RateLimitExceeded" };
    expect(refused(refusal)).toBeUndefined();
    expect(ruleFor(refusal)).toMatchObject({ retryable: true, charged: "no" });
  });

  it.each([
    [503, "model_not_found"],
    [429, "AccountOverdueError"],
    [429, "insufficient_user_quota"],
  ])("is not repeated if a repeat cannot help: %i with %s", (status, code) => {
    for (const retryAfter of [undefined, 1000]) expect(refused({ status, code, retryAfter })).toBeUndefined();
  });

  it.each(["keyed", "always"] as const)("is repeated, if it is %s, also if the provider failed", (retry) => {
    expect(statusesRepeated(retry)).toEqual([408, 429, ...serverErrors]);
  });

  it.each(["keyed", "always"] as const)("is repeated, if it is %s, also in a conflict that will pass", (retry) => {
    expect(statusesRepeated(retry, { retryAfter: 1000 })).toEqual([408, 409, 429, ...serverErrors]);
    const pending = { status: 409, code: "idempotency_in_progress", retryAfter: 1000 };
    expect(refused(pending, { retry })).toBe(1000);
    expect(refused(pending)).toBeUndefined();
  });

  it("is never repeated for a redirect", () => {
    for (const retry of retries) {
      for (const retryAfter of [undefined, 0]) {
        const redirects = statusesRepeated(retry, { retryAfter }).filter((status) => status >= 300 && status < 400);
        expect(redirects).toEqual([]);
      }
    }
  });
});

describe("a failed request", () => {
  it("is repeated, if it is a submission, only if it was never sent", () => {
    expect(isRepeated(failed(systemError("ECONNREFUSED", "connect")))).toBe(true);
    expect(isRepeated(failed(systemError("ENOTFOUND", "getaddrinfo")))).toBe(true);
    expect(failed(systemError("ECONNRESET", "read"))).toBeUndefined();
    expect(failed(systemError("ENETUNREACH", "write"))).toBeUndefined();
    expect(failed(new TypeError("Failed to fetch"))).toBeUndefined();
    expect(failed("odd")).toBeUndefined();
  });

  it.each(["keyed", "always"] as const)("is repeated, if it is %s, after any failure", (retry) => {
    for (const failure of [systemError("ECONNREFUSED"), systemError("ECONNRESET", "read"), "odd", undefined]) {
      expect(isRepeated(failed(failure, { retry }))).toBe(true);
    }
  });
});

describe("the wait before a repeat", () => {
  const waits = (random: number) =>
    [1, 2, 3, 4, 5, 6, 99].map((attempt) =>
      refused({ status: 429 }, { attempt, maxRetries: 99, random: () => random }),
    );

  it("doubles from half a second up to 8", () => {
    expect(waits(0)).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  it("is spread over its second half, so that clients do not come back together", () => {
    expect(waits(1)).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000]);
    expect(waits(0.5)[0]).toBe(375);
  });

  it("is the same after a failure", () => {
    expect(failed(systemError("ECONNREFUSED"), { attempt: 2 })).toBe(1000);
  });

  it.each([0, 1250, 59_999])("is the wait of Retry-After, without a spread: %i", (retryAfter) => {
    for (const random of [0, 1]) {
      expect(refused({ status: 429, retryAfter }, { random: () => random, attempt: 2 })).toBe(retryAfter);
    }
  });

  it("is not shortened to fit the deadline", () => {
    for (const retryAfter of [60_000, Number.POSITIVE_INFINITY]) {
      expect(refused({ status: 503, retryAfter })).toBeUndefined();
    }
  });
});
