import type { ImageModelV3, ImageModelV4, ProviderV3, ProviderV4 } from "@ai-sdk/provider";
import type { AI302Client } from "@seedream-clients/302ai";
import { type ArkClient, createArk, type ModelName } from "@seedream-clients/ark";
import { createProviderRegistry, type generateImage } from "ai";
import { expect, expectTypeOf, it } from "vitest";
import {
  type ImageModelId,
  type SeedreamImageOptions,
  type SeedreamProvider,
  type SeedreamProviderV3,
  seedream,
  seedreamV3,
} from "../src/index.ts";

const ark = createArk({ apiKey: "any-key" });

it("is a provider of the SDK", () => {
  expectTypeOf(seedream(ark)).toExtend<ProviderV4>();
  expectTypeOf(seedreamV3(ark)).toExtend<ProviderV3>();
  expectTypeOf(seedream(ark).image("seedream-4.5")).toExtend<ImageModelV4>();
  expectTypeOf(seedreamV3(ark).image("seedream-4.5")).toExtend<ImageModelV3>();
  expect(seedream(ark).specificationVersion).toBe("v4");
});

it("types only image models, because the types of other models differ between releases of the AI SDK", () => {
  type Members = "specificationVersion" | "image" | "imageModel" | "languageModel" | "embeddingModel";
  expectTypeOf<keyof SeedreamProvider>().toEqualTypeOf<Members>();
  expectTypeOf<keyof SeedreamProviderV3>().toEqualTypeOf<Members>();
  expectTypeOf(seedream(ark).languageModel).returns.toBeNever();
  expectTypeOf(seedream(ark).embeddingModel).returns.toBeNever();
  expectTypeOf(seedreamV3(ark).languageModel).returns.toBeNever();
  expectTypeOf(seedreamV3(ark).embeddingModel).returns.toBeNever();
});

it("accepts callbacks that return anything", () => {
  const types: string[] = [];
  seedream(ark).image("seedream-4.5", { onEvent: (event) => types.push(event.type) });
  seedream(ark).image("seedream-4.5", { onEvent: async (event) => types.push(event.type) });
  expect(types).toEqual([]);
});

it("knows the models of the client, and accepts others", () => {
  expectTypeOf<"seedream-4.5">().toExtend<ImageModelId<ArkClient>>();
  expectTypeOf<"ep-20260101-abcde">().toExtend<ImageModelId<ArkClient>>();
  // Editors complete the names that the type keeps: `string` alone would have none.
  expectTypeOf<Extract<ImageModelId<ArkClient>, ModelName>>().toEqualTypeOf<ModelName>();
  // @ts-expect-error An id is a string.
  expect(() => seedream(ark).image(45)).not.toThrow();
});

it("types the options of a provider from its spec", () => {
  type ProviderOptions = NonNullable<Parameters<typeof generateImage>[0]["providerOptions"]>;
  const options = {
    ark: { resolution: "4K", native: { guidance_scale: 3 } } satisfies SeedreamImageOptions<ArkClient>,
  } satisfies ProviderOptions;
  expect(options.ark.resolution).toBe("4K");
  // @ts-expect-error It must be a number.
  const scale = { native: { guidance_scale: "high" } } satisfies SeedreamImageOptions<ArkClient>;
  // @ts-expect-error 302.AI has no native fields.
  const native = { native: { guidance_scale: 3 } } satisfies SeedreamImageOptions<AI302Client>;
  // @ts-expect-error It must be a value of the portable request.
  const delivery = { delivery: "base64" } satisfies SeedreamImageOptions;
  expect([scale, native, delivery]).toHaveLength(3);
});

it("completes ids in a registry", () => {
  const registry = createProviderRegistry({ ark: seedream(ark) });
  expect(registry.imageModel("ark:seedream-4.5").modelId).toBe("seedream-4.5");
});
