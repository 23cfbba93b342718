import type { ImageModelV4Result, SharedV3Warning } from "@ai-sdk/provider";
import type { Warning } from "@seedream-clients/core";
import { toCallError } from "./call-error.ts";
import type { CallGroup } from "./call-groups.ts";
import { describeMissing, type Entry, type MadeImage, type MissingImage, messageOf } from "./entries.ts";
import type { Facts } from "./facts.ts";
import type { Generation } from "./generation.ts";
import type { Submission } from "./submit.ts";

/** A result for both versions of the specification. Version 3 has no deprecation warnings. */
export interface GenerateResult extends Omit<ImageModelV4Result, "warnings" | "providerMetadata"> {
  warnings: SharedV3Warning[];
  providerMetadata: Record<string, { images: Facts[] }>;
}

/**
 * Converts a generation into the result of the SDK, which pairs `images` and metadata by index. The last call of a
 * `generateImage()` therefore adds the failures of all calls, after all images.
 *
 * @throws {APICallError} when no call of the `generateImage()` made an image.
 */
export function toResult(
  provider: string,
  modelId: string,
  { submissions, entries, url, request }: Generation,
  { all, isLast }: CallGroup<Generation>,
  timestamp: Date,
): GenerateResult {
  const made = entries.filter(isMade);
  const missing = all.flatMap((each) => each.entries.filter(isMissing));
  if (!all.some((each) => each.entries.some(isMade))) throw toCallError({ missing, url, request });
  const results = submissions.flatMap(({ result }) => result ?? []);
  const listed = [...made, ...(isLast ? missing : [])];
  return {
    images: made.map(({ bytes }) => bytes),
    // Keeps the SDK from repeating a call without images beside calls with images, because it may have been billed.
    isRetryable: false,
    warnings: [
      ...distinct(results.flatMap(({ warnings }) => warnings)).map(toWarning),
      ...submissions.flatMap(tooFew),
      ...submissions.flatMap(brokenOff),
      ...entries.filter(isMissing).map((each): SharedV3Warning => ({ type: "other", message: describeMissing(each) })),
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

/** Warns of a group with fewer images than requested, which the model may decide. A broken response is an error. */
function tooFew({ asked, outcomes, result }: Submission): SharedV3Warning[] {
  if (!result || result.interrupted || outcomes.length >= asked) return [];
  return [
    { type: "other", message: `The model made a group of ${outcomes.length}, where up to ${asked} were asked for` },
  ];
}

/** Warns of a response that broke off after its last image, because the provider may have billed more images. */
function brokenOff({ brokeOff }: Submission): SharedV3Warning[] {
  return brokeOff === undefined ? [] : [{ type: "other", message: messageOf(brokeOff) }];
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
