import type { ErrorReport } from "../../server/messages.ts";
import type { RunState } from "../runs/run-state.ts";
import type { Fact } from "../ui/fact-list.tsx";
import type { Words } from "../words/words.ts";

/** An error in words. */
export interface Explanation {
  /** What kind of error it is. */
  readonly headline: string;
  /** What happened: the studio's own errors in the words of the page, all others as they come. */
  readonly message: string;
  /** Whether it was charged, and whether it may be repeated. */
  readonly charge: string;
  /** Whether it may have cost money. */
  readonly mayCost: boolean;
  /** What support will ask for. */
  readonly facts: readonly Fact[];
}

/** Explains an error of a run, or of the studio itself. */
export function explain(error: ErrorReport, words: Words, run?: RunState): Explanation {
  const { errors, box } = words;
  const { name, reason, message, status, code, requestId, clientRequestId } = error;
  const isOfStudio = has(errors.studio, name);
  return {
    headline: isOfStudio ? errors.ofStudio : errors.client[has(errors.client, name) ? name : "SeedreamError"],
    message: isOfStudio ? errors.studio[name] : (reason ?? message),
    charge: chargeOf(error, words, run),
    mayCost: error.charged === "unknown" && run?.facts.client.live === true,
    facts: [
      [errors.kind, name],
      [errors.status, status],
      [errors.code, code],
      [box.request, requestId],
      [errors.clientRequest, clientRequestId],
    ],
  };
}

function chargeOf({ name, status, charged, retryable }: ErrorReport, words: Words, run?: RunState): string {
  const { errors, provider } = words;
  if (charged === "unknown") {
    return run?.facts.client.live ? errors.mayBeCharged(provider.title(run.facts.client)) : errors.mightBeCharged;
  }
  if (name === "InvalidRequestError" && status === undefined) return errors.nothingSent;
  return retryable ? errors.safeToRepeat : errors.notCharged;
}

function has<T extends object>(texts: T, name: PropertyKey): name is keyof T {
  return Object.hasOwn(texts, name);
}
