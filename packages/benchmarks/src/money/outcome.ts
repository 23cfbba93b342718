import { SeedreamError } from "@seedream-clients/ark";
import type { Peer, PeerResult } from "../peers/peer.ts";
import type { Fault } from "./faults.ts";
import { countSubmissions } from "./server.ts";

/** Outcome of one fault with one package. */
export interface Outcome {
  readonly submissions: number;
  /** Result of the program in words: images, or an error. */
  readonly outcome: string;
}

/** Calls a package under a fault. Returns `undefined` if its API has no such response. */
export async function outcomeOf({ wire, connect }: Peer, { count, answers }: Fault): Promise<Outcome | undefined> {
  const answer = answers[wire];
  if (!answer) return undefined;
  let outcome = "";
  const submissions = await countSubmissions(answer, async (baseURL) => {
    outcome = await connect({ baseURL })({ count }).then((result) => describeResult(result, count), describeError);
  });
  return { submissions, outcome };
}

function describeResult({ images, failures }: PeerResult, count: number): string {
  const missing = count - images.length;
  const errors = failures.length > 0 ? failures.join(", ") : "no error";
  return `${images.length} of ${count}${missing > 0 ? `, ${errors}` : ""}`;
}

/** Returns the name of an error; for our errors, also `charged`. */
function describeError(error: unknown): string {
  if (SeedreamError.isInstance(error)) return `${error.name}, charged: ${error.charged}`;
  if (!(error instanceof Error)) return String(error);
  const { name } = error.constructor;
  // These class names are generic or minified.
  return name === "Error" || name === "_Error" || name.length < 4 ? error.name : name;
}
