import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import {
  AbortedError,
  AuthenticationError,
  ConnectionError,
  InvalidRequestError,
  OutcomeUnknownError,
  RateLimitError,
  ServerError,
  TimeoutError,
} from "../../src/contract/errors.ts";
import { answer, createFake, json, key, pieces, request, scripted, settled } from "../fake-provider.ts";
import { virtualClock } from "../virtual-clock.ts";

const failed = (code: string) =>
  Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error(code), { code }) });
const never = (init: RequestInit) =>
  new Promise<Response>((_, reject) => init.signal?.addEventListener("abort", () => reject(init.signal?.reason)));

describe("a submission accepts a response", () => {
  const text = () => Promise.resolve(JSON.stringify(answer));

  it.each<[string, object]>([
    ["no headers and no ok", { status: 200, text }],
    ["headers in a record", { status: 200, ok: true, headers: { "x-request-id": "1" }, text }],
  ])("with %s", async (_, response) => {
    const fetch = vi.fn(() => Promise.resolve(response));
    const options = { fetch: fetch as unknown as typeof globalThis.fetch };
    expect(await createFake(options).generate(request)).toMatchObject({ images: [{ ok: true }] });
  });
});

describe("a submission without a fetch", () => {
  it.each([undefined, "fetch", {}])("is refused, and nothing was sent: %j", async (fetch) => {
    vi.stubGlobal("fetch", undefined);
    const error = await settled(Reflect.apply(createFake, undefined, [{ fetch, apiKey: key }]).generate(request));
    vi.unstubAllGlobals();
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ charged: "no", message: expect.stringContaining("No fetch; pass one [fake") });
  });
});

describe("a submission is sent once", () => {
  it.each([
    ["the socket drops", failed("ECONNRESET")],
    ["the connection fails without a code", new TypeError("Failed to fetch")],
    ["the provider returns 500", json({ error: { code: "InternalServiceError", message: "no" } }, { status: 500 })],
    ["a gateway returns 502", new Response("<html>Bad gateway</html>", { status: 502 })],
    ["a gateway returns 504", new Response("", { status: 504 })],
    ["the provider returns 503 without Retry-After", new Response("", { status: 503 })],
    ["the response is not JSON", new Response("<html>")],
    ["the response is cut short", new Response('{"data":[{"url":"https://fi')],
    ["the response is empty", new Response("")],
    ["the response has no fields", json({})],
    ["the response breaks off", pieces(['{"data":['], "fail")],
  ])("when %s, and the outcome is reported as unknown", async (_, outcome) => {
    const { fetch, calls } = scripted(outcome);
    const error = await settled(createFake({ fetch, clock: virtualClock() }).generate(request));
    expect(calls).toHaveLength(1);
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({ provider: "fake", charged: "unknown", retryable: false, images: [] });
    expect(error).toHaveProperty("clientRequestId", expect.stringMatching(/.{36}/));
  });

  it.each([undefined, null, "no", {}])("when fetch returns %j, and the error says so", async (returned) => {
    const fetch = vi.fn(() => Promise.resolve(returned));
    const options = { fetch: fetch as unknown as typeof globalThis.fetch };
    const error = await settled(createFake(options).generate(request));
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toHaveProperty("message", expect.stringContaining("fetch returned no Response"));
  });

  it("when the total passes, and the error names the limit", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(never);
    const result = settled(createFake({ fetch, clock, timeout: 1000 }).generate(request));
    await clock.advance(1000);
    const error = await result;
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({
      message: expect.stringContaining("1 s (timeout.total)"),
      cause: expect.any(TimeoutError),
    });
    expect(calls).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it("when no data comes within the idle time-out", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(pieces(['{"data":'], "stall"));
    const result = settled(createFake({ fetch, clock, timeout: { idle: 5000 } }).generate(request));
    await clock.advance(5000);
    expect(await result).toMatchObject({
      name: "OutcomeUnknownError",
      message: expect.stringContaining("5 s (timeout.idle)"),
    });
    expect(calls).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it("when it is redirected, and the key is sent to no other address", async () => {
    const { fetch, calls } = scripted(new Response("", { status: 307, headers: { location: "https://evil.test/" } }));
    const error = await settled(createFake({ fetch, clock: virtualClock() }).generate(request));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ message: expect.stringContaining("https://evil.test/"), retryable: false });
    expect(calls).toHaveLength(1);
  });

  it("when the headers take longer than Node waits, and the error names the limit of Node", async () => {
    const { fetch } = scripted(failed("UND_ERR_HEADERS_TIMEOUT"));
    expect(await settled(createFake({ fetch, clock: virtualClock() }).generate(request))).toMatchObject({
      name: "OutcomeUnknownError",
      message: expect.stringContaining("headersTimeout"),
    });
  });
});

describe("a submission is repeated", () => {
  it.each([
    ["429", json({ error: { code: "RateLimitExceeded", message: "slow down" } }, { status: 429 })],
    ["503 with Retry-After", new Response("", { status: 503, headers: { "retry-after": "0" } })],
    ["a refused connection", failed("ECONNREFUSED")],
    ["a name that does not resolve", failed("ENOTFOUND")],
  ])("after %s", async (_, outcome) => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(outcome, json(answer));
    const result = createFake({ fetch, clock }).generate(request);
    await clock.advance(500);
    await expect(result).resolves.toMatchObject({ images: [{ ok: true }] });
    expect(calls).toHaveLength(2);
    expect(calls[1]?.body).toEqual(calls[0]?.body);
    expect(clock.pending).toBe(0);
  });

  it("at most maxRetries times", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(() =>
      Promise.resolve(json({ error: { code: "RateLimitExceeded" } }, { status: 429 })),
    );
    const result = settled(createFake({ fetch, clock, maxRetries: 3, random: () => 0 }).generate(request));
    await clock.advance(500 + 1000 + 2000);
    const error = await result;
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ retryable: true, charged: "no", status: 429 });
    expect(calls).toHaveLength(4);
  });

  it.each([
    ["2", 2000],
    ["0.5", 500],
    ["-1", 500],
    ["soon", 500],
    [new Date(1_790_000_003_000).toUTCString(), 3000],
    [new Date(1_780_000_000_000).toUTCString(), 0],
  ])("after the wait that Retry-After names: %s", async (header, wait) => {
    const clock = virtualClock();
    const refused = json({ error: {} }, { status: 429, headers: { "retry-after": header } });
    const { fetch, calls } = scripted(refused, json(answer));
    const waits: number[] = [];
    const result = createFake({ fetch, clock, random: () => 0, onRetry: (retry) => waits.push(retry.wait) }).generate(
      request,
    );
    await clock.advance(Math.max(0, wait - 1));
    if (wait > 0) expect(calls).toHaveLength(1);
    await clock.advance(1);
    await result;
    expect(calls).toHaveLength(2);
    expect(waits).toEqual([wait]);
  });

  it("not when the wait would pass the deadline", async () => {
    const clock = virtualClock();
    const refused = new Response("", { status: 503, headers: { "retry-after": "86400" } });
    const { fetch, calls } = scripted(refused);
    const error = await settled(createFake({ fetch, clock }).generate(request));
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({ status: 503, retryable: true, charged: "no" });
    expect(calls).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });
});

describe("an abort", () => {
  it("before the call sends nothing, and its reason is the cause of the error", async () => {
    const { fetch, calls } = scripted(json(answer));
    const reason = new Error("why");
    const error = await settled(createFake({ fetch }).generate(request, { signal: AbortSignal.abort(reason) }));
    expect(error).toBeInstanceOf(AbortedError);
    expect(error).toMatchObject({ charged: "no", cause: reason });
    expect(calls).toHaveLength(0);
  });

  it("during a wait ends it at once, and leaves no timer and no listener", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(json({ error: {} }, { status: 429, headers: { "retry-after": "60" } }));
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners++;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners--;
      remove(...args);
    };
    const result = settled(createFake({ fetch, clock }).generate(request, { signal }));
    await clock.advance(1000);
    controller.abort();
    expect(await result).toMatchObject({ name: "AbortedError", charged: "no" });
    expect(calls).toHaveLength(1);
    expect(clock.pending).toBe(0);
    expect(listeners).toBe(0);
  });

  it("after the request was sent says that it may have been billed", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(never);
    const controller = new AbortController();
    const result = settled(createFake({ fetch, clock }).generate(request, { signal: controller.signal }));
    await clock.advance(1000);
    controller.abort();
    expect(await result).toMatchObject({ name: "AbortedError", charged: "unknown" });
  });
});

describe("the API key", () => {
  it.each([
    ["a line break", `${key}\n`],
    ["a space", `${key} x`],
    ["a character beyond ASCII", `${key}é`],
  ])("with %s is refused, and is not in the error", (_, apiKey) => {
    const make = () => createFake({ apiKey });
    expect(make).toThrow(AuthenticationError);
    expect(make).not.toThrow(key);
  });

  it("that is empty is refused", () => {
    expect(() => createFake({ apiKey: "" })).toThrow("No API key; pass apiKey or set FAKE_API_KEY [fake]");
  });

  it("that is missing is asked for by the name of its variable, and nothing is sent", async () => {
    vi.stubEnv("FAKE_API_KEY", undefined);
    const { fetch, calls } = scripted(json(answer));
    const error = await settled(createFake({ fetch, apiKey: undefined }).generate(request));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ message: expect.stringContaining("FAKE_API_KEY"), charged: "no" });
    expect(calls).toHaveLength(0);
    vi.unstubAllEnvs();
  });

  it("is redacted where a gateway quotes it", async () => {
    const { fetch } = scripted(json({ error: { message: `Incorrect API key provided: ${key}` } }, { status: 401 }));
    const error = await settled(createFake({ fetch }).generate(request));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(JSON.stringify(error) + String(error)).not.toContain(key);
    expect(String(error)).toContain("[key]");
  });

  it("is not on the client", () => {
    const client = createFake({});
    expect(inspect(client, { depth: 9, showHidden: true }) + JSON.stringify(client)).not.toContain(key);
  });
});

it("headers that HTTP does not allow are refused before anything is sent", async () => {
  const { fetch, calls } = scripted(json(answer));
  const error = await settled(createFake({ fetch, headers: { "x-a": "b\nc" } }).generate(request));
  expect(error).toBeInstanceOf(InvalidRequestError);
  expect(calls).toHaveLength(0);
});
