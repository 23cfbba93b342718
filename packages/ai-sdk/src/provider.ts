import { NoSuchModelError } from "@ai-sdk/provider";
import type { SeedreamClient } from "@seedream-clients/core";
import { createImageModel, type ImageModelSettings, type SeedreamImageModel } from "./image-model.ts";

/** Model names and ids of a client. Editors complete the names in its spec. Every other string is accepted too. */
export type ImageModelId<Client extends SeedreamClient = SeedreamClient> = Exclude<
  // `NonNullable` would leave `string` alone.
  Parameters<Client["generate"]>[0]["model"],
  undefined
>;

/**
 * A client as a provider of the AI SDK 7. Does not extend `ProviderV4`, because releases of the AI SDK use different
 * versions of `@ai-sdk/provider`, whose types of other models differ.
 */
export interface SeedreamProvider<Client extends SeedreamClient = SeedreamClient> {
  readonly specificationVersion: "v4";
  /**
   * Returns an image model for `generateImage()`.
   *
   * @throws {NoSuchModelError} for an empty id.
   */
  image(modelId: ImageModelId<Client>, settings?: ImageModelSettings): SeedreamImageModel;
  /** The same as {@link image}. Registries call this name. */
  imageModel(modelId: ImageModelId<Client>, settings?: ImageModelSettings): SeedreamImageModel;
  /** @throws {NoSuchModelError} always: Seedream models make images. */
  languageModel(modelId: string): never;
  /** @throws {NoSuchModelError} always: Seedream models make images. */
  embeddingModel(modelId: string): never;
}

/** An image model for version 3 of the specification. */
export interface SeedreamImageModelV3 extends Omit<SeedreamImageModel, "specificationVersion"> {
  readonly specificationVersion: "v3";
}

/** A client as a provider of the AI SDK 6. Does not extend `ProviderV3`, see {@link SeedreamProvider}. */
export interface SeedreamProviderV3<Client extends SeedreamClient = SeedreamClient> {
  readonly specificationVersion: "v3";
  /** See {@link SeedreamProvider.image}. */
  image(modelId: ImageModelId<Client>, settings?: ImageModelSettings): SeedreamImageModelV3;
  /** See {@link SeedreamProvider.imageModel}. */
  imageModel(modelId: ImageModelId<Client>, settings?: ImageModelSettings): SeedreamImageModelV3;
  /** See {@link SeedreamProvider.languageModel}. */
  languageModel(modelId: string): never;
  /** See {@link SeedreamProvider.embeddingModel}. */
  embeddingModel(modelId: string): never;
}

/**
 * Makes a Seedream client a provider of the AI SDK 7.
 *
 * ```ts
 * const { image } = await generateImage({
 *   model: seedream(createArk()).image("seedream-4.5"),
 *   prompt: "A lighthouse at dusk",
 * });
 * ```
 */
export function seedream<Client extends SeedreamClient>(client: Client): SeedreamProvider<Client> {
  const image = (modelId: string, settings?: ImageModelSettings): SeedreamImageModel => {
    if (!modelId) throw new NoSuchModelError({ modelId, modelType: "imageModel" });
    return createImageModel(client, modelId, settings);
  };
  return {
    specificationVersion: "v4",
    image,
    imageModel: image,
    languageModel: (modelId: string) => refuse(modelId, "languageModel"),
    embeddingModel: (modelId: string) => refuse(modelId, "embeddingModel"),
  };
}

/** Makes a Seedream client a provider of the AI SDK 6, which uses version 3 of the specification. */
export function seedreamV3<Client extends SeedreamClient>(client: Client): SeedreamProviderV3<Client> {
  const provider = seedream(client);
  const image = (modelId: ImageModelId<Client>, settings?: ImageModelSettings): SeedreamImageModelV3 => ({
    ...provider.image(modelId, settings),
    specificationVersion: "v3",
  });
  return {
    specificationVersion: "v3",
    image,
    imageModel: image,
    languageModel: (modelId: string) => refuse(modelId, "languageModel"),
    embeddingModel: (modelId: string) => refuse(modelId, "embeddingModel"),
  };
}

function refuse(modelId: string, modelType: "languageModel" | "embeddingModel"): never {
  throw new NoSuchModelError({
    modelId,
    modelType,
    message: `Seedream has no ${modelType} "${modelId}": its models make images; use imageModel()`,
  });
}
