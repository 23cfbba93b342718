import { describe, expectTypeOf, it } from "vitest";
import {
  type ArkClient,
  createArk,
  type GeneratedImage,
  type ImageEvent,
  type ImageRequest,
  type ImageResult,
  type ImageSize,
  RateLimitError,
  type SeedreamClient,
  type SeedreamError,
} from "../src/index.ts";

const ark = createArk({ apiKey: "sk", fetch: () => Promise.reject(new Error("not called")) });
const prompt = "a kite";

describe("a request", () => {
  it("may use the fields of the contract", () => {
    const requests: Parameters<ArkClient["generate"]>[0][] = [
      { prompt },
      { prompt, model: "seedream-5.0-lite", size: "3K", output: { format: "png", delivery: "inline" } },
      { prompt, model: "doubao-seedream-4-5-251128", size: "3750x1250", count: 3, watermark: true },
      { prompt, model: "ep-20261121000000-abcde", size: { aspectRatio: "16:9", resolution: "4K" } },
      { prompt, images: new URL("https://example.com/a.png") },
      { prompt, images: ["https://example.com/a.png", new Blob(), new Uint8Array()], size: "adaptive", seed: 1 },
      { prompt, native: { guidance_scale: 2.5, tools: [{ type: "web_search" }], layer_decomposition: true } },
    ];
    expectTypeOf(requests).not.toBeAny();
  });

  it("may be constant, native lists too", () => {
    const request = {
      prompt,
      images: ["https://example.com/a.png"],
      native: { tools: [{ type: "web_search" }] },
    } as const;
    expectTypeOf(request).toExtend<Parameters<ArkClient["generate"]>[0]>();
  });

  it("does not compile with an unknown field, size, option or value", () => {
    const never = () => [
      // @ts-expect-error the prompt is missing
      ark.generate({}),
      // @ts-expect-error misspelt field
      ark.generate({ promt: prompt }),
      // @ts-expect-error misspelt field beside a good one
      ark.generate({ prompt, imgaes: [] }),
      // @ts-expect-error no such form of a size
      ark.generate({ prompt, size: "large" }),
      // @ts-expect-error a size is written with an x
      ark.generate({ prompt, size: "2048*2048" }),
      // @ts-expect-error an aspect ratio is written with a colon
      ark.generate({ prompt, size: { aspectRatio: "16/9" } }),
      // @ts-expect-error no such delivery
      ark.generate({ prompt, output: { delivery: "b64_json" } }),
      // @ts-expect-error not one of Ark's fields
      ark.generate({ prompt, native: { colour: "" } }),
      // @ts-expect-error a portable field has no native twin
      ark.generate({ prompt, native: { watermark: true } }),
      // @ts-expect-error misspelt option of the call
      ark.generate({ prompt }, { timeOut: 1 }),
      // @ts-expect-error misspelt option of the client
      createArk({ apikey: "sk" }),
      // @ts-expect-error no such region
      createArk({ region: "eu" }),
      // @ts-expect-error no such path in the spec
      ark.api.POST("/images/edits", {}),
      // @ts-expect-error the raw body needs a prompt
      ark.api.POST("/images/generations", { body: { model: "seedream-4-5-251128" } }),
      // @ts-expect-error no such value in the spec
      ark.api.POST("/images/generations", { body: { model: "m", prompt, response_format: "file" } }),
    ];
    expectTypeOf(never).toBeFunction();
  });
});

describe("the result of a call", () => {
  it("is an ImageResult, and a stream yields events that narrow by their type", () => {
    expectTypeOf(ark.generate).returns.resolves.toEqualTypeOf<ImageResult>();
    const read = (event: ImageEvent) => {
      if (event.type === "image") expectTypeOf(event.image).toEqualTypeOf<GeneratedImage>();
      if (event.type === "image-failed") expectTypeOf(event.error).toEqualTypeOf<SeedreamError>();
      if (event.type === "completed") expectTypeOf(event.result).toEqualTypeOf<ImageResult>();
    };
    expectTypeOf(read).toBeFunction();
  });

  it("has an image or an error in each place, never both", () => {
    const read = ({ images: [first] }: ImageResult) => {
      if (first?.ok) {
        expectTypeOf(first.image.url).toEqualTypeOf<string | undefined>();
        // @ts-expect-error an image that was made has no error
        first.error;
      }
    };
    expectTypeOf(read).toBeFunction();
  });

  it("of the raw client is typed by the spec, errors included", () => {
    const call = () => ark.api.POST("/images/generations", { body: { model: "seedream-4-5-251128", prompt } });
    const read = ({ data, error }: Awaited<ReturnType<typeof call>>) => {
      expectTypeOf(data?.created).toEqualTypeOf<number | undefined>();
      expectTypeOf(error).not.toBeUndefined();
      expectTypeOf(error?.error?.code).toEqualTypeOf<string | undefined>();
    };
    expectTypeOf(read).toBeFunction();
  });
});

it("a client of one provider fits where any client is accepted", () => {
  expectTypeOf(ark).toExtend<SeedreamClient>();
});

it("a portable request fits every client, and a request of one client fits where any request is accepted", () => {
  const portable = (request: ImageRequest) => [ark.generate(request), ark.stream(request), ark.validate(request)];
  expectTypeOf<Parameters<typeof ark.generate>[0]>().toExtend<ImageRequest<string>>();
  expectTypeOf<ImageRequest>().toExtend<ImageRequest<string>>();
  expectTypeOf(portable).toBeFunction();
});

it("errors narrow from unknown", () => {
  const read = (error: unknown) => {
    if (RateLimitError.isInstance(error)) expectTypeOf(error.name).toEqualTypeOf<"RateLimitError">();
  };
  expectTypeOf(read).toBeFunction();
});

it("an option may be undefined, also under exactOptionalPropertyTypes", () => {
  const maybe = undefined;
  const calls = (size?: ImageSize, count?: number, signal?: AbortSignal) => [
    createArk({ apiKey: process.env.KEY, region: maybe, timeout: { total: maybe }, onRetry: maybe }),
    ark.generate({ prompt, size, count, images: maybe, output: { format: maybe } }, { signal, timeout: maybe }),
    ark.stream(
      { prompt, size: { aspectRatio: "1:1", resolution: maybe }, native: { guidance_scale: maybe, tools: maybe } },
      { signal },
    ),
  ];
  expectTypeOf(calls).toBeFunction();
});
