import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { InvalidRequestError } from "../../src/contract/errors.ts";
import type { CallOptions, ClientOptions, RetryNotice } from "../../src/contract/options.ts";
import { RequestFailure } from "../../src/errors/failure.ts";
import { createClient } from "../../src/generate/create-client.ts";
import type { ProviderFacts } from "../../src/provider.ts";
import { readBody } from "../../src/response/body.ts";
import { PlainRequest } from "../../src/transport/plain-request.ts";
import { createTransport, isOk, isOutcome, isRedirect } from "../../src/transport/transport.ts";
import {
  answer,
  completed,
  createFake,
  event,
  fake,
  json,
  key,
  pieces,
  request,
  scripted,
  settled,
  succeeded,
} from "../fake-provider.ts";
import { virtualClock } from "../virtual-clock.ts";
import { openTransport, systemError } from "./open-transport.ts";

afterEach(() => vi.unstubAllGlobals());

const never = () => new Promise<Response>(() => {});

/** A redirect as a browser shows it: without status and without target. */
const opaque = () => Object.defineProperty(Response.error(), "type", { value: "opaqueredirect" });

describe("the time limits of a call", () => {
  const totalOf = (options: ClientOptions, facts: ProviderFacts, timeout: CallOptions["timeout"], count = 1) =>
    openTransport(options, facts).transport.start({ timeout }, count).remaining();

  it.each([
    [1, 300_000],
    [2, 340_000],
    [2.9, 340_000],
    [15, 860_000],
    [16, 860_000],
    [1e9, 860_000],
    [0, 300_000],
    [-5, 300_000],
    [Number.NaN, 300_000],
    [Number.POSITIVE_INFINITY, 860_000],
  ])("give %d images %i ms", (count, total) => {
    expect(totalOf({}, fake, undefined, count)).toBe(total);
  });

  it("follow the provider's own default, up to 15 minutes", () => {
    expect(totalOf({}, { ...fake, totalTimeout: 600_000 }, undefined)).toBe(600_000);
    expect(totalOf({}, { ...fake, totalTimeout: 600_000 }, undefined, 15)).toBe(900_000);
  });

  it.each<[ClientOptions, CallOptions["timeout"], number]>([
    [{ timeout: 5000 }, undefined, 5000],
    [{ timeout: { total: 5000 } }, undefined, 5000],
    [{ timeout: 5000 }, 70, 70],
    [{ timeout: 5000 }, { total: 70 }, 70],
    [{ timeout: { total: 5000 } }, { idle: 70 }, 5000],
    [{ timeout: { total: 5000 } }, { total: undefined }, 5000],
    [{ timeout: { total: undefined } }, {}, 300_000],
    [{ timeout: undefined }, undefined, 300_000],
    [{}, 0.5, 0.5],
    [{}, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  ])("are the call's, else the client's, else the default: %o, %o", (options, timeout, total) => {
    expect(totalOf(options, fake, timeout)).toBe(total);
    expect(totalOf(options, fake, timeout, 15)).toBe(total === 300_000 ? 860_000 : total);
  });

  it.each<[ClientOptions, CallOptions["timeout"], number]>([
    [{}, undefined, 180_000],
    [{ timeout: 1e6 }, undefined, 180_000],
    [{ timeout: { idle: 5000 } }, undefined, 5000],
    [{ timeout: { idle: 5000 } }, { idle: 70 }, 70],
    [{ timeout: { idle: 5000 } }, { idle: undefined }, 5000],
    [{ timeout: { idle: 5000 } }, 1e6, 5000],
  ])("end a call after the idle time-out without data: %o, %o", async (options, timeout, idle) => {
    const { transport, clock } = openTransport(options);
    const call = transport.start({ timeout }, 15);
    const result = settled(call.receive(new Promise(() => {})));
    await clock.advance(idle);
    expect(await result).toMatchObject({ by: "timeout.idle", limit: idle });
  });

  const refused = [Number.NaN, 0, -0, -1, Number.NEGATIVE_INFINITY];

  it.each(refused)("are refused if they are not positive: %d", (value) => {
    for (const [name, timeout] of [
      ["total", value],
      ["total", { total: value }],
      ["idle", { idle: value }],
      ["idle", { total: 1000, idle: value }],
    ] as const) {
      const message = `timeout.${name} is ${value}; it must be a positive number of ms [fake]`;
      for (const start of [
        () => openTransport().transport.start({ timeout }, 1),
        () => createTransport(fake, "https://api.test", { apiKey: key, timeout }).start({}, 1),
      ]) {
        expect(start).toThrow(InvalidRequestError);
        expect(start).toThrow(message);
      }
    }
  });

  it.each([null, "5000", true, 5000n, () => 5000, Symbol("5 s")])(
    "are refused if they are not numbers: %o",
    (value) => {
      const start = (timeout: object) => () => openTransport().transport.start(timeout, 1);
      expect(start({ timeout: value })).toThrow(/^timeout\.total is .*; it must be a positive number of ms/);
      expect(start({ timeout: { total: value } })).toThrow(/^timeout\.total is .*; it must be a positive number of ms/);
      expect(start({ timeout: { idle: value } })).toThrow(/^timeout\.idle is .*; it must be a positive number of ms/);
    },
  );

  it("are refused before anything is sent or paid for", async () => {
    const { fetch, calls } = scripted(json(answer));
    const results = [
      await settled(createFake({ fetch }).generate(request, { timeout: Number.NaN })),
      await settled(createFake({ fetch, timeout: { idle: 0 } }).generate(request)),
    ];
    for (const error of results) {
      expect(error).toMatchObject({ name: "InvalidRequestError", provider: "fake", charged: "no", retryable: false });
    }
    expect(calls).toHaveLength(0);
  });

  it("are named in the error with the value that applied", async () => {
    const { fetch } = scripted(never);
    const { clock } = openTransport();
    const result = settled(createFake({ fetch, clock, timeout: 5000 }).generate(request, { timeout: { total: 70 } }));
    await clock.advance(70);
    expect(await result).toMatchObject({ message: expect.stringContaining("0.07 s (timeout.total)") });
  });
});

describe("the id of a call", () => {
  it("is the caller's, else a random UUID", () => {
    const { transport } = openTransport();
    expect(transport.start({ clientRequestId: "mine" }, 1).clientRequestId).toBe("mine");
    const ids = [1, 2].map(() => transport.start({}, 1).clientRequestId);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  });

  it("is sent if the provider has a header for it", async () => {
    const { fetch, calls } = scripted(() => Promise.resolve(json(answer)));
    const client = createFake({ fetch });
    const [own, given] = [await client.generate(request), await client.generate(request, { clientRequestId: "mine" })];
    expect(calls.map(({ headers }) => headers.get("x-own-id"))).toEqual([own.clientRequestId, "mine"]);
    expect(given.clientRequestId).toBe("mine");
  });

  it("is not sent if the provider has no header for it, and may then be any text", async () => {
    const { fetch, calls } = scripted(json(answer));
    const { clientRequestIdHeader: _, ...facts } = fake;
    const { send, call } = openTransport({ fetch }, facts, { clientRequestId: "a\nb" });
    await send();
    expect(call.clientRequestId).toBe("a\nb");
    expect([...(calls[0]?.headers.keys() ?? [])]).toEqual(["authorization"]);
  });
});

describe("headers", () => {
  it("are the call's, then the client's, and none replaces the key", async () => {
    const { fetch, calls } = scripted(json(answer));
    const headers = { "x-a": "client", "x-b": "client", authorization: "none", Authorization: "None" };
    await createFake({ fetch, headers }).generate(request, {
      headers: { "X-B": "call", AUTHORIZATION: "NONE", "x-own-id": "other" },
      clientRequestId: "mine",
    });
    expect(Object.fromEntries(calls[0]?.headers ?? [])).toEqual({
      "x-a": "client",
      "x-b": "call",
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "x-own-id": "mine",
    });
  });

  it.each(["Content-Length", "content-length"])(
    "have no content-length, which may belong to a forwarded request: %s",
    async (name) => {
      const { fetch, calls } = scripted(json(answer));
      await createFake({ fetch, headers: { [name]: "5", "x-other": "1" } }).generate(request);
      expect(calls[0]?.headers.has(name)).toBe(false);
      expect(calls[0]?.headers.get("x-other")).toBe("1");
    },
  );

  it.each(["content-type", "Content-Type", "CONTENT-TYPE"])("do not change that the body is JSON: %s", async (name) => {
    const { fetch, calls } = scripted(() => Promise.resolve(json(answer)));
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      await createFake({ fetch, headers: { [name]: type } }).generate(request);
      await createFake({ fetch }).generate(request, { headers: { [name]: type } });
    }
    expect(calls.map(({ headers }) => headers.get("content-type"))).toEqual(Array(6).fill("application/json"));
    expect(calls.map(({ body }) => body)).toEqual(Array(6).fill(expect.objectContaining({ prompt: "a kite" })));
  });

  it("are kept if their names only resemble content-type", async () => {
    const { fetch, calls } = scripted(json(answer));
    const headers = { "x-content-type": "1", "content-type-x": "2" };
    await createFake({ fetch, headers }).generate(request);
    expect(Object.fromEntries(calls[0]?.headers ?? [])).toMatchObject(headers);
  });

  const label = "has a character that HTTP headers do not allow; remove it [fake";

  it.each<[CallOptions, string]>([
    [{ headers: { "x-a": "b\nc" } }, 'headers["x-a"]'],
    [{ headers: { "x-a": "b\r\nx-evil: 1" } }, 'headers["x-a"]'],
    [{ headers: { "x-a": "b\u0000" } }, 'headers["x-a"]'],
    [{ headers: { "x-a": "b\u007f" } }, 'headers["x-a"]'],
    [{ headers: { "x-a": "日本" } }, 'headers["x-a"]'],
    [{ headers: { "x a": "b" } }, 'headers["x a"]'],
    [{ headers: { "x-a:": "b" } }, 'headers["x-a:"]'],
    [{ headers: { "": "b" } }, 'headers[""]'],
    [{ headers: { "x-fine": "b", "x-bad": "\n" } }, 'headers["x-bad"]'],
    [{ clientRequestId: "mine\n" }, "clientRequestId"],
    [{ clientRequestId: "我的" }, "clientRequestId"],
  ])("are refused by name before anything is sent: %j", async (options, name) => {
    const { fetch, calls } = scripted(json(answer));
    const error = await settled(createFake({ fetch }).generate(request, options));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({
      message: expect.stringContaining(`${name} ${label}`),
      provider: "fake",
      charged: "no",
      retryable: false,
    });
    expect(calls).toHaveLength(0);
  });

  it("are refused by name if they are the client's, too", async () => {
    const { fetch, calls } = scripted(json(answer));
    const error = await settled(createFake({ fetch, headers: { "x-a": "b\nc" } }).generate(request));
    expect(error).toMatchObject({ name: "InvalidRequestError", charged: "no" });
    expect(error).toMatchObject({ message: expect.stringContaining(`headers["x-a"] ${label}`) });
    expect(calls).toHaveLength(0);
  });

  it.each(["", " ", "\t", "~", "é", "ÿ", "\u0080", "a b"])("may have the value %j", async (value) => {
    const { fetch, calls } = scripted(json(answer));
    await createFake({ fetch, headers: { "x-a": value, "!#$%&'*+-.^_`|~9": "1" } }).generate(request);
    expect(calls[0]?.headers.get("x-a")).toBe(value.trim());
    expect(calls[0]?.headers.get("!#$%&'*+-.^_`|~9")).toBe("1");
  });

  it("are sent only if the runtime accepts them, and are otherwise refused only for control characters", () => {
    const text = fc.string({ unit: "binary", maxLength: 5 });
    return fc.assert(
      fc.asyncProperty(text, text, async (name, value) => {
        const { fetch } = scripted(() => Promise.resolve(json(answer)));
        const isSent = !((await settled(openTransport({ fetch, headers: { [name]: value } }).send())) instanceof Error);
        let isAllowed = true;
        try {
          new Headers({ [name]: value });
        } catch {
          isAllowed = false;
        }
        if (isSent) expect(isAllowed).toBe(true);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant.
        if (isAllowed && !/[\x00-\x08\x0a-\x1f\x7f]/.test(value)) expect(isSent).toBe(true);
      }),
    );
  });
});

describe("a request", () => {
  /** A fetch that records its arguments. */
  function recording(response: () => Response = () => json(answer)) {
    const inits: RequestInit[] = [];
    const urls: unknown[] = [];
    const fetch: typeof globalThis.fetch = async (url, init = {}) => {
      urls.push(url);
      inits.push(init);
      return response();
    };
    return { fetch, inits, urls };
  }

  it("goes to its address as a text, with the signal of the call, and does not follow redirects", async () => {
    const { fetch, inits, urls } = recording();
    const { send, call } = openTransport({ fetch });
    await send();
    expect(urls).toEqual(["https://api.test/v1/images"]);
    expect(inits).toMatchObject([{ method: "POST", redirect: "manual" }]);
    expect(inits[0]?.signal).toBe(call.signal);
  });

  /** Returns the inits of two calls of a client, in a copy of the modules that has made no call before. */
  async function initsElsewhere(): Promise<RequestInit[]> {
    vi.resetModules();
    const { createFake: createElsewhere } = await import("../fake-provider.ts");
    const { fetch, inits } = recording();
    const client = createElsewhere({ fetch });
    for (let count = 0; count < 2; count++) await client.generate(request);
    return inits;
  }

  it("bypasses caches if the runtime can", async () => {
    expect(await initsElsewhere()).toMatchObject([{ cache: "no-store" }, { cache: "no-store" }]);
  });

  it("names no cache if the runtime refuses the field, and asks the runtime once", async () => {
    let asked = 0;
    vi.stubGlobal(
      "Request",
      class {
        constructor(url: string, { cache }: RequestInit = {}) {
          asked++;
          if (URL.canParse(url) && cache) throw new TypeError("The 'cache' field is not implemented");
        }
      },
    );
    const inits = await initsElsewhere();
    expect(inits.map((init) => "cache" in init)).toEqual([false, false]);
    expect(asked).toBe(1);
  });

  it("passes its body to fetch as the same text in each attempt, without a copy", async () => {
    const body = JSON.stringify({ prompt: "a kite", images: ["x".repeat(100_000)] });
    const { fetch, inits } = recording(() => json({}, { status: 429, headers: { "retry-after": "0" } }));
    const { send, clock } = openTransport({ fetch });
    const result = settled(send("never", body));
    await clock.advance(0);
    await result;
    expect(inits).toHaveLength(3);
    for (const init of inits) expect(init.body).toBe(body);
  });

  it("is a text as the provider's client makes it", async () => {
    const { fetch, inits } = recording();
    await createFake({ fetch }).generate(request);
    expect(inits[0]?.body).toBe('{"model":"wire-9","prompt":"a kite","stream":false,"count":1}');
  });

  it("is a Blob on Deno, whose fetch resends text and bytes by itself", async () => {
    vi.stubGlobal("Deno", {});
    const bytes = new TextEncoder().encode('{"a":1}').buffer;
    for (const body of ['{"a":1}', bytes]) {
      const { fetch, inits } = recording();
      await openTransport({ fetch }).send("never", body);
      const sent = inits[0]?.body;
      expect(sent).toBeInstanceOf(Blob);
      expect(await (sent as Blob).text()).toBe('{"a":1}');
    }
  });

  it("is an encoded form for a fetch that is not the runtime's, which may not know forms", async () => {
    const form = new FormData();
    form.set("file", new File(["abc"], "a.png", { type: "image/png" }));
    const { fetch, inits } = recording();
    await openTransport({ fetch }).send("always", form);
    const [init] = inits;
    expect(init?.body).toBeInstanceOf(ArrayBuffer);
    const type = new Headers(init?.headers).get("content-type") ?? "";
    const sent = await new Response(init?.body, { headers: { "content-type": type } }).formData();
    expect(sent.get("file")).toMatchObject({ name: "a.png", type: "image/png", size: 3 });

    const runtime = recording();
    vi.stubGlobal("fetch", runtime.fetch);
    await openTransport({}).send("always", form);
    expect(runtime.inits[0]?.body).toBe(form);
  });

  it("keeps its form and its absence on Deno", async () => {
    vi.stubGlobal("Deno", {});
    for (const body of [new FormData(), null]) {
      const { fetch, inits } = recording();
      await openTransport({ fetch }).send("always", body);
      expect(inits[0]?.body).toBe(body);
    }
  });

  it("looks fetch up at each call, so that an interceptor installed later sees it", async () => {
    const client = createFake({});
    const { fetch, calls } = scripted(json(answer));
    vi.stubGlobal("fetch", fetch);
    await client.generate(request);
    expect(calls).toHaveLength(1);
  });

  it("goes to another host if it names one, unless the options name one", async () => {
    const { fetch, urls } = recording();
    await openTransport({ fetch }).send({ operation: "upload", retry: "always", baseURL: "https://uploads.test/v2" });
    const { transport } = openTransport({ fetch, baseURL: "https://proxy.test" });
    const proxied: string[] = [];
    await settled(
      transport.send(
        transport.start({}, 1),
        { operation: "upload", retry: "always", baseURL: "https://uploads.test" },
        async (init) => {
          proxied.push(init.baseUrl);
        },
      ),
    );
    expect(urls).toEqual(["https://uploads.test/v2/images"]);
    // The address that the transport was created with: `connect()` takes it from the options.
    expect(proxied).toEqual(["https://api.test/v1"]);
  });

  it("must be sent by the fetch that the operation is given", async () => {
    const { transport, call } = openTransport(scripted(json(answer)));
    const silent = transport.send(call, { operation: "submit", retry: "never" }, async () => {});
    await expect(silent).rejects.toThrow("The operation must spread its init");
    const foreign = transport.send(call, { operation: "submit", retry: "never" }, ({ fetch }) =>
      fetch(new Request("https://api.test")),
    );
    await expect(foreign).rejects.toThrow("The operation must spread its init");
    expect(call.submission).toBe("unsent");
  });

  it("leaves openapi-fetch nothing to parse", async () => {
    const { transport, call } = openTransport({ fetch: scripted(() => Promise.resolve(json(answer))).fetch });
    for (let count = 0; count < 2; count++) {
      await transport.send(call, { operation: "submit", retry: "never" }, async ({ fetch, parseAs }) => {
        const request = new PlainRequest("https://api.test/v1/images", { method: "POST" });
        expect(await fetch(request as unknown as Request)).toMatchObject({ status: 204, body: null });
        expect(parseAs).toBe("stream");
      });
    }
  });
});

describe("a request that is repeated", () => {
  const limited = (init: ResponseInit = {}) =>
    json({ error: { code: "RateLimitExceeded", message: "slow down" } }, { status: 429, ...init });

  it.each([
    ["429", () => limited(), "HTTP 429"],
    ["503 with Retry-After", () => new Response("", { status: 503, headers: { "retry-after": "0.5" } }), "HTTP 503"],
    ["a refusal inside a 200", () => json({ error: { code: "RateLimitExceeded", message: "slow" } }), "HTTP 200"],
    ["a refused connection", () => systemError("ECONNREFUSED", "connect"), "fetch failed (ECONNREFUSED)"],
    ["a name that does not resolve", () => systemError("ENOTFOUND"), "fetch failed (ENOTFOUND)"],
  ])("waits first, stays the same, and gives the reason to onRetry: after %s", async (_, outcome, reason) => {
    const { fetch, calls } = scripted(outcome(), json(answer));
    const notices: RetryNotice[] = [];
    const { send, clock } = openTransport({ fetch, random: () => 0, onRetry: (notice) => notices.push(notice) });
    const result = send();
    await clock.advance(499);
    expect(calls).toHaveLength(1);
    expect(notices).toMatchObject([{ attempt: 1, wait: 500, reason }]);
    await clock.advance(1);
    expect((await readBody(await result)).data).toEqual(answer);
    expect(calls).toHaveLength(2);
    expect({ ...calls[1], headers: [...(calls[1]?.headers ?? [])] }).toEqual({
      ...calls[0],
      headers: [...(calls[0]?.headers ?? [])],
    });
  });

  it("names a failure that is not an error, too", async () => {
    const notices: RetryNotice[] = [];
    const fetch = () => Promise.reject("odd");
    const { send, clock } = openTransport({ fetch, maxRetries: 1, onRetry: (notice) => notices.push(notice) });
    const result = settled(send("always"));
    await clock.advance(1000);
    expect(await result).toMatchObject({ failure: "odd" });
    expect(notices).toMatchObject([{ attempt: 1, reason: "odd" }]);
  });

  it("ignores a hook that throws", async () => {
    const { fetch, calls } = scripted(limited(), json(answer));
    const onRetry = () => {
      throw new Error("of the hook");
    };
    const { send, clock } = openTransport({ fetch, onRetry });
    const result = send();
    await clock.advance(500);
    await expect(result).resolves.toBeDefined();
    expect(calls).toHaveLength(2);
  });

  it.each([
    [undefined, undefined, 3],
    [3, undefined, 4],
    [0, undefined, 1],
    [3, 1, 2],
    [0, 1, 2],
    [3, 0, 1],
    [Number.NaN, undefined, 1],
  ])("is sent as often as maxRetries of client and call allow: %d, %d", async (ofClient, ofCall, attempts) => {
    const { fetch, calls } = scripted(() => Promise.resolve(limited()));
    const notices: RetryNotice[] = [];
    const options = { fetch, random: () => 0, onRetry: (notice: RetryNotice) => notices.push(notice) };
    const { send, clock } = openTransport({ ...options, maxRetries: ofClient });
    const result = settled(send({ operation: "submit", retry: "never", maxRetries: ofCall }));
    await clock.advance(500 + 1000 + 2000 + 4000);
    expect(await result).toBeInstanceOf(RequestFailure);
    expect(await result).toMatchObject({ refusal: { status: 429 }, origin: "https://api.test", retry: "never" });
    expect(calls).toHaveLength(attempts);
    expect(notices).toMatchObject(
      [500, 1000, 2000].slice(0, attempts - 1).map((wait, index) => ({ attempt: index + 1, wait, reason: "HTTP 429" })),
    );
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("from the hook");
      },
    ],
    ["rejects", () => Promise.reject(new Error("from the hook"))],
  ])("is repeated all the same when onRetry %s", async (_, onRetry) => {
    const { fetch, calls } = scripted(limited(), json(answer));
    const { send, clock } = openTransport({ fetch, onRetry });
    const result = send();
    await clock.advance(500);
    expect(await result).toBeDefined();
    expect(calls).toHaveLength(2);
  });

  it("spreads its waits at random by default", async () => {
    const waits = new Set<number>();
    for (let count = 0; count < 5; count++) {
      const { fetch } = scripted(limited(), json(answer));
      const { send, clock } = openTransport({ fetch, onRetry: ({ wait }) => waits.add(wait) });
      const result = send();
      await clock.advance(500);
      await result;
    }
    expect(waits.size).toBeGreaterThan(1);
    for (const wait of waits) expect(wait).toBeGreaterThan(250);
    for (const wait of waits) expect(wait).toBeLessThanOrEqual(500);
  });

  it("is not sent again if the wait would pass the deadline", async () => {
    const { fetch, calls } = scripted(new Response("", { status: 503, headers: { "retry-after": "300" } }));
    const { send, clock } = openTransport({ fetch });
    expect(await settled(send())).toMatchObject({ refusal: { status: 503, retryAfter: 300_000 } });
    expect(calls).toHaveLength(1);
    // Only the total time-out of the call, not a wait.
    expect(clock.pending).toBe(1);
  });

  it("is sent again if the wait just fits", async () => {
    const { fetch, calls } = scripted(limited({ headers: { "retry-after": "299.999" } }), json(answer));
    const { send, clock } = openTransport({ fetch });
    const result = send();
    await clock.advance(299_999);
    await result;
    expect(calls).toHaveLength(2);
  });

  it("is not sent again after an abort during the wait, and leaves no timer", async () => {
    const controller = new AbortController();
    const { fetch, calls } = scripted(limited({ headers: { "retry-after": "60" } }));
    const { send, clock, call } = openTransport({ fetch }, fake, { signal: controller.signal });
    const result = settled(send());
    await clock.advance(1000);
    controller.abort("why");
    expect(await result).toMatchObject({ by: "caller", cause: "why" });
    expect(call.submission).toBe("unsent");
    expect(calls).toHaveLength(1);
    call.end();
    expect(clock.pending).toBe(0);
  });

  it.each(["never", "keyed", "always"] as const)("is not sent again in a call that has ended: %s", async (retry) => {
    const controller = new AbortController();
    const { fetch, calls } = scripted(async () => {
      controller.abort("why");
      return limited();
    });
    const { send } = openTransport({ fetch }, fake, { signal: controller.signal });
    expect(await settled(send(retry))).toBeInstanceOf(RequestFailure);
    expect(calls).toHaveLength(1);
  });

  it("is not even sent once in a call that had ended before", async () => {
    const { fetch, calls } = scripted(json(answer));
    const { send, call } = openTransport({ fetch }, fake, { signal: AbortSignal.abort("why") });
    expect(await settled(send())).toMatchObject({ failure: { by: "caller", cause: "why" } });
    expect(call.submission).toBe("unsent");
    expect(calls).toHaveLength(0);
  });

  it.each(["keyed", "always"] as const)("is also sent again after a failure if it is %s", async (retry) => {
    const { fetch, calls } = scripted(
      new Response("<html>Bad gateway</html>", { status: 502 }),
      systemError("ECONNRESET", "read"),
      json(answer),
    );
    const { send, clock } = openTransport({ fetch });
    const result = send(retry);
    await clock.advance(5000);
    await result;
    expect(calls).toHaveLength(3);
  });

  it("is not sent again by a fetch that ended on a signal of its own", async () => {
    const { fetch, calls } = scripted(new DOMException("stop", "AbortError"));
    const { send, clock } = openTransport({ fetch });
    const result = settled(send("always"));
    await clock.advance(5000);
    expect(await result).toMatchObject({ failure: { name: "AbortError" } });
    expect(calls).toHaveLength(1);
  });

  it("is given up as soon as the call ends, even if fetch does not listen to its signal", async () => {
    const { send, clock } = openTransport({ fetch: never, timeout: 1000 });
    const result = settled(send());
    await clock.advance(1000);
    expect(await result).toMatchObject({ failure: { by: "timeout.total", limit: 1000 } });
    expect(clock.pending).toBe(0);
  });
});

describe("Retry-After", () => {
  const { transport, clock } = openTransport();
  const read = (header: string, status = 503) =>
    transport.refusalOf(new Response(null, { status, headers: { "retry-after": header } })).retryAfter;
  const dateIn = (seconds: number) => new Date(clock.now() + seconds * 1000).toUTCString();

  it("is read without the blanks that a fetch may leave after it", () => {
    const { transport } = openTransport();
    const headers = { get: (name: string) => (name === "retry-after" ? "2 \t" : null) };
    const response = Object.defineProperty(new Response(null, { status: 503 }), "headers", { value: headers });
    expect(transport.refusalOf(response).retryAfter).toBe(2000);
  });

  it.each([
    ["0", 0],
    ["2", 2000],
    ["1.25", 1250],
    ["120", 120_000],
    ["  7\t", 7000],
    ["007", 7000],
    [dateIn(90), 90_000],
    [dateIn(-90), 0],
    ["9".repeat(400), Number.POSITIVE_INFINITY],
    ["Friday, 20-Nov-37 08:49:37 GMT", Date.UTC(2037, 10, 20, 8, 49, 37) - clock.now()],
    ["Fri Nov 20 08:49:37 2037", Date.UTC(2037, 10, 20, 8, 49, 37) - clock.now()],
    ["Fri Nov  6 08:49:37 2037", Date.UTC(2037, 10, 6, 8, 49, 37) - clock.now()],
  ])("is read as seconds or as a date of HTTP: %j", (header, ms) => {
    expect(read(header)).toBe(ms);
    expect(read(header, 429)).toBe(ms);
  });

  const unreadable = [
    "",
    "soon",
    "-1",
    "2, 2",
    "1e3",
    "0x10",
    "+5",
    "1.",
    ".5",
    "1.5.5",
    "5 s",
    "5s",
    "Infinity",
    "NaN",
    "soon 1",
    "Retry 3",
    "in 5",
    "May 5",
    "Friday",
    "Fri 5",
    "2037-11-20T08:49:37Z",
    "20 Nov 2037 08:49:37 GMT",
    "Fri, 20 Nov 2037 08:49:37",
    "Fri, 20 Nov 2037 08:49:37 +0100",
    "Fri, 20 Nov 2037",
    "Fri, 99 Nov 2037 08:49:37 GMT",
    "fri, 20 nov 2037 08:49:37 gmt",
    "Fri, 20 Nov 2037 08:49:37 GMT, 5",
    "x Fri, 20 Nov 2037 08:49:37 GMT",
  ];

  it.each(unreadable)("is missing if it is neither: %j", (header) => {
    expect(read(header)).toBeUndefined();
  });

  it("is missing if there is none", () => {
    expect(transport.refusalOf(new Response(null, { status: 503 })).retryAfter).toBeUndefined();
  });

  it("is never negative or NaN, for any header", () => {
    const texts = fc.oneof(
      fc.string({ unit: "grapheme-ascii" }),
      fc.string({ unit: fc.constantFrom(..."0123456789.-+e, :GMTFriNov") }),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    );
    fc.assert(
      fc.property(texts, (header) => {
        const ms = read(header);
        if (ms !== undefined) expect(ms).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(["soon", "-1", "", "2, 2", "soon 1"])(
    "makes a 503 repeatable only if it can be read, and leaves the outcome unknown otherwise: %j",
    async (header) => {
      const { fetch, calls } = scripted(() =>
        Promise.resolve(new Response("", { status: 503, headers: { "retry-after": header } })),
      );
      const client = createFake({ fetch, clock });
      const result = settled(client.generate(request));
      await clock.advance(60_000);
      expect(await result).toMatchObject({
        name: "OutcomeUnknownError",
        status: 503,
        charged: "unknown",
        retryable: false,
      });
      expect(calls).toHaveLength(1);
    },
  );

  it("leads to a retryable error if the wait is too long for the call", async () => {
    const { fetch } = scripted(new Response("", { status: 503, headers: { "retry-after": "86400" } }));
    expect(await settled(createFake({ fetch, clock }).generate(request))).toMatchObject({
      name: "ServerError",
      status: 503,
      retryable: true,
      charged: "no",
    });
  });
});

describe("a prompt that reads like a refusal", () => {
  it("does not make a failure repeatable that quotes it", async () => {
    const message = 'The service failed for the prompt: a sign that reads {"code":"RateLimitExceeded"}';
    for (const error of [{ code: "InternalServiceError", message }, { type: "server_error", message }, { message }]) {
      const { fetch, calls } = scripted(json({ error }), json(answer));
      const clock = virtualClock();
      const result = settled(createFake({ fetch, clock }).generate(request));
      await clock.advance(60_000);
      expect(await result).toMatchObject({ name: "OutcomeUnknownError", charged: "unknown", retryable: false });
      expect(calls).toHaveLength(1);
    }
  });
});

describe("a rate limit under a 403", () => {
  it("is an error that the user may retry, but the client does not", async () => {
    const refusal = json({ error: { code: "RateLimitExceeded", message: "slow down" } }, { status: 403 });
    const { fetch, calls } = scripted(refusal, json(answer));
    const { clock } = openTransport();
    const result = settled(createFake({ fetch, clock }).generate(request));
    await clock.advance(60_000);
    expect(await result).toMatchObject({ name: "RateLimitError", status: 403, retryable: true, charged: "no" });
    expect(calls).toHaveLength(1);
  });
});

describe("a usable response", () => {
  it("is passed on with its request id, and nothing of its body is lost", async () => {
    const bodies = [JSON.stringify(answer), "", "<html>", '{"data":[', "data: 1\n\n", ` ${JSON.stringify([1, 2])}`];
    for (const body of bodies) {
      for (const refusedAs of [fake.refusedAs, undefined]) {
        const facts = refusedAs ? fake : (({ refusedAs: _, ...rest }) => rest)(fake);
        const { fetch } = scripted(new Response(body, { headers: { "x-request-id": "r1" } }));
        const reply = await openTransport({ fetch }, facts).send();
        expect(reply.requestId).toBe("r1");
        const { data, isJson } = await readBody(reply);
        expect(isJson ? JSON.stringify(data) : data).toBe(isJson ? JSON.stringify(JSON.parse(body)) : body);
      }
    }
  });

  it("is read by a client whose provider has no refusals inside a 200, whole and as a stream", async () => {
    const { refusedAs: _, ...facts } = fake;
    const events = event(succeeded(0)) + event(completed(1));
    const { fetch } = scripted(json(answer), new Response(events));
    const client = createClient(facts, { apiKey: key, fetch }, "here");
    await expect(client.generate(request)).resolves.toMatchObject({ images: [{ ok: true }] });
    const types: string[] = [];
    for await (const { type } of client.stream(request)) types.push(type);
    expect(types).toContain("image");
    expect(types.at(-1)).toBe("completed");
  });

  it("has no request id if the provider sends none", async () => {
    const reply = await openTransport(scripted(json(answer))).send();
    expect(reply.requestId).toBeUndefined();
  });
});

describe("a refusal inside a 200", () => {
  const body = { error: { code: "ContentRejected", message: "too dark" } };

  it("has the status that the description says, the code, the explanation and the ids", async () => {
    const { fetch } = scripted(json(body, { headers: { "x-request-id": "r1", "retry-after": "9" } }));
    const seen: unknown[] = [];
    const refusedAs = (given: unknown) => {
      seen.push(given);
      return 422;
    };
    const error = await settled(openTransport({ fetch }, { ...fake, refusedAs }).send());
    expect(seen).toEqual([body]);
    expect(error).toMatchObject({
      refusal: {
        status: 422,
        code: "ContentRejected",
        reason: "too dark",
        raw: body,
        requestId: "r1",
        retryAfter: 9000,
      },
    });
  });

  it("is not looked for if the description does not say how, nor in a body that is not one JSON object", async () => {
    const { refusedAs: _, ...facts } = fake;
    await expect(openTransport(scripted(json(body)), facts).send()).resolves.toBeDefined();
    const refusedAs = () => expect.unreachable();
    for (const response of [json([body]), new Response("data: 1\n\n"), new Response('{"cut":'), new Response("")]) {
      const { fetch } = scripted(response);
      await expect(openTransport({ fetch }, { ...fake, refusedAs }).send()).resolves.toBeDefined();
    }
  });
});

describe("a response that refuses", () => {
  const refusalOf = async (response: Response | (() => Promise<Response>), options = {}) => {
    const { fetch } = scripted(response);
    const { send } = openTransport({ fetch, maxRetries: 0, ...options });
    const error = await settled(send());
    expect(error).toBeInstanceOf(RequestFailure);
    return (error as RequestFailure).refusal;
  };
  const withStatus = (body: Response, status: number, headers = {}) => new Response(body.body, { status, headers });

  it("that comes in pieces is read whole", async () => {
    const body = pieces(['{"error":{"code":"Invalid', 'Parameter","message":', '"too dark"}}']);
    expect(await refusalOf(withStatus(body, 400, { "x-request-id": "r2" }))).toMatchObject({
      status: 400,
      code: "InvalidParameter",
      reason: "too dark",
      requestId: "r2",
      raw: { error: { message: "too dark" } },
    });
  });

  it("is kept as text if it is not JSON", async () => {
    expect(await refusalOf(new Response("<html>", { status: 502 }))).toMatchObject({ status: 502, raw: "<html>" });
    expect(await refusalOf(new Response(null, { status: 404 }))).toMatchObject({ status: 404, raw: "" });
  });

  it("is read up to the size of an explanation, and then cancelled", async () => {
    let pulled = 0;
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(10_000).fill(120));
      },
      cancel() {
        isCancelled = true;
      },
    });
    expect(await refusalOf(new Response(endless, { status: 400 }))).toMatchObject({ raw: "x".repeat(70_000) });
    expect(pulled).toBeLessThan(10);
    expect(isCancelled).toBe(true);
  });

  it("that breaks off is classed by its status", async () => {
    const body = pieces(["<html>"], "fail");
    expect(await refusalOf(withStatus(body, 402))).toMatchObject({ status: 402, raw: "<html>" });
  });

  it("that stays silent is classed by its status after the idle time-out", async () => {
    const { fetch, calls } = scripted(withStatus(pieces(["<html>"], "stall"), 402));
    const { send, clock } = openTransport({ fetch, timeout: { idle: 5000 } });
    const result = settled(send());
    await clock.advance(5000);
    expect(await result).toMatchObject({ refusal: { status: 402, raw: "<html>" } });
    expect(calls).toHaveLength(1);
  });

  it("has the number of its Retry-After", async () => {
    const response = json({}, { status: 503, headers: { "retry-after": "9" } });
    expect(await refusalOf(response)).toMatchObject({ status: 503, retryAfter: 9000 });
  });
});

describe("a redirect", () => {
  const redirect = (status: number, headers: Record<string, string> = {}) => new Response(null, { status, headers });

  it("is any response of 3xx, or an opaque redirect of a browser, and no other response", () => {
    for (let status = 200; status < 600; status++) {
      expect(isRedirect(new Response(null, { status }))).toBe(status >= 300 && status < 400);
      expect(isOk(new Response(null, { status }))).toBe(status < 300);
    }
    expect(isRedirect(opaque())).toBe(true);
    expect(isRedirect(Response.error())).toBe(false);
  });

  it("is not followed, so that the key goes nowhere else, and says how to accept the address", async () => {
    const { fetch, calls } = scripted(redirect(307, { location: "https://evil.test/", "x-request-id": "r1" }));
    const clock = virtualClock();
    const error = await settled(createFake({ fetch, clock }).generate(request, { clientRequestId: "mine" }));
    expect(error).toMatchObject({
      name: "ConnectionError",
      message:
        "fake redirects to https://evil.test/, which is not followed; set baseURL to it if it is right [fake, HTTP 307, request r1, client request mine]",
      status: 307,
      requestId: "r1",
      charged: "unknown",
      retryable: false,
    });
    expect(calls).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it("is never repeated, for any cost of the request", async () => {
    for (const retry of ["never", "keyed", "always"] as const) {
      for (const response of [redirect(301), redirect(308, { "retry-after": "0" }), opaque()]) {
        const { fetch, calls } = scripted(response);
        const { send, clock } = openTransport({ fetch });
        const result = settled(send(retry));
        await clock.advance(60_000);
        expect(await result).toMatchObject({ refusal: { reason: expect.stringContaining("which is not followed") } });
        expect(calls).toHaveLength(1);
      }
    }
  });

  it("has no target and no status in a browser", async () => {
    const { transport } = openTransport();
    expect(transport.refusalOf(opaque())).toMatchObject({
      status: 302,
      reason: "fake redirects to another address, which is not followed; set baseURL to it if it is right",
    });
    expect(transport.refusalOf(redirect(304))).toMatchObject({ status: 304 });
  });

  it("has its body cancelled, not read", async () => {
    const body = pieces(["<html>"], "stall") as Response & { wasCancelled(): boolean };
    const { transport } = openTransport();
    transport.refusalOf(Object.defineProperty(body, "status", { value: 307 }));
    expect(body.wasCancelled()).toBe(true);
    const locked = new Response(pieces(["<html>"]).body, { status: 307 });
    locked.body?.getReader();
    expect(transport.refusalOf(locked)).toMatchObject({ status: 307 });
  });

  it("ends the connection of its fetch, which node-fetch 2 leaves open", async () => {
    const signals: (AbortSignal | null | undefined)[] = [];
    const answerWith = (response: Response) => async (_: unknown, init?: RequestInit) => {
      signals.push(init?.signal);
      return response;
    };
    await settled(createFake({ fetch: answerWith(redirect(307)) }).generate(request));
    await createFake({ fetch: answerWith(json(answer)) }).generate(request);
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, false]);
  });

  it("leaves other responses unread", async () => {
    const { transport } = openTransport();
    const response = new Response("why", { status: 400, headers: { "x-request-id": "r1" } });
    expect(transport.refusalOf(response)).toEqual({ status: 400, requestId: "r1", retryAfter: undefined });
    expect(await response.text()).toBe("why");
  });
});

it("an outcome is told from a usable response by its field", () => {
  expect(isOutcome({ refusal: { status: 400 } })).toBe(true);
  expect(isOutcome({ failure: undefined })).toBe(true);
  expect(isOutcome({ response: new Response() })).toBe(false);
});
