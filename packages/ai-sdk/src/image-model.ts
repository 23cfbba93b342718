import type { ImageModelV4, ImageModelV4CallOptions } from "@ai-sdk/provider";
import { findModel, type ImageEvent, type SeedreamClient } from "@seedream-clients/core";
import { groupCalls } from "./call-groups.ts";
import { type Generation, generateImages } from "./generation.ts";
import { type GenerateResult, toResult } from "./result.ts";

/** Settings of an image model. */
export interface ImageModelSettings {
  /**
   * Called with each event of a call: progress, and each image as it arrives, before it is fetched. Errors and
   * rejections of the callback are ignored. With a callback, the client streams if the model can stream.
   *
   * @param submission Index of the submission, from 0. A call has several if the model cannot make one group of images.
   */
  readonly onEvent?: ((event: ImageEvent, submission: number) => void) | undefined;
}

/** An image model for version 4 of the specification. */
export interface SeedreamImageModel extends ImageModelV4 {
  doGenerate(options: ImageModelV4CallOptions): Promise<GenerateResult>;
}

/** Creates an image model of the AI SDK from a model of a client. */
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
    // The SDK must not split a call, because it drops the images of all calls when one call throws.
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
