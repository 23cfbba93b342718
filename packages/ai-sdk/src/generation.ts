import type { ImageModelV4CallOptions } from "@ai-sdk/provider";
import type { CallOptions, ImageEvent, SeedreamClient } from "@seedream-clients/core";
import { type Entry, missingImage, readImages } from "./entries.ts";
import { toRequests } from "./requests.ts";
import { type Submission, submit } from "./submit.ts";

/** Result of one `doGenerate()`: all of its submissions, and their images. */
export interface Generation {
  readonly submissions: readonly Submission[];
  readonly entries: readonly Entry[];
  /** Address of the last submission; `""` when nothing was sent. */
  readonly url: string;
  /** The request in portable terms, without reference images. */
  readonly request: unknown;
}

/** Submits all requests of a call and reads their images. Never throws. */
export async function generateImages(
  client: SeedreamClient,
  modelId: string,
  options: ImageModelV4CallOptions,
  onEvent: ((event: ImageEvent, submission: number) => void) | undefined,
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
    const parts = await Promise.all(
      requests.map(async (each, index) => {
        const submission = await submit(client, each, callOptions, onEvent && ((event) => onEvent(event, index)));
        // Reads images at once, because an abort during another submission must not lose them.
        return { submission, entries: await readImages(submission, signal) };
      }),
    );
    const submissions = parts.map(({ submission }) => submission);
    return { submissions, entries: numbered(parts), url, request };
  } catch (error) {
    return { submissions: [], entries: [missingImage(error, { index: 0 })], url, request };
  }
}

/** Numbers the images of all submissions. A submission may make more images than requested, for example layers. */
function numbered(parts: readonly { readonly submission: Submission; readonly entries: readonly Entry[] }[]): Entry[] {
  let first = 0;
  return parts.flatMap(({ submission: { asked, outcomes }, entries }) => {
    const offset = first;
    first += Math.max(asked, ...outcomes.map(({ index }) => index + 1));
    return entries.map((entry) => withIndex(entry, offset + Number(entry.facts.index)));
  });
}

function withIndex<T extends Entry>(entry: T, index: number): T {
  return { ...entry, facts: { ...entry.facts, index } };
}

function definedHeaders(headers: ImageModelV4CallOptions["headers"] = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
