import { SeedreamError } from "@seedream-clients/ark";
import type { Peer, PeerResult } from "../peers/peer.ts";
import type { Fault } from "./faults.ts";
import { countSubmissions } from "./server.ts";

/** What one package makes of one fault. */
export interface Outcome {
  readonly submissions: number;
  /** What the program gets: images, or an error. */
  readonly outcome: string;
}

/** Lets a package meet a fault. Returns `undefined` where its API has no such response. */
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

/** The name of an error; of ours also what it says about the bill. */
function describeError(error: unknown): string {
  if (SeedreamError.isInstance(error)) return `${error.name}, charged: ${error.charged}`;
  if (!(error instanceof Error)) return String(error);
  const { name } = error.constructor;
  // Names that say nothing.
  return name === "Error" || name === "_Error" || name.length < 4 ? error.name : name;
}
