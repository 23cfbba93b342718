import { describe, expect, it } from "vitest";
import { rawFetch } from "../src/raw-fetch.ts";
import { type ClientOptions, createTransport } from "../src/transport.ts";
import { json, key, pieces, scripted, settled } from "./fake-provider.ts";
import { virtualClock } from "./virtual-clock.ts";

function open(options: ClientOptions) {
  const defaults = { provider: "fake", region: "here", baseURL: "https://api.test", variable: "FAKE_API_KEY" };
  return rawFetch(createTransport(defaults, { apiKey: key, clock: virtualClock(), ...options }));
}

const post = () =>
  new Request("https://api.test/images", { method: "POST", body: '{"a":1}', headers: { "x-mine": "1" } });

describe("a raw request", () => {
  it("goes out as it is, with the key", async () => {
    const { fetch, calls } = scripted(json({ ok: true }));
    expect(await (await open({ fetch })(post())).json()).toEqual({ ok: true });
    expect(calls[0]?.url).toBe("https://api.test/images");
    expect(calls[0]?.headers.get("authorization")).toBe(`Bearer ${key}`);
    expect(calls[0]?.headers.get("x-mine")).toBe("1");
    expect(Buffer.from(calls[0]?.body as ArrayBuffer).toString()).toBe('{"a":1}');
  });

  it("that costs money comes back with its 500 and is not repeated", async () => {
    const { fetch, calls } = scripted(json({}, { status: 500 }), json({}));
    expect((await open({ fetch })(post())).status).toBe(500);
    expect(calls).toHaveLength(1);
  });

  it("that costs nothing is repeated after a 500 and after a drop", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(json({}, { status: 500 }), new TypeError("terminated"), json({ ok: 1 }));
    const response = open({ fetch, clock })(new Request("https://api.test/tasks/1"));
    await clock.advance(5000);
    expect((await response).status).toBe(200);
    expect(calls).toHaveLength(3);
    expect(calls[0]?.body).toBeNull();
    expect(clock.pending).toBe(0);
  });

  it("is under a time limit until its answer begins", async () => {
    const clock = virtualClock();
    const fetch = () => new Promise<Response>(() => {});
    const result = settled(open({ fetch, clock, timeout: 1000 })(post()));
    await clock.advance(1000);
    expect(await result).toMatchObject({ name: "OutcomeUnknownError", charged: "unknown" });
  });

  it("can be aborted while it is out, and while its answer is read", async () => {
    const controller = new AbortController();
    const never = (init: RequestInit) =>
      new Promise<Response>((_, reject) => init.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
    const out = settled(open({ fetch: scripted(never).fetch })(new Request(post(), { signal: controller.signal })));
    setTimeout(() => controller.abort(), 10);
    expect(await out).toMatchObject({ name: "AbortedError", charged: "unknown" });

    const own = new AbortController();
    const reason = new Error("enough");
    const ended = settled(open({ fetch: scripted(never).fetch })(new Request(post(), { signal: own.signal })));
    setImmediate(() => own.abort(reason));
    expect(await ended).toMatchObject({ name: "AbortedError", charged: "unknown", cause: reason });

    const later = new AbortController();
    let signal: AbortSignal | null | undefined;
    const answering = (init: RequestInit) => {
      signal = init.signal;
      return Promise.resolve(pieces(["x"], "stall"));
    };
    await open({ fetch: scripted(answering).fetch })(new Request(post(), { signal: later.signal }));
    expect(signal?.aborted).toBe(false);
    later.abort(reason);
    expect(signal?.reason).toBe(reason);
  });
});
