import { execFile } from "node:child_process";
import { getEventListeners } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { AbortedError, ConnectionError, OutcomeUnknownError, SeedreamError } from "../../src/contract/errors.ts";
import type { ClientOptions } from "../../src/contract/options.ts";
import { createRawFetch } from "../../src/transport/raw-fetch.ts";
import { createTransport } from "../../src/transport/transport.ts";
import { answer, createFake, fake, json, key, pieces, scripted, settled } from "../fake-provider.ts";
import { virtualClock } from "../virtual-clock.ts";
import { systemError } from "./open-transport.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

type Answer = Response | Error | ((init: RequestInit) => Promise<Response>);

/** A raw fetch on a virtual clock, and its calls. */
function open(answers: readonly Answer[], options: ClientOptions = {}) {
  const clock = virtualClock();
  const { fetch, calls } = scripted(...answers);
  const transport = createTransport(fake, "https://api.test", { apiKey: key, clock, fetch, ...options });
  return { rawFetch: createRawFetch(transport), clock, calls };
}

const post = (init: RequestInit = {}) =>
  new Request("https://api.test/images", { method: "POST", body: '{"a":1}', headers: { "x-mine": "1" }, ...init });
const get = (init: RequestInit = {}) => new Request("https://api.test/tasks/1", init);
const refused = (body: Response, status: number) => new Response(body.body, { status });
const wasCancelled = (response: Response) => (response as Response & { wasCancelled(): boolean }).wasCancelled();
const never = () => new Promise<Response>(() => {});

/** Reads a body, and returns its text or its error. */
async function bodyOf(response: Response): Promise<unknown> {
  return settled(response.text());
}

describe("a raw request", () => {
  it("is sent unchanged, with the key and the id of the call", async () => {
    const { rawFetch, calls } = open([json({ ok: true })]);
    const request = post();
    expect(await (await rawFetch(request)).json()).toEqual({ ok: true });
    expect(calls).toMatchObject([{ url: "https://api.test/images", method: "POST" }]);
    expect(Object.fromEntries(calls[0]?.headers ?? [])).toEqual({
      authorization: `Bearer ${key}`,
      "content-type": "text/plain;charset=UTF-8",
      "x-mine": "1",
      "x-own-id": expect.stringMatching(/^.{36}$/),
    });
    expect(Buffer.from(calls[0]?.body as ArrayBuffer).toString()).toBe('{"a":1}');
    expect(request.headers.has("authorization")).toBe(false);
  });

  it("has no body if it had none", async () => {
    const { rawFetch, calls } = open([json({})]);
    await rawFetch(get());
    expect(calls[0]).toMatchObject({ method: "GET", body: null });
  });

  it("needs a key, from the environment if none is passed", async () => {
    vi.stubEnv("FAKE_API_KEY", undefined);
    const { rawFetch, calls } = open([json({})], { apiKey: undefined });
    expect(await settled(rawFetch(post()))).toMatchObject({ name: "AuthenticationError", charged: "no" });
    expect(calls).toHaveLength(0);
  });

  it("is invalid if its body cannot be read, and is not sent", async () => {
    const { rawFetch, clock, calls } = open([json({})]);
    const used = post();
    await used.text();
    expect(await settled(rawFetch(used))).toMatchObject({
      name: "InvalidRequestError",
      message: expect.stringContaining("The request cannot be read"),
      charged: "no",
    });
    expect(calls).toHaveLength(0);
    expect(clock.pending).toBe(0);
  });

  it("is given up if its body never comes, and is not sent", async () => {
    const { rawFetch, clock, calls } = open([json({})], { timeout: { idle: 5000 } });
    const body = new ReadableStream({ pull: () => new Promise(() => {}) });
    const result = settled(rawFetch(post({ body, duplex: "half" } as RequestInit)));
    await clock.advance(5000);
    expect(await result).toMatchObject({ name: "TimeoutError", charged: "no" });
    expect(calls).toHaveLength(0);
    expect(clock.pending).toBe(0);
  });
});

describe("a raw response", () => {
  it.each([200, 201, 400, 404, 500, 503])("is returned unchanged, with its address: %i", async (status) => {
    const headers = { "x-request-id": "r1", "content-type": "application/json" };
    const response = new Response('{"a":1}', { status, statusText: "As it is", headers });
    Object.defineProperty(response, "url", { value: "https://api.test/images?from=fetch" });
    const { rawFetch, clock, calls } = open([response]);
    const returned = await rawFetch(post());
    expect(returned).toMatchObject({ status, statusText: "As it is", url: "https://api.test/images?from=fetch" });
    expect(Object.fromEntries(returned.headers)).toEqual(headers);
    expect(await returned.json()).toEqual({ a: 1 });
    expect(calls).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it.each([204, 205, 304])(
    "without a body is the very one that fetch returned, and ends the call: %i",
    async (status) => {
      const response = new Response(null, { status });
      const { rawFetch, clock } = open([response]);
      const result = await settled(rawFetch(get()));
      // A 304 is a redirect to nowhere.
      if (status === 304) expect(result).toBeInstanceOf(ConnectionError);
      else expect(result).toBe(response);
      expect(clock.pending).toBe(0);
    },
  );

  it("without a stream is the very one that fetch returned, and ends the call", async () => {
    const response = { ok: true, status: 200, headers: new Headers() } as unknown as Response;
    const { rawFetch, clock } = open([async () => response]);
    expect(await rawFetch(post())).toBe(response);
    expect(clock.pending).toBe(0);
  });

  it("arrives piece by piece", async () => {
    const { rawFetch, clock } = open([pieces(["a", "b"], "stall")]);
    const reader = (await rawFetch(post())).body?.getReader();
    for (const piece of ["a", "b"]) {
      expect(new TextDecoder().decode((await reader?.read())?.value)).toBe(piece);
    }
    await reader?.cancel();
    expect(clock.pending).toBe(0);
  });

  it("that is a redirect is an error, because to follow it would show the key", async () => {
    const { rawFetch, clock } = open([new Response("", { status: 307, headers: { location: "https://evil.test/" } })]);
    expect(await settled(rawFetch(post()))).toMatchObject({
      name: "ConnectionError",
      message: expect.stringContaining("https://evil.test/"),
      charged: "unknown",
    });
    expect(clock.pending).toBe(0);
  });

  it("that is a redirect after a refusal is an error, too", async () => {
    const first = refused(pieces(["slow down"], "stall"), 429);
    const { rawFetch, clock } = open([first, new Response("", { status: 307 })]);
    const result = settled(rawFetch(post()));
    await clock.advance(500);
    expect(await result).toBeInstanceOf(ConnectionError);
    expect(clock.pending).toBe(0);
  });
});

describe("a raw request after a failed attempt", () => {
  it("is not repeated after a failure if it costs money, and returns the failure", async () => {
    for (const outcome of [json({}, { status: 500 }), json({}, { status: 503 })]) {
      const { rawFetch, clock, calls } = open([outcome, json({})]);
      const result = rawFetch(post());
      await clock.advance(60_000);
      expect((await result).status).toBe(outcome.status);
      expect(calls).toHaveLength(1);
    }
    const { rawFetch, clock, calls } = open([systemError("ECONNRESET", "read"), json({})]);
    const result = settled(rawFetch(post()));
    await clock.advance(60_000);
    expect(await result).toBeInstanceOf(OutcomeUnknownError);
    expect(calls).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it("is repeated if the provider did not accept it", async () => {
    const { rawFetch, clock, calls } = open([
      json({}, { status: 429, headers: { "retry-after": "2" } }),
      systemError("ECONNREFUSED"),
      json({ ok: 1 }),
    ]);
    const result = rawFetch(post());
    await clock.advance(3000);
    expect(await (await result).json()).toEqual({ ok: 1 });
    expect(calls).toHaveLength(3);
    expect(calls.map(({ body }) => Buffer.from(body as ArrayBuffer).toString())).toEqual(Array(3).fill('{"a":1}'));
  });

  it("is not repeated after a 503 if it costs money, because a server behind a gateway may have failed", async () => {
    const body = { error: { code: "InternalServiceError" } };
    const { rawFetch, clock, calls } = open([json(body, { status: 503, headers: { "retry-after": "0" } }), json({})]);
    const result = rawFetch(post());
    await clock.advance(60_000);
    expect((await result).status).toBe(503);
    expect(await (await result).json()).toEqual(body);
    expect(calls).toHaveLength(1);
  });

  it("is repeated after a 503 if it costs nothing, as late as Retry-After asks", async () => {
    const { rawFetch, clock, calls } = open([json({}, { status: 503, headers: { "retry-after": "9" } }), json({})]);
    const result = rawFetch(get());
    await clock.advance(8999);
    expect(calls).toHaveLength(1);
    await clock.advance(1);
    expect((await result).status).toBe(200);
  });

  it.each(["GET", "PUT", "DELETE", "HEAD"])("is repeated after a failure if it costs nothing: %s", async (method) => {
    const { rawFetch, clock, calls } = open([json({}, { status: 500 }), new TypeError("terminated"), json({ ok: 1 })]);
    const response = rawFetch(get({ method }));
    await clock.advance(5000);
    expect((await response).status).toBe(200);
    expect(calls).toHaveLength(3);
  });

  it("returns the last response with its body if no repeat helps", async () => {
    let count = 0;
    const { rawFetch, clock, calls } = open([async () => json({ count: ++count }, { status: 429 })]);
    const result = rawFetch(post());
    await clock.advance(5000);
    expect((await result).status).toBe(429);
    expect(await (await result).json()).toEqual({ count: 3 });
    expect(calls).toHaveLength(3);
    expect(clock.pending).toBe(0);
  });

  it.each<[string, Answer]>([
    ["a usable response", json({ ok: 1 })],
    ["another refusal", json({}, { status: 400 })],
    ["a failure", systemError("ECONNRESET", "read")],
    ["a redirect", new Response("", { status: 307 })],
  ])("has the body of each earlier attempt cancelled: before %s", async (_, last) => {
    const body = pieces(["slow down"], "stall");
    const { rawFetch, clock } = open([refused(body, 429), last]);
    const result = settled(rawFetch(post()));
    await clock.advance(500);
    await result;
    expect(wasCancelled(body)).toBe(true);
  });

  it("may have had a response without a body", async () => {
    const { rawFetch, clock } = open([new Response(null, { status: 429 }), json({ ok: 1 })]);
    const made = rawFetch(post());
    await clock.advance(500);
    expect((await made).status).toBe(200);
    const failing = open([new Response(null, { status: 429 }), systemError("ECONNRESET", "read")]);
    const failed = settled(failing.rawFetch(post()));
    await failing.clock.advance(500);
    expect(await failed).toMatchObject({
      name: "OutcomeUnknownError",
      message: expect.stringContaining("fetch failed"),
    });
  });

  it("has the body of its response cancelled if its caller aborts during the wait", async () => {
    const body = pieces(["slow down"], "stall");
    const controller = new AbortController();
    const { rawFetch, clock, calls } = open([refused(body, 429)]);
    const result = settled(rawFetch(post({ signal: controller.signal })));
    await clock.advance(100);
    controller.abort();
    expect(await result).toMatchObject({ name: "AbortedError", charged: "no" });
    expect(wasCancelled(body)).toBe(true);
    expect(calls).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it("ignores a body that cannot be cancelled", async () => {
    const body = new ReadableStream({
      cancel() {
        throw new Error("already gone");
      },
    });
    const { rawFetch, clock } = open([new Response(body, { status: 429 }), json({ ok: 1 })]);
    const result = rawFetch(post());
    await clock.advance(500);
    expect((await result).status).toBe(200);
  });
});

describe("the limits of a raw call", () => {
  it.each([
    ["POST", post, "OutcomeUnknownError", "unknown"],
    ["GET", get, "TimeoutError", "no"],
  ] as const)("hold until the response begins: %s", async (_, make, name, charged) => {
    const { rawFetch, clock } = open([never], { timeout: 1000 });
    const result = settled(rawFetch(make()));
    await clock.advance(1000);
    expect(await result).toMatchObject({ name, charged, message: expect.stringContaining("1 s (timeout.total)") });
    expect(clock.pending).toBe(0);
  });

  it("give a call the time of a full group by default", async () => {
    const { rawFetch, clock } = open([never]);
    const result = settled(rawFetch(post()));
    await clock.advance(859_999);
    expect(clock.pending).toBe(1);
    await clock.advance(1);
    expect(await result).toMatchObject({ message: expect.stringContaining("860 s (timeout.total)") });
  });

  it.each([
    [post, 200, "OutcomeUnknownError", "unknown", false, "its response cannot be used, so images may have been billed"],
    [get, 200, "ConnectionError", "no", true, "The connection to https://api.test failed"],
    [post, 400, "ConnectionError", "no", true, "The connection to https://api.test failed"],
    [post, 500, "OutcomeUnknownError", "unknown", false, "its response cannot be used, so images may have been billed"],
  ] as const)("turn the failure of a body into a SeedreamError: %o, %i", async (make, status, ...expected) => {
    const [name, charged, retryable, words] = expected;
    const { rawFetch, clock } = open([refused(pieces(["a"], "fail"), status)]);
    const request = make();
    const response = await rawFetch(request);
    const error = await bodyOf(response);
    expect(error).toBeInstanceOf(SeedreamError);
    expect(error).toMatchObject({
      name,
      charged,
      retryable,
      provider: "fake",
      clientRequestId: expect.stringMatching(/^.{36}$/),
      message: expect.stringMatching(new RegExp(`${words}.*: terminated`)),
      cause: new TypeError("terminated"),
    });
    expect(clock.pending).toBe(0);
  });

  it.each([
    ["POST", post, 200, "OutcomeUnknownError", "unknown"],
    ["GET", get, 200, "TimeoutError", "no"],
    ["POST that was refused", post, 400, "TimeoutError", "no"],
    ["POST that failed", post, 500, "OutcomeUnknownError", "unknown"],
  ] as const)("end a body that stays silent: %s", async (_, make, status, name, charged) => {
    const body = pieces(["a"], "stall");
    const { rawFetch, clock } = open([refused(body, status)], { timeout: { idle: 5000 } });
    const result = bodyOf(await rawFetch(make()));
    await clock.advance(5000);
    expect(await result).toMatchObject({ name, charged, message: expect.stringContaining("5 s (timeout.idle)") });
    expect(wasCancelled(body)).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it("end a body that takes longer than the total time-out", async () => {
    const clock = virtualClock();
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) =>
        new Promise((resolve) => {
          clock.after(1000, () => {
            if (!isCancelled) controller.enqueue(new Uint8Array(1));
            resolve();
          });
        }),
      cancel: () => {
        isCancelled = true;
      },
    });
    const { rawFetch } = open([new Response(body)], { clock, timeout: 10_000 });
    const result = bodyOf(await rawFetch(post()));
    await clock.advance(10_000);
    expect(await result).toMatchObject({
      name: "OutcomeUnknownError",
      message: expect.stringContaining("10 s (timeout.total)"),
      cause: { name: "TimeoutError" },
    });
    expect(isCancelled).toBe(true);
  });

  it("end an unread body and its fetch at the total time-out", async () => {
    let signal: AbortSignal | null | undefined;
    const { rawFetch, clock } = open([
      async (init) => {
        signal = init.signal;
        return pieces(["a", "b", "c"], "stall");
      },
    ]);
    const response = await rawFetch(post());
    await clock.advance(859_999);
    expect(signal?.aborted).toBe(false);
    await clock.advance(1);
    expect(signal?.aborted).toBe(true);
    expect(await bodyOf(response)).toMatchObject({ name: "OutcomeUnknownError" });
  });

  it("hold for a fetch without web streams, too", async () => {
    const ended = { body: Readable.from(["a", Buffer.from("b")]) };
    const whole = Object.defineProperties(new Response(null, { status: 202, statusText: "Yes" }), {
      body: { value: ended.body },
    });
    const { rawFetch, clock } = open([whole]);
    const response = await rawFetch(post());
    expect(response).toMatchObject({ status: 202, statusText: "Yes", ok: true });
    expect(await bodyOf(response)).toBe("ab");
    expect(clock.pending).toBe(0);

    const stalled = new Readable({ read() {} });
    stalled.push("a");
    const silent = open([Object.defineProperty(new Response(), "body", { value: stalled })], {
      timeout: { idle: 5000 },
    });
    const result = bodyOf(await silent.rawFetch(post()));
    await settled(new Promise((resolve) => setImmediate(resolve)));
    await silent.clock.advance(5000);
    expect(await result).toMatchObject({
      name: "OutcomeUnknownError",
      message: expect.stringContaining("timeout.idle"),
    });
    expect(stalled.destroyed).toBe(true);
  });

  it.each([204, 205])("leave the response unchanged if fetch gives a body with %i", async (status) => {
    const response = Object.defineProperty(new Response(null, { status }), "body", { value: Readable.from([]) });
    const { rawFetch, clock } = open([response]);
    expect(await rawFetch(get())).toBe(response);
    expect(clock.pending).toBe(0);
  });

  it("leave the response unchanged if the runtime has no web streams", async () => {
    const response = new Response("a");
    const { rawFetch, clock } = open([response]);
    vi.stubGlobal("ReadableStream", undefined);
    expect(await rawFetch(get())).toBe(response);
    expect(clock.pending).toBe(0);
  });

  it.each([200, 400, 599])("keep a status in a clone, as middleware makes one: %i", async (status) => {
    const { rawFetch } = open([json({ ok: 1 }, { status })]);
    const copy = (await rawFetch(post())).clone();
    expect(copy).toMatchObject({ status, ok: status === 200 });
    expect(await copy.json()).toEqual({ ok: 1 });
  });

  it.each([199, 600, 999])("keep a status that a Response cannot have: %i", async (status) => {
    const response = Object.defineProperties(new Response("a"), { status: { value: status }, ok: { value: false } });
    const { rawFetch, clock } = open([response]);
    const returned = await rawFetch(post());
    expect(returned).toMatchObject({ status, ok: false });
    expect(await bodyOf(returned)).toBe("a");
    expect(clock.pending).toBe(0);
  });

  it("end when the body ends, and leave no timer and no listener", async () => {
    const controller = new AbortController();
    const request = post({ signal: controller.signal });
    const { rawFetch, clock } = open([pieces(["a", "b"])]);
    const response = await rawFetch(request);
    expect(clock.pending).toBeGreaterThan(0);
    expect(await bodyOf(response)).toBe("ab");
    expect(clock.pending).toBe(0);
    expect(getEventListeners(request.signal, "abort")).toEqual([]);
  });

  it.each([0, 1])("end when the body is cancelled after %i pieces, and cancel the body of fetch", async (count) => {
    const body = pieces(["a"], "stall");
    const { rawFetch, clock } = open([body]);
    const reader = (await rawFetch(post())).body?.getReader();
    for (let read = 0; read < count; read++) await reader?.read();
    await reader?.cancel("enough");
    await clock.advance(0);
    expect(wasCancelled(body)).toBe(true);
    await clock.advance(200_000);
    expect(clock.pending).toBe(0);
  });

  it("are timers in the background", async () => {
    const clock = virtualClock();
    const background: unknown[] = [];
    const after: typeof clock.after = (ms, callback, options) => {
      background.push([ms, options?.background]);
      return clock.after(ms, callback);
    };
    const { rawFetch } = open([json({})], { clock: { ...clock, after } });
    await (await rawFetch(post())).text();
    expect(background).toContainEqual([860_000, true]);
  });

  it("do not keep a process alive that leaves a body unread", async () => {
    const server = createServer((_, outgoing) => outgoing.end(JSON.stringify(answer)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const script = `
      const { createFake } = await import(${JSON.stringify(new URL("../fake-provider.ts", import.meta.url).href)});
      const { api } = createFake({ baseURL: "http://127.0.0.1:${port}" });
      const { response } = await api.POST("/images", { body: { model: "m", prompt: "p" }, parseAs: "stream" });
      console.log(response.status, response.url);
    `;
    try {
      const run = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], { timeout: 30_000 });
      expect(await run).toMatchObject({ stdout: `200 http://127.0.0.1:${port}/images\n`, stderr: "" });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

describe("the fetch of a raw call", () => {
  /** Returns the responses in turn, and records the signal. */
  function watch(...answers: Response[]) {
    let signal: AbortSignal | null | undefined;
    const opened = open(
      answers.map((response) => async (init: RequestInit) => {
        signal = init.signal;
        return response;
      }),
    );
    return { ...opened, isAborted: () => signal?.aborted };
  }
  const slow = () => new Response("slow down", { status: 429 });

  it("is not aborted after a body that was read to its end", async () => {
    const { rawFetch, isAborted } = watch(json({ ok: 1 }));
    await bodyOf(await rawFetch(post()));
    expect(isAborted()).toBe(false);
  });

  it("is aborted after a redirect or an abandoned body, which node-fetch 2 would keep open", async () => {
    const redirected = watch(new Response("", { status: 307 }));
    await settled(redirected.rawFetch(post()));
    expect(redirected.isAborted()).toBe(true);

    const left = watch(pieces(["a"], "stall"));
    await (await left.rawFetch(post())).body?.cancel();
    expect(left.isAborted()).toBe(true);
  });

  it("is aborted at the end of a call that left the body of an earlier attempt, and not before", async () => {
    const { rawFetch, clock, isAborted } = watch(slow(), json({ ok: 1 }));
    const returned = rawFetch(post());
    await clock.advance(500);
    expect(isAborted()).toBe(false);
    expect(await bodyOf(await returned)).toBe('{"ok":1}');
    expect(isAborted()).toBe(true);
  });

  it("is not aborted while it reads a body later by itself, even after an earlier attempt", async () => {
    const { rawFetch, clock, isAborted } = watch(slow(), new Response(null));
    const returned = rawFetch(post());
    await clock.advance(500);
    await returned;
    expect(isAborted()).toBe(false);
  });
});

describe("an abort of a raw call", () => {
  const reason = new Error("enough");

  it.each([
    ["POST", post, "unknown"],
    ["GET", get, "no"],
  ] as const)("while it is out says whether it may be billed: %s", async (_, make, charged) => {
    const controller = new AbortController();
    const { rawFetch, clock } = open([never]);
    const result = settled(rawFetch(make({ signal: controller.signal })));
    await clock.advance(0);
    controller.abort(reason);
    expect(await result).toBeInstanceOf(AbortedError);
    expect(await result).toMatchObject({ charged, cause: reason });
    expect(clock.pending).toBe(0);
  });

  it("before it begins sends nothing", async () => {
    const { rawFetch, calls } = open([json({})]);
    expect(await settled(rawFetch(post({ signal: AbortSignal.abort(reason) })))).toMatchObject({
      name: "AbortedError",
      charged: "no",
      cause: reason,
    });
    expect(calls).toHaveLength(0);
  });

  it("while its body is read ends both, with the reason", async () => {
    const controller = new AbortController();
    const body = pieces(["a"], "stall");
    let signal: AbortSignal | null | undefined;
    const { rawFetch, clock } = open([
      async (init) => {
        signal = init.signal;
        return body;
      },
    ]);
    const result = bodyOf(await rawFetch(post({ signal: controller.signal })));
    await clock.advance(0);
    expect(signal?.aborted).toBe(false);
    controller.abort(reason);
    expect(await result).toMatchObject({ name: "AbortedError", charged: "unknown", cause: reason });
    expect(signal?.reason).toMatchObject({ by: "caller", cause: reason });
    expect(wasCancelled(body)).toBe(true);
    expect(clock.pending).toBe(0);
  });
});

describe("the raw API of a client", () => {
  it("returns data and response, or error and response, as openapi-fetch does", async () => {
    const { fetch } = scripted(json(answer), json({ error: { message: "too dark" } }, { status: 400 }));
    const { api } = createFake({ fetch });
    const body = { model: "wire-9", prompt: "a kite" };
    const made = await api.POST("/images", { body });
    expect(made.data).toEqual(answer);
    expect(made.response).toMatchObject({ status: 200 });
    const { data, ...rest } = await api.POST("/images", { body });
    expect(data).toBeUndefined();
    expect(rest).toMatchObject({ error: { error: { message: "too dark" } }, response: { status: 400 } });
  });
});
