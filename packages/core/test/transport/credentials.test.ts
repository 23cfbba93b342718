import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { AuthenticationError } from "../../src/contract/errors.ts";
import { checkKey, readKey, refuseInPages } from "../../src/transport/credentials.ts";
import { answer, createFake, json, key, request, scripted, settled } from "../fake-provider.ts";
import { createFakeTasks } from "../fake-tasks.ts";

const real = globalThis.process;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

/** Runs `work` with another `process`, and restores the real one, which the test runner needs. */
function whereProcessIs<T>(process: unknown, work: () => T): T {
  vi.stubGlobal("process", process);
  try {
    return work();
  } finally {
    vi.stubGlobal("process", real);
  }
}

function thrown(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe("an API key", () => {
  it.each([
    ["sk bad", 3],
    [" sk", 1],
    ["sk\n", 3],
    ["sk\r\nx-evil: 1", 3],
    ["schlüssel", 5],
    ["sk\u007f", 3],
    ["sk\u0000", 3],
  ])("is refused for a character that a header cannot carry, and not quoted: %j", (apiKey, position) => {
    const error = thrown(() => checkKey(apiKey, "fake", "FAKE_API_KEY"));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({
      message: `Character ${position} of the API key is not allowed; copy the key again [fake]`,
      provider: "fake",
      charged: "no",
      retryable: false,
    });
  });

  it.each([null, 5, {}, [key], () => key, true])("is refused if it is not text: %o", (value) => {
    const error = thrown(() => Reflect.apply(createFake, undefined, [{ apiKey: value }]));
    expect(error).toBeInstanceOf(AuthenticationError);
  });

  it("is refused if it is empty", () => {
    expect(() => checkKey("", "fake", "FAKE_API_KEY")).toThrow("No API key; pass apiKey or set FAKE_API_KEY [fake]");
    expect(() => createFake({ apiKey: "" })).toThrow("No API key");
  });

  it("is refused when the client is created, before anything is sent", () => {
    for (const apiKey of [`${key}\n`, `${key} x`, `${key}é`]) {
      expect(() => createFake({ apiKey })).toThrow(AuthenticationError);
      expect(() => createFake({ apiKey })).not.toThrow(key);
    }
  });

  it("is accepted exactly if a header can carry it, and no error quotes it", () => {
    const units = ["binary", "grapheme-ascii"] as const;
    const texts = fc.oneof(...units.map((unit) => fc.string({ unit, minLength: 9, maxLength: 40 })));
    fc.assert(
      fc.property(texts, (text) => {
        const outcome = thrown(() => checkKey(text, "fake", "FAKE_API_KEY"));
        const isAllowed = [...text].every((character) => character > " " && character < "\u007f");
        if (isAllowed) {
          expect(outcome).toBe(text);
        } else {
          expect(outcome).toBeInstanceOf(AuthenticationError);
          expect(String(outcome)).not.toContain(text);
        }
      }),
    );
    expect(checkKey("!~", "fake", "FAKE_API_KEY")).toBe("!~");
  });
});

describe("a key from the environment", () => {
  it("is read if none is passed", async () => {
    vi.stubEnv("FAKE_API_KEY", "sk-from-the-environment");
    expect(readKey("fake", "FAKE_API_KEY")).toBe("sk-from-the-environment");
    const { fetch, calls } = scripted(json(answer));
    await createFake({ fetch, apiKey: undefined }).generate(request);
    expect(calls[0]?.headers.get("authorization")).toBe("Bearer sk-from-the-environment");
  });

  it.each(["\n", "\r\n", " ", "\t\n"])("is read without the blanks around it: %j", (blanks) => {
    vi.stubEnv("FAKE_API_KEY", `${blanks}${key}${blanks}`);
    expect(readKey("fake", "FAKE_API_KEY")).toBe(key);
    vi.stubEnv("FAKE_API_KEY", blanks);
    expect(() => readKey("fake", "FAKE_API_KEY")).toThrow("No API key");
  });

  it("is not read if one is passed", async () => {
    vi.stubEnv("FAKE_API_KEY", "sk-from-the-environment");
    const { fetch, calls } = scripted(json(answer));
    await createFake({ fetch }).generate(request);
    expect(calls[0]?.headers.get("authorization")).toBe(`Bearer ${key}`);
  });

  it("is read at the first call, so that a client can be created before there is one", async () => {
    vi.stubEnv("FAKE_API_KEY", undefined);
    const { fetch, calls } = scripted(() => Promise.resolve(json(answer)));
    const client = createFake({ fetch, apiKey: undefined });
    vi.stubEnv("FAKE_API_KEY", "sk-first");
    await client.generate(request);
    vi.stubEnv("FAKE_API_KEY", "sk-second");
    await client.generate(request);
    expect(calls.map(({ headers }) => headers.get("authorization"))).toEqual(Array(2).fill("Bearer sk-first"));
  });

  it("makes the first call fail if it is missing, with nothing sent and nothing charged", async () => {
    vi.stubEnv("FAKE_API_KEY", undefined);
    const { fetch, calls } = scripted(json(answer));
    const clients = [createFake({ fetch, apiKey: undefined }), createFakeTasks({ fetch, apiKey: undefined })];
    for (const client of clients) {
      const error = await settled(client.generate(request, { clientRequestId: "mine" }));
      expect(error).toBeInstanceOf(AuthenticationError);
      expect(error).toMatchObject({
        message: "No API key; pass apiKey or set FAKE_API_KEY [fake]",
        provider: "fake",
        clientRequestId: "mine",
        charged: "no",
        retryable: false,
      });
    }
    expect(calls).toHaveLength(0);
  });

  it("can be set after a call that missed it", async () => {
    vi.stubEnv("FAKE_API_KEY", undefined);
    const { fetch } = scripted(json(answer));
    const client = createFake({ fetch, apiKey: undefined });
    expect(await settled(client.generate(request))).toBeInstanceOf(AuthenticationError);
    vi.stubEnv("FAKE_API_KEY", "sk-late");
    await expect(client.generate(request)).resolves.toMatchObject({ images: [{ ok: true }] });
  });

  it.each([undefined, {}, { env: {} }, { env: { FAKE_API_KEY: "" } }])(
    "is asked for by its name if there is none: process is %j",
    (process) => {
      const error = whereProcessIs(process, () => thrown(() => readKey("fake", "FAKE_API_KEY")));
      expect(error).toBeInstanceOf(AuthenticationError);
      expect(error).toMatchObject({ message: "No API key; pass apiKey or set FAKE_API_KEY [fake]", provider: "fake" });
    },
  );

  it("is refused for a character that a header cannot carry", () => {
    const process = { env: { FAKE_API_KEY: "sk bad" } };
    const error = whereProcessIs(process, () => thrown(() => readKey("fake", "FAKE_API_KEY")));
    expect(error).toMatchObject({ message: "Character 3 of the API key is not allowed; copy the key again [fake]" });
  });
});

describe("a web page", () => {
  /** A bundler's stand-in for `process` in a page. */
  const stub = { env: {}, versions: {} };

  it.each([undefined, stub, { env: {} }])(
    "creates no client, because every visitor could read the key: process is %j",
    (process) => {
      vi.stubGlobal("document", {});
      const error = whereProcessIs(process, () => thrown(() => createFake({})));
      expect(error).toBeInstanceOf(AuthenticationError);
      expect(error).toMatchObject({
        message: "A web page shows its API key to visitors; call from a server, or set dangerouslyAllowBrowser [fake]",
        provider: "fake",
      });
      const again = whereProcessIs(process, () => thrown(() => createFake({ dangerouslyAllowBrowser: false })));
      expect(again).toBeInstanceOf(AuthenticationError);
    },
  );

  it("creates a client if it is allowed to", () => {
    vi.stubGlobal("document", {});
    const creates = () => expect(() => createFake({ dangerouslyAllowBrowser: true })).not.toThrow();
    whereProcessIs(undefined, creates);
  });

  it("is recognised by its document, on a runtime that is not Node", () => {
    whereProcessIs(undefined, () => {
      expect(() => refuseInPages("fake", false)).not.toThrow();
      vi.stubGlobal("document", {});
      expect(() => refuseInPages("fake", false)).toThrow(AuthenticationError);
    });
  });

  it("is recognised in a worker, which has no document, by `importScripts`", () => {
    whereProcessIs(undefined, () => {
      vi.stubGlobal("importScripts", () => {});
      expect(() => refuseInPages("fake", false)).toThrow(AuthenticationError);
      expect(() => refuseInPages("fake", true)).not.toThrow();
    });
  });

  it("does not include a page of jsdom in a test on Node", () => {
    vi.stubGlobal("document", {});
    vi.stubGlobal("window", globalThis);
    expect(() => createFake({})).not.toThrow();
  });
});
