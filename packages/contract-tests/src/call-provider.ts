import type { ImageRequest, ValidationMode } from "@seedream-clients/core";
import { callClient, type Method, type Outcome } from "./call-client.ts";
import type { FixtureClient } from "./fixture.ts";
import type { MockProvider } from "./mock-provider.ts";
import type { ContractProvider } from "./provider.ts";
import { type VirtualClock, virtualClock } from "./virtual-clock.ts";

/** The API key of every client in the suite. It must not show in any result or error. */
export const apiKey = "sk-contract-5b1d9c2e7f3a";

/** A clock for clients with default time-outs, which last at least a minute. Every wait is shorter. */
export function contractClock(): VirtualClock {
  return virtualClock({ longestWait: 59_999 });
}

export interface ProviderCall {
  readonly client?: FixtureClient | undefined;
  readonly maxRetries?: number | undefined;
  readonly timeout?: number | undefined;
  readonly streamGroups?: boolean | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly validation?: ValidationMode;
  /** Whether the client uses its default `baseURL`. Default: false. */
  readonly defaultBaseURL?: boolean;
}

/** Creates a client of `provider` that sends its requests to `mock`. */
export function createClient(
  provider: ContractProvider,
  mock: MockProvider,
  { client, defaultBaseURL }: ProviderCall,
): ReturnType<ContractProvider["create"]> {
  return provider.create({
    ...client,
    apiKey,
    clock: contractClock(),
    ...(!defaultBaseURL && { baseURL: mock.baseURL }),
    ...(mock.fetch && { fetch: mock.fetch }),
  });
}

/** Creates a client of `provider` that sends its requests to `mock`, and calls it. */
export function callProvider(
  provider: ContractProvider,
  mock: MockProvider,
  method: Method,
  request: ImageRequest,
  call: ProviderCall = {},
): Promise<Outcome> {
  const { maxRetries, timeout, streamGroups, idempotencyKey, validation } = call;
  return callClient(createClient(provider, mock, call), method, request, {
    ...(maxRetries !== undefined && { maxRetries }),
    ...(timeout !== undefined && { timeout }),
    ...(streamGroups !== undefined && { streamGroups }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    ...(validation && { validation }),
  });
}
