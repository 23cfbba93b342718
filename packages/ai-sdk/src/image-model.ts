import type { ImageModelV4, ImageModelV4CallOptions, ImageModelV4Result, SharedV3Warning } from "@ai-sdk/provider";
import {
  type CallOptions,
  findModel,
  type ImageEvent,
  type SeedreamClient,
  type Warning,
} from "@seedream-clients/core";
import { toCallError } from "./call-error.ts";
import { describeFailure, type Entry, type MadeImage, type MissingImage, missingImage, readImages } from "./entries.ts";
import type { Facts } from "./facts.ts";
import { toRequests } from "./requests.ts";
import { groupCalls, type Siblings } from "./siblings.ts";
import { type Submission, submit } from "./submit.ts";

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

/** An image model for version 4 of the specification, and for version 3 but for the version that it names. */
export interface SeedreamImageModel extends ImageModelV4 {
  doGenerate(options: ImageModelV4CallOptions): Promise<GenerateResult>;
}

/** A result that both versions accept. Version 3 knows no deprecations. */
export interface GenerateResult extends Omit<ImageModelV4Result, "warnings" | "providerMetadata"> {
  warnings: SharedV3Warning[];
  providerMetadata: Record<string, { images: Facts[] }>;
}

/** What came of one `doGenerate()`. */
interface Generation {
  readonly submissions: readonly Submission[];
  readonly entries: readonly Entry[];
  readonly url: string;
  readonly request: unknown;
}

/** Makes a model of a client an image model of the AI SDK. */
export function createImageModel(
  client: SeedreamClient,
  modelId: string,
  settings: ImageModelSettings = {},
): SeedreamImageModel {
  const spec = findModel(client.models, modelId);
  const siblings = groupCalls<Generation>();
  return {
    specificationVersion: "v4",
    provider: `${client.provider}.image`,
    modelId,
    // All images are one call: where the SDK makes several, one that throws loses the images of all.
    maxImagesPerCall: Number.MAX_SAFE_INTEGER,
    ...(spec && { supportsFileInputs: spec.references !== undefined }),
    supportsMaskInputs: false,
    async doGenerate(options) {
      const timestamp = new Date();
      const generation = generateImages(client, modelId, options, settings);
      const group = await siblings(options.headers, generation);
      return toResult(client.provider, modelId, await generation, group, timestamp);
    },
  };
}

/** Submits all requests of a call and reads their images. Never throws. */
async function generateImages(
  client: SeedreamClient,
  modelId: string,
  options: ImageModelV4CallOptions,
  { onEvent }: ImageModelSettings,
): Promise<Generation> {
  const { prompt, n, size, aspectRatio, seed, abortSignal: signal } = options;
  const request = { model: modelId, prompt, n, size, aspectRatio, seed };
  let url = "";
  try {
    const callOptions: CallOptions = {
      signal,
      headers: definedHeaders(options.headers),
      onRequest: (notice) => {
        if (notice.operation === "submit") url = notice.url;
      },
    };
    const requests = toRequests(client, modelId, options);
    const submissions = await Promise.all(
      requests.map((each, index) => submit(client, each, callOptions, onEvent && ((event) => onEvent(event, index)))),
    );
    let first = 0;
    const reading = submissions.map((submission) => {
      const entries = readImages(submission, first, signal);
      first += submission.asked;
      return entries;
    });
    const entries = await Promise.all(reading);
    return { submissions, entries: entries.flat(), url, request };
  } catch (error) {
    return { submissions: [], entries: [missingImage(error, { index: 0 })], url, request };
  }
}

/**
 * Converts what came of a call for the SDK, which pairs `images` and metadata by their places. Failures therefore come
 * after the images of all calls of a `generateImage()`: at the last one.
 */
function toResult(
  provider: string,
  modelId: string,
  generation: Generation,
  { all, isLast }: Siblings<Generation>,
  timestamp: Date,
): GenerateResult {
  const { submissions, entries, url, request } = generation;
  const made = entries.filter(isMade);
  const missing = all.flatMap((each) => each.entries.filter(isMissing));
  if (!all.some((each) => each.entries.some(isMade))) throw toCallError({ missing, url, request });
  const results = submissions.flatMap(({ result }) => result ?? []);
  const listed = [...made, ...(isLast ? missing : [])];
  return {
    images: made.map(({ bytes }) => bytes),
    // An empty call beside others that made images: a repeat would pay again for what may have been billed.
    isRetryable: false,
    warnings: [
      ...distinct(results.flatMap(({ warnings }) => warnings)).map(toWarning),
      ...submissions.flatMap(tooFew),
      ...entries.filter(isMissing).map((each): SharedV3Warning => ({ type: "other", message: describeFailure(each) })),
    ],
    providerMetadata: { [provider]: { images: listed.map(({ facts }) => facts) } },
    response: { timestamp, modelId: results[0]?.model ?? modelId, headers: undefined },
    usage: {
      inputTokens: undefined,
      outputTokens: sum(results.map(({ usage }) => usage.outputTokens)),
      totalTokens: sum(results.map(({ usage }) => usage.totalTokens)),
    },
  };
}

/** A group may hold fewer images than were asked for: the model decides. Where it broke off, that is a failure. */
function tooFew({ asked, outcomes, result }: Submission): SharedV3Warning[] {
  if (!result || result.interrupted || outcomes.length >= asked) return [];
  return [
    { type: "other", message: `The model made a group of ${outcomes.length}, where up to ${asked} were asked for` },
  ];
}

function isMade(entry: Entry): entry is MadeImage {
  return entry.bytes !== undefined;
}

function isMissing(entry: Entry): entry is MissingImage {
  return entry.bytes === undefined;
}

function toWarning({ type, feature, message }: Warning): SharedV3Warning {
  return type === "unsupported" ? { type, feature, details: message } : { type: "other", message };
}

function distinct(warnings: readonly Warning[]): Warning[] {
  return [...new Map(warnings.map((warning) => [warning.message, warning])).values()];
}

function sum(numbers: readonly (number | undefined)[]): number | undefined {
  const known = numbers.filter((number) => number !== undefined);
  return known.length > 0 ? known.reduce((total, number) => total + number, 0) : undefined;
}

function definedHeaders(headers: ImageModelV4CallOptions["headers"] = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
