import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CallEnded } from "../src/call.ts";
import {
  AbortedError,
  ConnectionError,
  OutcomeUnknownError,
  RateLimitError,
  SeedreamError,
  TimeoutError,
} from "../src/errors.ts";
import { type Attempt, judge } from "../src/retry.ts";
import type { Stakes } from "../src/transport.ts";
import { pieces } from "./fake-provider.ts";
import { virtualClock } from "./virtual-clock.ts";

const clock = virtualClock();
const known = { provider: "fake", clientRequestId: "mine" };

function verdict(outcome: Response | Error, tried: Partial<Attempt> = {}) {
  const { signal } = new AbortController();
  const attempt: Attempt = {
    url: "https://api.test/v1/images",
    stakes: "paid",
    attempt: 1,
    clock,
    random: () => 0,
    signal,
    known,
    ...tried,
  };
  return judge(outcome, attempt, (error) => error);
}

/** What the caller would be thrown. */
function thrown(outcome: Response | Error, tried?: Partial<Attempt>): unknown {
  try {
    return verdict(outcome, tried).end();
  } catch (error) {
    return error;
  }
}

const answered = (status: number, retryAfter?: string) =>
  new Response(null, { status, headers: retryAfter === undefined ? {} : { "retry-after": retryAfter } });

/** As Node's fetch fails: the code is behind a TypeError. */
const dropped = (code: string, syscall?: string) =>
  Object.assign(new TypeError("fetch failed"), {
    cause: Object.assign(new Error(`${syscall ?? "it"} ${code}`), { code, ...(syscall && { syscall }) }),
  });

/** A redirect as a browser shows it: without status and without target. */
const opaque = Object.defineProperty(Response.error(), "type", { value: "opaqueredirect" });

const everyStatus = Array.from({ length: 300 }, (_, i) => i + 300);
const repeated = (stakes: Stakes, retryAfter?: string) =>
  everyStatus.filter((status) => verdict(answered(status, retryAfter), { stakes }).repeatable);
const failures = everyStatus.filter((status) => status >= 500);

describe("what is answered is sent again", () => {
  it("if it is paid for, only where the provider says that it did not accept it", () => {
    expect(repeated("paid")).toEqual([429]);
    expect(repeated("paid", "1")).toEqual([429, 503]);
    expect(repeated("paid", "soon")).toEqual([429]);
  });

  it.each(["idempotent", "free"] as const)("if it is %s, also where the provider failed", (stakes) => {
    expect(repeated(stakes)).toEqual([408, 429, ...failures]);
  });

  it.each(["idempotent", "free"] as const)("if it is %s, also where the provider says when to ask again", (stakes) => {
    expect(repeated(stakes, "1")).toEqual([408, 409, 429, ...failures]);
    expect(repeated(stakes, "soon")).toEqual([408, 429, ...failures]);
  });
});

describe("a refusal that is not repeated", () => {
  it("comes back as it is, with its body unread", async () => {
    const response = new Response("why", { status: 400 });
    const { reason, repeatable, end } = verdict(response);
    expect({ reason, repeatable }).toEqual({ reason: "HTTP 400", repeatable: false });
    expect(end()).toBe(response);
    expect(await response.text()).toBe("why");
  });
});

describe("a redirect", () => {
  it.each([
    ...everyStatus.filter((status) => status < 400).map((status) => [status, answered(status)] as const),
    [0, opaque] as const,
  ])("with status %i is never followed and never repeated", (_, response) => {
    for (const stakes of ["paid", "idempotent", "free"] as const) {
      const { repeatable, reason } = verdict(response, { stakes });
      expect(repeatable).toBe(false);
      expect(reason).toMatch(/^https:\/\/api\.test redirects to another address, .* set baseURL/);
      expect(thrown(response, { stakes })).toBeInstanceOf(ConnectionError);
    }
  });

  it("is told with its target, its ids, and whether it may have been billed", () => {
    const headers = { location: "https://elsewhere.test/", "x-request-id": "r1" };
    const response = () => new Response(null, { status: 308, headers });
    expect(thrown(response())).toMatchObject({
      message: expect.stringContaining("https://elsewhere.test/"),
      ...known,
      requestId: "r1",
      charged: "unknown",
      retryable: false,
    });
    expect(thrown(response(), { stakes: "free" })).toMatchObject({ charged: "no" });
  });

  it("is let go of", () => {
    const response = pieces(["<html>"], "stall");
    const redirect = Object.defineProperty(response, "status", { value: 307 });
    verdict(redirect);
    expect(response).toSatisfy((seen: ReturnType<typeof pieces> & { wasCancelled(): boolean }) => seen.wasCancelled());
  });

  it("is not what an answer without a status is called", () => {
    const response = Response.error();
    expect(thrown(response)).toBe(response);
  });
});

describe("a request that never left", () => {
  const reasons = [
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "UND_ERR_CONNECT_TIMEOUT",
    "CERT_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "ConnectionRefused",
    "FailedToOpenSocket",
  ];

  it.each(reasons)("for %s is sent again whatever it costs, and says that nothing was sent", (code) => {
    for (const stakes of ["paid", "idempotent", "free"] as const) {
      const cause = dropped(code, "connect");
      expect(verdict(cause, { stakes }).repeatable).toBe(true);
      expect(thrown(cause, { stakes })).toBeInstanceOf(ConnectionError);
      expect(thrown(cause, { stakes })).toMatchObject({
        message: expect.stringContaining(`https://api.test could not be reached (${code}); nothing was sent`),
        ...known,
        charged: "no",
        retryable: true,
        cause,
      });
    }
  });

  it.each(["read", "write", "writev"])("is not what a failing %s is taken for, whatever its code", (syscall) => {
    for (const code of ["EHOSTUNREACH", "ENETUNREACH"]) {
      expect(verdict(dropped(code, syscall)).repeatable).toBe(false);
      expect(thrown(dropped(code, syscall))).toBeInstanceOf(OutcomeUnknownError);
    }
  });

  it.each(["ECONNRESET", "EPIPE", "ETIMEDOUT", "UND_ERR_SOCKET", "UND_ERR_HEADERS_TIMEOUT", "X_ECONNREFUSED", ""])(
    "is not what %j means",
    (code) => {
      expect(verdict(dropped(code)).repeatable).toBe(false);
      expect(thrown(dropped(code))).toBeInstanceOf(OutcomeUnknownError);
    },
  );
});

describe("a request that went out and got no answer", () => {
  const cause = dropped("ECONNRESET", "read");

  it("is not sent again if it is paid for, and its outcome is not known", () => {
    const error = thrown(cause);
    expect(verdict(cause).repeatable).toBe(false);
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/no answer came.*may have been made and billed.*fetch failed/),
      ...known,
      charged: "unknown",
      retryable: false,
      cause,
    });
  });

  it("is sent again under its key; if it fails for good, its outcome is not known", () => {
    expect(verdict(cause, { stakes: "idempotent" }).repeatable).toBe(true);
    expect(thrown(cause, { stakes: "idempotent" })).toMatchObject({ name: "OutcomeUnknownError", charged: "unknown" });
  });

  it("is sent again if it costs nothing, and says why it failed", () => {
    expect(verdict(cause, { stakes: "free" }).repeatable).toBe(true);
    expect(thrown(cause, { stakes: "free" })).toMatchObject({
      name: "ConnectionError",
      message: expect.stringContaining("The connection failed: fetch failed"),
      ...known,
      charged: "no",
      retryable: true,
      cause,
    });
  });

  it("keeps an error of ours, say of a fetch that is built on these clients", () => {
    const ours = new RateLimitError("slow down");
    expect(thrown(ours, { stakes: "free" })).toBe(ours);
  });
});

describe("a call that this side ended", () => {
  const timeUp = new CallEnded("total", 1000);
  const silent = new CallEnded("idle", 500);
  const aborted = new CallEnded("caller", 0, new Error("why"));

  it.each(["paid", "idempotent", "free"] as const)("sends nothing again, if it is %s", (stakes) => {
    for (const end of [timeUp, silent, aborted, new DOMException("no", "AbortError")]) {
      expect(verdict(end, { stakes }).repeatable).toBe(false);
    }
  });

  it.each(["paid", "idempotent"] as const)("by its time limit leaves the outcome unknown, if it is %s", (stakes) => {
    const error = thrown(timeUp, { stakes });
    expect(error).toMatchObject({
      name: "OutcomeUnknownError",
      message: expect.stringContaining("1 s (timeout.total)"),
      charged: "unknown",
      cause: { name: "TimeoutError" },
    });
  });

  it("by its time limit says so, if nothing was at stake", () => {
    const error = thrown(timeUp, { stakes: "free" });
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ ...known, charged: "no", retryable: false });
  });

  it.each([
    ["paid", "unknown"],
    ["idempotent", "unknown"],
    ["free", "no"],
  ] as const)("by its caller tells whether it may have been billed: if %s, %s", (stakes, charged) => {
    const error = thrown(aborted, { stakes });
    expect(error).toBeInstanceOf(AbortedError);
    expect(error).toMatchObject({ ...known, charged, cause: new Error("why") });
  });
});

describe("the wait before a repeat", () => {
  const waits = (random: number) =>
    [1, 2, 3, 4, 5, 6, 99].map((attempt) => verdict(answered(429), { attempt, random: () => random }).wait);

  it("doubles from half a second up to 8", () => {
    expect(waits(0)).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  it("is spread over its second half, so that clients do not come back together", () => {
    expect(waits(1)).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000]);
    expect(waits(0.5)[0]).toBe(375);
  });

  it("is the same after a failure", () => {
    expect(verdict(dropped("ECONNREFUSED"), { attempt: 2 }).wait).toBe(1000);
  });

  it.each([
    ["0", 0],
    ["1.25", 1250],
    ["120", 120_000],
    ["  7\t", 7000],
    [new Date(clock.now() + 90_000).toUTCString(), 90_000],
    [new Date(clock.now() - 90_000).toUTCString(), 0],
    ["9".repeat(400), Number.POSITIVE_INFINITY],
    ["Friday, 20-Nov-37 08:49:37 GMT", Date.UTC(2037, 10, 20, 8, 49, 37) - clock.now()],
  ])("is what Retry-After asks for: %j", (header, wait) => {
    expect(verdict(answered(429, header), { random: () => 1 }).wait).toBe(wait);
  });

  it.each(["", "soon", "-1", "1e3", "0x10", "+5", "1.", "5 s", "Infinity", "2037-11-20T08:49:37Z"])(
    "is our own where Retry-After is neither seconds nor an HTTP date: %j",
    (header) => {
      expect(verdict(answered(429, header)).wait).toBe(500);
    },
  );

  it("is a number that is not negative, whatever a server asks for", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii" }), (header) => {
        expect(verdict(answered(429, header)).wait).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("lets go of the answer, and of any trouble with that", async () => {
    let cancelled = 0;
    const body = new ReadableStream({
      cancel() {
        cancelled++;
        throw new Error("already gone");
      },
    });
    const waited = verdict(new Response(body, { status: 429, headers: { "retry-after": "3" } })).pause();
    expect(cancelled).toBe(1);
    expect(clock.pending).toBe(1);
    await clock.advance(3000);
    await waited;
    expect(clock.pending).toBe(0);
  });

  it.each([
    ["an answer without a body", answered(429)],
    ["a failure", dropped("ECONNREFUSED")],
  ])("comes to its end after %s", async (_, outcome) => {
    const { pause } = verdict(outcome);
    let over = false;
    const waited = pause().then(() => {
      over = true;
    });
    await clock.advance(499);
    expect(over).toBe(false);
    await clock.advance(1);
    await waited;
    expect(over).toBe(true);
  });

  it("ends at once with the call, without a complaint of its own", async () => {
    const controller = new AbortController();
    const waited = verdict(answered(429, "60"), { signal: controller.signal }).pause();
    controller.abort(new CallEnded("caller", 0));
    await expect(waited).resolves.toBeUndefined();
    expect(clock.pending).toBe(0);
  });
});

it("every error goes through the polish, in what is thrown and in the reason", () => {
  const polish = () => new SeedreamError("polished");
  const tried = {
    url: "https://api.test/",
    stakes: "paid",
    attempt: 1,
    clock,
    random: () => 0,
    signal: AbortSignal.any([]),
    known,
  } as const;
  for (const outcome of [dropped("ECONNREFUSED"), dropped("ECONNRESET"), answered(302)]) {
    const { reason, end } = judge(outcome, tried, polish);
    expect(reason).toBe("polished");
    expect(end).toThrow("polished");
  }
});
