import { type Cost, type GeneratedImage, SeedreamError } from "@seedream-clients/core";
import type { Facts } from "./facts.ts";
import type { Submission } from "./submit.ts";

/** An image of a call that was made and read. */
export interface MadeImage {
  readonly bytes: Uint8Array;
  readonly facts: Facts;
}

/** An image of a call that is missing: why, and what is known of it. */
export interface MissingImage {
  readonly bytes?: undefined;
  readonly error: unknown;
  /** Has the link when the image was made and could not be read, and `count` where several are missing. */
  readonly facts: Facts;
}

/** One image of a call. */
export type Entry = MadeImage | MissingImage;

/**
 * Reads the images of a submission through the client's guarded download. Never throws.
 *
 * @param first Index of its first image among those of the call.
 */
export function readImages(
  { outcomes, result }: Submission,
  first: number,
  signal: AbortSignal | undefined,
): Promise<Entry[]> {
  const shared = result && {
    model: result.model,
    requestId: result.requestId,
    clientRequestId: result.clientRequestId,
    taskId: result.task?.id,
  };
  const cost = shareOf(result?.cost, outcomes.filter(({ ok }) => ok).length);
  const usage = result?.usage;
  return Promise.all(
    outcomes.map((outcome) => {
      const index = first + outcome.index;
      return outcome.ok
        ? readImage(outcome.image, { index, ...outcome.image.toJSON(), ...shared, cost, usage }, signal)
        : missingImage(outcome.error, { index, count: outcome.count, ...shared, usage });
    }),
  );
}

/** Creates the entry of an image that is missing. */
export function missingImage(error: unknown, facts: object): MissingImage {
  // Other errors have no JSON.
  const described = SeedreamError.isInstance(error) ? error : { message: messageOf(error) };
  return { error, facts: toJSON({ ...facts, error: described }) };
}

/** Says what became of an image that is missing. */
export function describeFailure({ error, facts }: MissingImage): string {
  const link = typeof facts.url === "string" ? `; it was made, and its link is ${facts.url}` : "";
  const first = Number(facts.index) + 1;
  const count = Number(facts.count ?? 1);
  const images = count > 1 ? `Images ${first} to ${first + count - 1} are` : `Image ${first} is`;
  return `${images} missing: ${messageOf(error)}${link}`;
}

/** Returns the message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function readImage(image: GeneratedImage, facts: object, signal: AbortSignal | undefined): Promise<Entry> {
  try {
    return { bytes: await image.bytes({ signal }), facts: toJSON(facts) };
  } catch (error) {
    return missingImage(asBilled(error), facts);
  }
}

/** Reading an image costs nothing, and its errors say so. The image that could not be read is paid for all the same. */
function asBilled(error: unknown): unknown {
  return SeedreamError.isInstance(error)
    ? Object.defineProperty(error, "charged", { value: "unknown", enumerable: true })
    : error;
}

function shareOf(cost: Cost | undefined, images: number): Cost | undefined {
  return cost && { ...cost, amount: Number((cost.amount / Math.max(1, images)).toFixed(6)) };
}

function toJSON(value: object): Facts {
  return JSON.parse(JSON.stringify(value));
}
