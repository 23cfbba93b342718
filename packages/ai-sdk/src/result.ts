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
 * Converts a generation into the result of the SDK, which pairs `images` and metadata by their places. Failures
 * therefore come after the images of all calls of a `generateImage()`: at the last one.
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
    // An empty call beside others that made images: a repeat would pay again for what may have been billed.
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

/** A group may hold fewer images than were asked for: the model decides. Where it broke off, that is a failure. */
function tooFew({ asked, outcomes, result }: Submission): SharedV3Warning[] {
  if (!result || result.interrupted || outcomes.length >= asked) return [];
  return [
    { type: "other", message: `The model made a group of ${outcomes.length}, where up to ${asked} were asked for` },
  ];
}

/** Nothing is missing, but the provider may have made, and billed, more. */
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
