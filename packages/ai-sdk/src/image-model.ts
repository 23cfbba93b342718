import type { ImageModelV4, ImageModelV4CallOptions } from "@ai-sdk/provider";
import { findModel, type ImageEvent, type SeedreamClient } from "@seedream-clients/core";
import { groupCalls } from "./call-groups.ts";
import { type Generation, generateImages } from "./generation.ts";
import { type GenerateResult, toResult } from "./result.ts";

/** Settings of an image model. */
export interface ImageModelSettings {
  /**
   * Called with each event of a call: progress, and each image as it arrives, before it is fetched. What it throws is
   * ignored, as is the rejection of a promise that it returns. With it, the client streams where the model can.
   *
   * @param submission 0 for the first: a number of images that the model does not make as a group takes several.
   */
  readonly onEvent?: ((event: ImageEvent, submission: number) => void) | undefined;
}

/** An image model for version 4 of the specification. */
export interface SeedreamImageModel extends ImageModelV4 {
  doGenerate(options: ImageModelV4CallOptions): Promise<GenerateResult>;
}

/** Makes a model of a client an image model of the AI SDK. */
export function createImageModel(
  client: SeedreamClient,
  modelId: string,
  { onEvent }: ImageModelSettings = {},
): SeedreamImageModel {
  const spec = findModel(client.models, modelId);
  const joinGroup = groupCalls<Generation>();
  return {
    specificationVersion: "v4",
    provider: `${client.provider}.image`,
    modelId,
    // The SDK must not split a call: when one of several throws, the images of all are lost.
    maxImagesPerCall: Number.MAX_SAFE_INTEGER,
    ...(spec && { supportsFileInputs: spec.references !== undefined }),
    supportsMaskInputs: false,
    async doGenerate(options) {
      const timestamp = new Date();
      const generation = generateImages(client, modelId, options, onEvent);
      const group = await joinGroup(options.headers, generation);
      return toResult(client.provider, modelId, await generation, group, timestamp);
    },
  };
}
