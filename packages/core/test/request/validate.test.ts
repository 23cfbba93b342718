import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelCatalogue } from "../../src/contract/catalogue.ts";
import { InvalidRequestError } from "../../src/contract/errors.ts";
import type { ClientOptions } from "../../src/contract/options.ts";
import type { ImageRequest } from "../../src/contract/request.ts";
import type { Provider } from "../../src/provider.ts";
import { validate } from "../../src/request/validate.ts";
import { connect } from "../../src/transport/connect.ts";
import { answer, catalogue, createFake, fake, json, key, type paths, scripted, settled } from "../fake-provider.ts";

interface WireRequest {
  model: string;
  prompt: string;
}

type Facts = Partial<Omit<Provider<paths, WireRequest, object>, "tasks">>;

const link = "https://files.test/a.png";
const png = Uint8Array.from([0x89, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13]);
const request: ImageRequest = { prompt: "a kite" };

function validated(asked: Partial<ImageRequest>, facts: Facts = {}, options: ClientOptions = {}) {
  const fetch = () => Promise.reject(new Error("Validation sends nothing"));
  const provider = { ...fake, ...facts };
  const { connection } = connect<paths, WireRequest, object>(provider, "here", { fetch, ...options });
  return validate(connection, { ...request, ...asked });
}

describe("validate", () => {
  it("returns the body and the cost of generate(), without a key", async () => {
    expect(await validated({ count: 2, size: { aspectRatio: "16:9" } })).toEqual({
      issues: [],
      warnings: [],
      model: "wire-9",
      size: "2848x1600",
      body: { model: "wire-9", prompt: "a kite", stream: true, count: 2 },
      count: 2,
      cost: {
        image: { amount: 0.04, currency: "USD", asOf: "2026-11" },
        total: { amount: 0.08, currency: "USD", asOf: "2026-11" },
      },
    });
  });

  it("returns all issues and warnings with path and code, in every validation mode", async () => {
    const facts: Facts = { wire: { ...fake.wire, count: false } };
    const asked = { prompt: "", size: "3K", count: 2, seed: 1, images: "./a.png", native: { sampler: 1 } } as const;
    for (const validation of ["error", "warn", "off"] as const) {
      const { issues, warnings } = await validated(asked, facts, { validation });
      expect(issues.map(({ path, code }) => [path, code])).toEqual([
        [["prompt"], "limit"],
        [["images", 0], "limit"],
        [["size"], "limit"],
        [["count"], "cannot-send"],
        [["native"], "native"],
        [["native"], "native"],
        [["native"], "native"],
      ]);
      expect(warnings).toMatchObject([{ type: "unsupported", feature: "seed" }]);
    }
  });

  it("names keywords without a reference and regions without the model by their fields", async () => {
    const [model] = catalogue.models;
    if (!model) throw new Error("The catalogue has a model");
    const size = { ...model.size, keywords: ["adaptive" as const] };
    const models: ModelCatalogue = { ...catalogue, models: [{ ...model, size, ids: { there: ["a"] } }] };
    const { issues } = await validated({ size: "adaptive" }, { models });
    expect(issues.map(({ path }) => path)).toEqual([["size"], ["model"]]);
  });

  it("names a native field that only another model accepts by its path and code", async () => {
    const [model, other] = catalogue.models;
    if (!model || !other) throw new Error("The catalogue has two models");
    const fields = { ...fake.fields, tiles: { types: ["integer"] } } as const;
    const models = {
      ...catalogue,
      models: [
        { ...model, native: [] },
        { ...other, native: ["tiles"] },
      ],
    };
    const { issues } = await validated({ native: { tiles: 4 } }, { fields, models });
    expect(issues).toContainEqual(expect.objectContaining({ path: ["native", "tiles"], code: "native" }));
  });

  it("returns no cost if native has a field that no model lists, because it may ask for more", async () => {
    for (const native of [{ count: 15 }, { size: "4K" }]) {
      expect(await validated({ native })).toMatchObject({ count: 1, cost: undefined });
    }
    expect(await validated({ native: {} })).toMatchObject({ cost: { total: { amount: 0.04 } } });
  });

  it("returns no cost if the price is unknown", async () => {
    expect(await validated({ model: "ep-1" })).toMatchObject({ model: "ep-1", size: undefined, cost: undefined });
  });

  it("streams groups as the client does", async () => {
    expect(await validated({ count: 2 }, {}, { streamGroups: false })).toMatchObject({ body: { stream: false } });
  });

  it("leaves out fields that are undefined, at any depth", async () => {
    const toWire: Facts["toWire"] = ({ model, prompt }) => ({
      model,
      prompt,
      options: { mode: undefined, list: [{ a: 1, b: undefined }] },
      seed: undefined,
    });
    const { body } = await validated({}, { toWire });
    expect(JSON.stringify(body)).toBe(
      JSON.stringify({ model: "wire-9", prompt: "a kite", options: { list: [{ a: 1 }] } }),
    );
    expect(body).not.toHaveProperty("seed");
    expect(body).not.toHaveProperty("options.mode");
    expect(body).not.toHaveProperty("options.list[0].b");
  });

  it("returns the exact body, for any native fields", async () => {
    const values = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value).replaceAll("-0", "0")));
    const native = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), values);
    await fc.assert(
      fc.asyncProperty(native, async (fields) => {
        const { fetch, calls } = scripted(json(answer));
        const client = createFake({ fetch, validation: "off" });
        const asked = { ...request, native: fields };
        const { body } = await client.validate(asked);
        await client.generate(asked).catch(() => {});
        expect(body).toEqual(calls[0]?.body);
      }),
      { numRuns: 50 },
    );
  });
});

describe("a reference that is uploaded first", () => {
  const uploads: Facts["uploads"] = { linkOf: () => undefined, send: () => Promise.reject(new Error("Sends nothing")) };
  const toWire: Facts["toWire"] = ({ model, prompt, references: [first, ...rest] }) => ({
    model,
    prompt,
    input: { image: first, images: [...rest] },
    stamp: `${first} and ${rest}`,
  });
  const uploaded = { mediaType: "image/png", bytes: png.length };

  it("is shown in the body by its media type and size, at any place", async () => {
    const { body, issues } = await validated({ images: [png, link, new Blob([png])] }, { uploads, toWire });
    expect(issues).toEqual([]);
    expect(body).toMatchObject({ input: { image: uploaded, images: [link, uploaded] } });
  });

  it("is not confused with a longer reference that begins alike", async () => {
    const longer = Uint8Array.from([...png, 0, 0]);
    const { body } = await validated({ images: [png, longer] }, { uploads, toWire });
    expect(body).toMatchObject({ input: { image: uploaded, images: [{ ...uploaded, bytes: png.length + 2 }] } });
  });

  it("is inline in the body where the provider has no uploads", async () => {
    const { body } = await validated({ images: png }, { toWire });
    const inline = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
    expect(body).toMatchObject({ input: { image: inline } });
  });
});

describe("a request that validate cannot show", () => {
  it("because JSON cannot hold its native fields is refused", async () => {
    const error = await settled(validated({ native: { sampler: 1n } }));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ provider: "fake", message: expect.stringContaining("native cannot be serialised") });
  });

  it("because JSON cannot hold a field of its body is refused", async () => {
    const toWire: Facts["toWire"] = ({ size }) => ({ model: "", prompt: "", ratio: size.aspectRatio });
    const error = await settled(validated({ size: { aspectRatio: 1n as unknown as "1:1" } }, { toWire }));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ provider: "fake", message: expect.stringContaining("BigInt") });
  });

  const throwing = new Proxy({}, { get: () => Reflect.get(Object(undefined).x, "") });

  it.each<[string, object | undefined]>([
    ["size", { ...request, size: throwing }],
    ["output", { ...request, output: throwing }],
    ["request", throwing],
  ])("because its %s cannot be read is refused with the reason", async (_, asked) => {
    const { fetch, calls } = scripted();
    const error = await settled(createFake({ apiKey: key, fetch }).validate(asked as ImageRequest));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^The request cannot be read: .* \[fake\]$/),
      provider: "fake",
      charged: "no",
      cause: expect.any(TypeError),
    });
    expect(calls).toHaveLength(0);
  });
});
