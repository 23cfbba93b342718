import type {
  CallOptions,
  ImageEvent,
  ImageRequest,
  ImageResult,
  SeedreamClient,
  TaskOptions,
} from "@seedream-clients/core";

/** The methods that make images. */
export const methods = ["generate", "stream"] as const;
export type Method = (typeof methods)[number];

/** How a call ended: `result` or `error`, and the events of `stream()`. */
export interface Outcome {
  readonly events: readonly ImageEvent[];
  readonly result?: ImageResult;
  readonly error?: unknown;
}

/** Calls a client and returns how the call ended. Does not throw. */
export async function callClient(
  client: SeedreamClient<string, object, TaskOptions>,
  method: Method,
  request: ImageRequest,
  options: CallOptions & TaskOptions = {},
): Promise<Outcome> {
  const events: ImageEvent[] = [];
  try {
    if (method === "generate") return { events, result: await client.generate(request, options) };
    for await (const event of client.stream(request, options)) events.push(event);
  } catch (error) {
    return { events, error };
  }
  const last = events.at(-1);
  return last?.type === "completed" ? { events, result: last.result } : { events };
}
