import { type Cost, SeedreamError } from "@seedream-clients/core";
import type { Facts } from "./facts.ts";
import type { Submission } from "./submit.ts";

/** An image of a call, made and downloaded. */
export interface MadeImage {
  readonly bytes: Uint8Array;
  readonly facts: Facts;
}

/** One missing image of a call, or several that are missing for the same reason. */
export interface MissingImage {
  readonly bytes?: undefined;
  readonly error: unknown;
  /** With the link if the image was made but could not be read, and with `count` if several images are missing. */
  readonly facts: Facts;
}

/** One image of a call. */
export type Entry = MadeImage | MissingImage;

/** Reads the images of a submission through the client's guarded download. Never throws. */
export function readImages({ outcomes, result, ids }: Submission, signal: AbortSignal | undefined): Promise<Entry[]> {
  const shared = { model: result?.model, ...ids };
  const cost = shareOf(result?.cost, outcomes.filter(({ ok }) => ok).length);
  const usage = result?.usage;
  return Promise.all(
    outcomes.map(async (outcome) => {
      const { index } = outcome;
      if (!outcome.ok) return missingImage(outcome.error, { index, count: outcome.count, ...shared, usage });
      const facts = { index, ...outcome.image.toJSON(), ...shared, cost, usage };
      try {
        return { bytes: await outcome.image.bytes({ signal }), facts: toJSON(facts) };
      } catch (error) {
        return missingImage(asBilled(error, result?.raw), facts);
      }
    }),
  );
}

/** Creates the entry of an image that is missing. */
export function missingImage(error: unknown, facts: object): MissingImage {
  // Other errors serialise to an empty object.
  const described = SeedreamError.isInstance(error) ? error : { message: messageOf(error) };
  return { error, facts: toJSON({ ...facts, error: described }) };
}

/** Describes a missing image for a warning. */
export function describeMissing({ error, facts }: MissingImage): string {
  const link = typeof facts.url === "string" ? `; it was made, and its link is ${facts.url}` : "";
  const first = Number(facts.index) + 1;
  const count = Number(facts.count ?? 1);
  const images = count > 1 ? `Images ${first} to ${first + count - 1} are` : `Image ${first} is`;
  return `${images} missing: ${messageOf(error)}${link}`;
}

/** Returns the message of a thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Marks the error of an unreadable image as possibly billed, because the image is paid for although downloads are free.
 * Adds the raw response, which has the only copy of an inline image.
 */
function asBilled(error: unknown, raw: unknown): unknown {
  if (!SeedreamError.isInstance(error)) return error;
  return Object.defineProperties(error, { charged: { value: "unknown", enumerable: true }, raw: { value: raw } });
}

function shareOf(cost: Cost | undefined, images: number): Cost | undefined {
  return cost && { ...cost, amount: Number((cost.amount / Math.max(1, images)).toFixed(6)) };
}

function toJSON(value: object): Facts {
  return JSON.parse(JSON.stringify(value));
}
