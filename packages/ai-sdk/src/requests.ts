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

/** Range of seeds for models that the client does not know. */
const anySeed = [-1, 2_147_483_647] as const;

/**
 * Converts the options of a call into requests: one where the model makes as many images as a group, several where it
 * does not.
 *
 * @throws {InvalidRequestError} for options that a request cannot express.
 */
export function toRequests(client: SeedreamClient, modelId: string, options: ImageModelV4CallOptions): ImageRequest[] {
  const { prompt = "", n, seed, files = [], mask, providerOptions } = options;
  const { provider } = client;
  if (mask) throw refusal(provider, "Seedream models take no mask; describe the change in the prompt");
  // Split up, part of such a number would be sent and paid for before the client refuses the rest.
  if (!(Number.isSafeInteger(n) && n > 0)) throw refusal(provider, `n is ${n}; pass a whole number from 1`);
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

/** Most images of one submission. A model that the client does not know may not make groups. */
function mostImages(spec: ModelSpec | undefined, references: number): number {
  const group = spec?.group;
  if (!group || (group.needsReference && references === 0)) return 1;
  return Math.max(1, Math.min(group.max, (group.total ?? Number.POSITIVE_INFINITY) - references));
}

/** Splits a number of images over submissions: 10 at most 4 at a time are 4, 4 and 2. */
function splitCount(n: number, most: number): number[] {
  return Array.from({ length: Math.ceil(n / most) }, (_, index) => Math.min(most, n - index * most));
}

/**
 * Returns the seed of a submission. With one seed, submissions would make the same images, and each is paid for. After
 * the greatest seed comes 0. -1 asks for a random seed; what is out of range is left for the client to refuse.
 */
function seedOf(submission: number, seed: number | undefined, spec: ModelSpec | undefined): number | undefined {
  // The client drops the seed, and says so once where it is the same each time.
  if (spec && !spec.seed) return seed;
  const [, greatest] = spec?.seed ?? anySeed;
  return seed === undefined || seed < 0 || seed > greatest ? seed : (seed + submission) % (greatest + 1);
}

/** Converts a file. Base64 becomes bytes, from which the client reads the type: that of the SDK may be "image/*". */
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
    // Beside an aspect ratio it says how large the image is.
    [`providerOptions.${provider}.resolution`]: aspectRatio ? undefined : resolution,
  };
  const names = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (names.length > 1) throw refusal(provider, `${names.join(" and ")} are both given; pass one of them`);
  return aspectRatio ? { aspectRatio, resolution } : (size ?? keyword ?? resolution);
}
