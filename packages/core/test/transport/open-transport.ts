import type { CallOptions, ClientOptions } from "../../src/contract/options.ts";
import type { Retry } from "../../src/errors/failure.ts";
import type { CallInit, ProviderFacts } from "../../src/provider.ts";
import { PlainRequest } from "../../src/transport/plain-request.ts";
import { createTransport, type SendSettings } from "../../src/transport/transport.ts";
import { fake, key } from "../fake-provider.ts";
import { virtualClock } from "../virtual-clock.ts";

/** A transport to the fake provider on a virtual clock, and a call of it. */
export function openTransport(options: ClientOptions = {}, facts: ProviderFacts = fake, callOptions: CallOptions = {}) {
  const clock = virtualClock();
  const transport = createTransport(facts, "https://api.test/v1", { apiKey: key, clock, ...options });
  const call = transport.start(callOptions, 1);
  /** Sends the request that openapi-fetch would make for an operation. */
  const send = (settings: Retry | SendSettings = "never", body: PlainRequest["body"] = '{"a":1}') => {
    const operation = ({ baseUrl, headers, fetch }: CallInit) =>
      fetch(new PlainRequest(`${baseUrl}/images`, { method: "POST", headers, body }) as unknown as Request);
    return transport.send(
      call,
      typeof settings === "string" ? { operation: "submit", retry: settings } : settings,
      operation,
    );
  };
  return { transport, clock, call, send };
}

/** Makes a failure like one of Node's fetch, which has the code on the cause of a TypeError. */
export function systemError(code: string, syscall?: string): TypeError {
  const cause = Object.assign(new Error(`${syscall ?? "it"} ${code}`), { code, ...(syscall && { syscall }) });
  return new TypeError("fetch failed", { cause });
}
