import { describe, expect, it, vi } from "vitest";
import type { ImageRequest } from "../src/contract.ts";
import { InvalidRequestError } from "../src/errors.ts";
import { plan } from "../src/plan.ts";
import { catalogue, request, settled } from "./fake-provider.ts";

const client = { provider: "fake", region: "here", validation: "error" } as const;

interface Native {
  sampler?: unknown;
}

function planned(asked: Partial<ImageRequest<string, Native>>, options = {}) {
  let rulesLoaded = false;
  const form = {
    models: catalogue,
    fields: async () => {
      rulesLoaded = true;
      return { fields: { model: { type: "a string" }, sampler: { type: "an integer", range: [1, 9] } } } as const;
    },
    toWire: ({ model }: { model: string }, native: Native | undefined) => ({ model, ...native }),
  };
  const outcome = settled(plan({ ...request, ...asked }, form, client, options, false));
  return outcome.then((result) => ({ result, rulesLoaded }));
}

describe("native fields", () => {
  it("are sent where they keep the rules of the wire", async () => {
    expect((await planned({ native: { sampler: 9 } })).result).toMatchObject({
      body: { model: "wire-9", sampler: 9 },
      warnings: [],
    });
  });

  it("are refused with value and rule where they do not", async () => {
    const { result } = await planned({ native: { sampler: 10 }, count: 99 });
    expect(result).toBeInstanceOf(InvalidRequestError);
    expect(result).toMatchObject({
      message: expect.stringMatching(/count is 99.*; sampler is 10; it must be an integer from 1 to 9/),
      provider: "fake",
    });
  });

  it("are warned of where validation only warns", async () => {
    expect((await planned({ native: { sampler: "x" } }, { validation: "warn" })).result).toMatchObject({
      warnings: [{ type: "limit", feature: "native", message: 'sampler is "x"; it must be an integer from 1 to 9' }],
    });
  });

  it("that JSON has no form for are refused unsent, whatever validation says", async () => {
    const circle: unknown[] = [];
    circle.push(circle);
    for (const sampler of [1n, [1n], circle]) {
      const { result } = await planned({ native: { sampler } }, { validation: "off" });
      expect(result).toBeInstanceOf(InvalidRequestError);
      expect(result).toMatchObject({
        message: expect.stringContaining("native has a value that is no JSON"),
        charged: "no",
        provider: "fake",
        cause: expect.any(TypeError),
      });
    }
  });

  it("are the only reason to load the rules of the wire", async () => {
    expect((await planned({})).rulesLoaded).toBe(false);
    expect((await planned({ native: {} })).rulesLoaded).toBe(true);
  });
});

it("a request that cannot be read is refused with the reason, by the provider's name", async () => {
  const { result } = await planned({ size: null } as object);
  expect(result).toBeInstanceOf(InvalidRequestError);
  expect(result).toMatchObject({
    message: expect.stringMatching(/The request cannot be read: TypeError: .*null/),
    provider: "fake",
    cause: expect.any(TypeError),
  });
});

it("a request in order does not load the words for one that is not", async () => {
  let loaded = false;
  vi.doMock("../src/explain.ts", () => {
    loaded = true;
    return { explain: () => [] };
  });
  await planned({});
  expect(loaded).toBe(false);
  await planned({ count: 99 });
  expect(loaded).toBe(true);
  vi.doUnmock("../src/explain.ts");
});
