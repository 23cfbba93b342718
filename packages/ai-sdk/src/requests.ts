import type { ImageModelV4CallOptions, ImageModelV4File } from "@ai-sdk/provider";
import {
  findModel,
  type ImageRequest,
  type ImageSize,
  type ModelSpec,
  type SeedreamClient,
} from "@seedream-clients/core";
import { refusal } from "./call-error.ts";
import { readProviderOptions, type SeedreamImageOptions } from "./provider-options.ts";

/** Most images of a call, whose bytes are all in memory at its end. A mistyped `n` must not be paid for. */
const MOST_IMAGES = 1000;

/** Range of seeds for unknown models. */
const anySeed = [-1, 2_147_483_647] as const;

/**
 * Converts the options of a call into requests. Returns one request if the model can make all images as a group,
 * otherwise several.
 *
 * @throws {InvalidRequestError} for options that a request cannot express.
 */
export function toRequests(client: SeedreamClient, modelId: string, options: ImageModelV4CallOptions): ImageRequest[] {
  const { prompt = "", n, seed, files = [], mask, providerOptions } = options;
  const { provider } = client;
  if (mask) throw refusal(provider, "Seedream models take no mask; describe the change in the prompt");
  // Otherwise the client would send and pay for some of the split requests before it refuses the last one.
  if (!(Number.isSafeInteger(n) && n > 0)) throw refusal(provider, `n is ${n}; pass a whole number from 1`);
  if (n > MOST_IMAGES)
    throw refusal(provider, `n is ${n}; a call makes at most ${MOST_IMAGES}; make more in further calls`);
  const { watermark, promptOptimization, delivery, format, native, ...size } = readProviderOptions(
    providerOptions,
    provider,
  );
  const shared: ImageRequest = {
    model: modelId,
    prompt,
    images: files.map((file, index) => toReference(file, index, provider)),
    size: toSize(options, size, provider),
    watermark,
    promptOptimization,
    output: { delivery, format },
    native,
  };
  const spec = findModel(client.models, modelId);
  return splitCount(n, mostImages(spec, files.length)).map((count, index) => ({
    ...shared,
    count,
    seed: seedOf(index, seed, spec),
  }));
}

/** Returns the most images of one submission: 1 for an unknown model, because it may not make groups. */
function mostImages(spec: ModelSpec | undefined, references: number): number {
  const group = spec?.group;
  if (!group || (group.needsReference && references === 0)) return 1;
  return Math.max(1, Math.min(group.max, (group.total ?? Number.POSITIVE_INFINITY) - references));
}

/** Splits a number of images over submissions. For example, 10 images with at most 4 a submission are 4, 4 and 2. */
function splitCount(n: number, most: number): number[] {
  return Array.from({ length: Math.ceil(n / most) }, (_, index) => Math.min(most, n - index * most));
}

/**
 * Returns the seed of a submission. Each submission gets a different seed, because the same seed would make, and bill,
 * the same images. After the greatest seed comes 0. Keeps -1, a random seed, and seeds that the client will refuse.
 */
function seedOf(submission: number, seed: number | undefined, spec: ModelSpec | undefined): number | undefined {
  // The client drops the seed. An equal seed in all requests gives equal warnings, of which the result keeps one.
  if (spec && !spec.seed) return seed;
  const [, greatest] = spec?.seed ?? anySeed;
  return seed === undefined || seed < 0 || seed > greatest ? seed : (seed + submission) % (greatest + 1);
}

/** Converts a file. Decodes Base64, so that the client reads the type from the bytes: the SDK may say "image/*". */
function toReference(file: ImageModelV4File, index: number, provider: string): string | Uint8Array {
  if (file.type === "url") return file.url;
  if (typeof file.data !== "string") return file.data;
  try {
    return Uint8Array.from(atob(file.data.replace(/^data:[^,]*,/, "")), (character) => character.charCodeAt(0));
  } catch {
    throw refusal(provider, `files[${index}] is not Base64: ${file.data.slice(0, 20)}…; pass its bytes`);
  }
}

function toSize(
  { size, aspectRatio }: ImageModelV4CallOptions,
  { size: keyword, resolution }: Pick<SeedreamImageOptions, "size" | "resolution">,
  provider: string,
): ImageSize | undefined {
  const given = {
    size,
    aspectRatio,
    [`providerOptions.${provider}.size`]: keyword,
    // With an aspect ratio, the resolution is part of the same size.
    [`providerOptions.${provider}.resolution`]: aspectRatio ? undefined : resolution,
  };
  const names = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (names.length > 1) throw refusal(provider, `${names.join(" and ")} are both given; pass one of them`);
  return aspectRatio ? { aspectRatio, resolution } : (size ?? keyword ?? resolution);
}
