import type { ImageEvent, ImageRequest, ImageResult, SeedreamClient, ValidationMode } from "@seedream-clients/core";
import type { Channel } from "./channel.ts";
import { hastyClock } from "./clock.ts";
import type { FixtureClient } from "./fixture.ts";
import type { ContractProvider } from "./provider.ts";

/** The key that every client of the suite has; it must never come to light. */
export const apiKey = "sk-contract-5b1d9c2e7f3a";

/** The two ways to ask for images. */
export const methods = ["generate", "stream"] as const;
export type Method = (typeof methods)[number];

/** How a call went: `result` or `error`, and the events if it was a stream. */
export interface Outcome {
  readonly events: readonly ImageEvent[];
  readonly result?: ImageResult;
  readonly error?: unknown;
}

export interface Call {
  readonly client?: FixtureClient | undefined;
  readonly maxRetries?: number | undefined;
  readonly timeout?: number | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly validation?: ValidationMode;
  /** Leaves the address to the client. */
  readonly ownAddress?: boolean;
}

/** Makes a client of `provider` at the end of `channel` and calls it. */
export async function run(
  provider: ContractProvider,
  channel: Channel,
  method: Method,
  request: ImageRequest,
  { client: own, ownAddress, maxRetries, timeout, idempotencyKey, validation }: Call = {},
): Promise<Outcome> {
  const client = provider.create({
    ...own,
    apiKey,
    clock: hastyClock(),
    ...(!ownAddress && { baseURL: channel.baseURL }),
    ...(channel.fetch && { fetch: channel.fetch }),
  });
  const options = {
    ...(maxRetries !== undefined && { maxRetries }),
    ...(timeout !== undefined && { timeout }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    ...(validation && { validation }),
  };
  return method === "stream" ? collect(client.stream(request, options)) : settle(client.generate(request, options));
}

async function settle(call: ReturnType<SeedreamClient["generate"]>): Promise<Outcome> {
  try {
    return { events: [], result: await call };
  } catch (error) {
    return { events: [], error };
  }
}

async function collect(stream: AsyncIterable<ImageEvent>): Promise<Outcome> {
  const events: ImageEvent[] = [];
  try {
    for await (const event of stream) events.push(event);
  } catch (error) {
    return { events, error };
  }
  const last = events.at(-1);
  return last?.type === "completed" ? { events, result: last.result } : { events };
}
