import type { Cost, GeneratedImage } from "@seedream-clients/core";
import { messageOf } from "./call-error.ts";
import type { Facts } from "./facts.ts";
import type { Outcome, Submission } from "./submit.ts";

/** One image of a call: its bytes, or why there are none, and what is known of it. */
export type Entry =
  | { readonly bytes: Uint8Array; readonly facts: Facts }
  | { readonly bytes?: undefined; readonly error: unknown; readonly facts: Facts };

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
  const made = outcomes.filter(({ ok }) => ok).length;
  const shared = result && {
    model: result.model,
    requestId: result.requestId,
    clientRequestId: result.clientRequestId,
    taskId: result.task?.id,
    cost: shareOf(result.cost, made),
    usage: result.usage,
  };
  return Promise.all(
    outcomes.map(async (outcome) => {
      const facts = { index: first + outcome.index, ...(outcome.ok && outcome.image.toJSON()), ...shared };
      try {
        return { bytes: await readImage(outcome, signal), facts: toJSON(facts) };
      } catch (error) {
        return {
          error,
          facts: toJSON({ ...facts, error: error instanceof Error ? error : { message: messageOf(error) } }),
        };
      }
    }),
  );
}

/** Says what became of an image that is missing. */
export function describeFailure({ error, facts }: Extract<Entry, { error: unknown }>): string {
  const link = typeof facts.url === "string" ? `; it was made, and its link is ${facts.url}` : "";
  return `Image ${Number(facts.index) + 1} is missing: ${messageOf(error)}${link}`;
}

function readImage(outcome: Outcome, signal: AbortSignal | undefined): Promise<Uint8Array> | Uint8Array {
  if (!outcome.ok) throw outcome.error;
  const { image }: { image: GeneratedImage } = outcome;
  return image.bytes({ signal });
}

function shareOf(cost: Cost | undefined, images: number): Cost | undefined {
  return cost && { ...cost, amount: Number((cost.amount / Math.max(1, images)).toFixed(6)) };
}

function toJSON(value: object): Facts {
  return JSON.parse(JSON.stringify(value));
}
