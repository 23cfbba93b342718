import { afterEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "../src/clock.ts";
import { answer, createFake, json, key, request, scripted, settled } from "./fake-provider.ts";
import { virtualClock } from "./virtual-clock.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

describe("a client", () => {
  it("takes its key from the environment", async () => {
    vi.stubEnv("FAKE_API_KEY", "sk-from-the-environment");
    const { fetch, calls } = scripted(json(answer));
    await createFake({ fetch, apiKey: undefined as unknown as string }).generate(request);
    expect(calls[0]?.headers.get("authorization")).toBe("Bearer sk-from-the-environment");
  });

  it.each([
    ["sk bad", 3, 6],
    [" sk", 1, 3],
    ["sk\n", 3, 3],
    ["schlüssel", 5, 9],
  ])("refuses the key %j, says where it goes wrong and does not quote it", async (apiKey, at, length) => {
    const error = await settled((async () => createFake({ apiKey }))());
    expect(error).toMatchObject({
      name: "AuthenticationError",
      provider: "fake",
      message: `The API key has a space, a line break or the like at ${at} of ${length} [fake]`,
    });
  });

  it.each([undefined, {}])("says what to pass where there is no environment: process is %j", (process) => {
    const real = globalThis.process;
    let error: unknown;
    vi.stubGlobal("process", process);
    try {
      createFake({ apiKey: undefined as unknown as string });
    } catch (cause) {
      error = cause;
    } finally {
      vi.stubGlobal("process", real);
    }
    expect(error).toMatchObject({ message: "No API key: pass apiKey or set FAKE_API_KEY [fake]", provider: "fake" });
  });

  it("does not start in a web page unless told to", () => {
    vi.stubGlobal("document", {});
    expect(() => createFake({})).toThrow("dangerouslyAllowBrowser");
    expect(() => createFake({ dangerouslyAllowBrowser: true })).not.toThrow();
  });

  it.each(["api.test", "ftp://api.test", "https://", "", "see https://api.test"])(
    "refuses %j for a baseURL",
    (baseURL) => {
      expect(() => createFake({ baseURL })).toThrow(`baseURL is "${baseURL.replace(/\/+$/, "")}"; it must begin with`);
    },
  );

  it("names its provider in what it says of a baseURL", () => {
    expect(() => createFake({ baseURL: "here" })).toThrow(expect.objectContaining({ provider: "fake" }));
  });

  it("sends its own id of a call where the provider has a header for it, the caller's if there is one", async () => {
    const { fetch, calls } = scripted(() => Promise.resolve(json(answer)));
    const client = createFake({ fetch });
    const [own, given] = [await client.generate(request), await client.generate(request, { clientRequestId: "mine" })];
    expect(calls.map(({ headers }) => headers.get("x-own-id"))).toEqual([own.clientRequestId, "mine"]);
    expect(given.clientRequestId).toBe("mine");
  });

  it("leaves redirects to itself", async () => {
    const asked: RequestInit[] = [];
    const fetch = async (_: unknown, init: RequestInit = {}) => {
      asked.push(init);
      return json(answer);
    };
    await createFake({ fetch }).generate(request);
    expect(asked).toMatchObject([{ redirect: "manual" }]);
  });

  it("calls the address it was given, with or without a slash at its end", async () => {
    const { fetch, calls } = scripted(() => Promise.resolve(json(answer)));
    for (const baseURL of ["http://127.0.0.1:1/v9", "http://127.0.0.1:1/v9//"]) {
      await createFake({ fetch, baseURL }).generate(request);
    }
    expect(calls.map(({ url }) => url)).toEqual(Array(2).fill("http://127.0.0.1:1/v9/images"));
  });

  it("sends its own headers and those of a call, and lets none take the key's place", async () => {
    const { fetch, calls } = scripted(json(answer));
    await createFake({ fetch, headers: { "x-a": "client", "x-b": "client", authorization: "none" } }).generate(
      request,
      {
        headers: { "x-b": "call" },
      },
    );
    const { headers } = calls[0] ?? {};
    expect([headers?.get("x-a"), headers?.get("x-b"), headers?.get("authorization")]).toEqual([
      "client",
      "call",
      `Bearer ${key}`,
    ]);
    expect(headers?.get("content-type")).toBe("application/json");
  });

  it("looks fetch up at each call, so that an interceptor installed later sees it", async () => {
    const client = createFake({});
    const { fetch, calls } = scripted(json(answer));
    vi.stubGlobal("fetch", fetch);
    await client.generate(request);
    expect(calls).toHaveLength(1);
  });

  it.each([
    [1, 300_000],
    [2, 340_000],
    [15, 860_000],
  ])("gives a call for %i images %i ms", async (count, total) => {
    const clock = virtualClock();
    const result = settled(createFake({ clock, fetch: () => new Promise(() => {}) }).generate({ ...request, count }));
    await clock.advance(total);
    expect(await result).toMatchObject({ message: expect.stringContaining(`${total / 1000} s (timeout.total)`) });
  });

  it("lets a call have limits of its own", async () => {
    const clock = virtualClock();
    const client = createFake({ clock, timeout: { total: 5000 }, fetch: () => new Promise(() => {}) });
    const result = settled(client.generate(request, { timeout: { total: 70 } }));
    await clock.advance(70);
    expect(await result).toMatchObject({ message: expect.stringContaining("0.07 s") });
  });
});

it("the real clock does not go off at once for a time that no timer can hold", () => {
  vi.useFakeTimers();
  let rang = false;
  const cancel = systemClock.after(Number.POSITIVE_INFINITY, () => {
    rang = true;
  });
  vi.advanceTimersByTime(2 ** 31 - 2);
  expect(rang).toBe(false);
  cancel();
  expect(vi.getTimerCount()).toBe(0);
  expect(systemClock.now()).toBe(Date.now());
});
