import { describe, expectTypeOf, it } from "vitest";
import {
  type AI302Client,
  create302AI,
  type ImageRequest,
  type ImageResult,
  type ImageSize,
  type SeedreamClient,
} from "../src/index.ts";

const client = create302AI({ apiKey: "sk", fetch: () => Promise.reject(new Error("not called")) });
const prompt = "a kite";

describe("a request", () => {
  it("may use the fields of the contract", () => {
    const requests: Parameters<AI302Client["generate"]>[0][] = [
      { prompt },
      { prompt, model: "seedream-5.0-lite", size: { aspectRatio: "16:9", resolution: "2K" }, count: 3 },
      { prompt, model: "a-model-of-tomorrow", images: ["https://example.com/a.png", new Uint8Array()], size: "auto" },
      { prompt, output: { delivery: "inline" }, seed: 7 },
    ];
    expectTypeOf(requests).not.toBeAny();
  });

  it("does not compile with an unknown field, size, option or value", () => {
    const never = () => [
      // @ts-expect-error the prompt is missing
      client.generate({}),
      // @ts-expect-error misspelt field
      client.generate({ prompt, imgaes: [] }),
      // @ts-expect-error no such form of a size
      client.generate({ prompt, size: "large" }),
      // @ts-expect-error not one of the provider's fields
      client.generate({ prompt, native: { negative_prompt: "" } }),
      // @ts-expect-error misspelt option of the call
      client.generate({ prompt }, { timeOut: 1 }),
      // @ts-expect-error misspelt option of the client
      create302AI({ apikey: "sk" }),
      // @ts-expect-error no such region
      create302AI({ region: "eu" }),
      // @ts-expect-error no such path in the spec
      client.api.POST("/images/edits", {}),
      // @ts-expect-error the raw body needs a prompt
      client.api.POST("/doubao/images/generations", { body: { model: "m" } }),
    ];
    expectTypeOf(never).toBeFunction();
  });
});

it("a call returns the same type for every provider", () => {
  expectTypeOf(client.generate).returns.resolves.toEqualTypeOf<ImageResult>();
  expectTypeOf(client).toExtend<SeedreamClient>();
});

it("a portable request fits every client, and a request of one client fits where any request is accepted", () => {
  const portable = (request: ImageRequest) => [client.generate(request), client.validate(request)];
  expectTypeOf<Parameters<typeof client.generate>[0]>().toExtend<ImageRequest<string>>();
  expectTypeOf(portable).toBeFunction();
});

it("an option may be undefined, also under exactOptionalPropertyTypes", () => {
  const maybe = undefined;
  const calls = (size?: ImageSize, count?: number, signal?: AbortSignal) => [
    create302AI({ apiKey: process.env.KEY, region: maybe, timeout: { total: maybe }, onRetry: maybe }),
    client.generate({ prompt, size, count, images: maybe, output: { format: maybe } }, { signal, timeout: maybe }),
    client.stream({ prompt, size: { aspectRatio: "1:1", resolution: maybe }, native: maybe }, { signal }),
  ];
  expectTypeOf(calls).toBeFunction();
});
