import { abortable } from "./abortable.ts";
import { type Call, startCall } from "./call.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { CallOptions, Timeouts, ValidationMode } from "./contract.ts";
import { resolveKey } from "./credentials.ts";
import type { Downloader, DownloadLimits } from "./download.ts";
import { InvalidRequestError } from "./errors.ts";
import type { Failures } from "./failure.ts";

/** Options of every client. */
export interface ClientOptions {
  /** Default: the provider's environment variable, where there is an environment. */
  apiKey?: string;
  /** Default: the provider's address. */
  baseURL?: string;
  /** Default: `globalThis.fetch`, looked up at each call, so that interceptors installed later see it. */
  fetch?: typeof globalThis.fetch;
  /** Limits for every call, in milliseconds; one number is the total. See {@link Timeouts} for the defaults. */
  timeout?: number | Timeouts;
  /** How often a request that was provably not accepted is sent again. Default 2. */
  maxRetries?: number;
  /** What to do about a request that breaks a known limit of its model. Default `"error"`: refuse before paying. */
  validation?: ValidationMode;
  /** Further headers for every API call. Downloads of results never carry them. */
  headers?: Readonly<Record<string, string>>;
  /** Limits on fetching results from their links. */
  download?: DownloadLimits;
  /** Allows use in a web page, where every visitor can read the key. Default `false`. */
  dangerouslyAllowBrowser?: boolean;
  /** Called before a wait, for your log. */
  onRetry?: (retry: RetryNotice) => void;
  /** For tests. */
  clock?: Clock;
  /** For tests: 0 to 1, spreads the waits. Default `Math.random`. */
  random?: () => number;
}

/** A request is about to be sent again because the provider did not accept it. */
export interface RetryNotice {
  /** 1 for the first repeat. */
  readonly attempt: number;
  /** Milliseconds until then. */
  readonly wait: number;
  readonly reason: string;
}

/** What a provider's package says about itself. */
export interface ProviderDefaults {
  readonly provider: string;
  /** Key of the price rows and model ids that hold. */
  readonly region: string;
  readonly baseURL: string | undefined;
  /** Environment variable with the key. */
  readonly variable: string;
  /** Milliseconds that a call for one image may take; 40 s more for each further one. Default 5 minutes. */
  readonly patience?: number;
  /** Header that carries the client's own id of a call, where the provider has one. */
  readonly requestIdHeader?: string;
}

/** A request as it goes out. */
export interface Outgoing {
  readonly url: string;
  readonly method: string;
  readonly headers?: Iterable<readonly [name: string, value: string]>;
  // By way of RequestInit: without the types of browsers, Node's have no BodyInit.
  readonly body?: NonNullable<RequestInit["body"]> | null;
  readonly stakes: Stakes;
}

/**
 * What sending a request twice would do: cost twice (`"paid"`), nothing, because the provider knows it again by its
 * key (`"idempotent"`), or nothing, because it costs nothing (`"free"`).
 */
export type Stakes = "paid" | "idempotent" | "free";

/** Sends requests under the policies of the clients: what is retried, how long it may take, what an error becomes. */
export interface Transport extends Downloader {
  readonly region: string;
  readonly baseURL: string;
  readonly validation: ValidationMode;
  /** What becomes of trouble. */
  failures(): Promise<Failures>;
  /** Opens a call that may make `images` images. */
  start(options: CallOptions, images: number): Call;
  /** Sends a request, again as far as its stakes allow; any answer comes back as it is. */
  send(call: Call, request: Outgoing, options?: CallOptions, signal?: AbortSignal): Promise<Response>;
  /** The same, but answers other than 2xx are thrown. */
  request(call: Call, request: Outgoing, options?: CallOptions): Promise<Response>;
}

export function createTransport(defaults: ProviderDefaults, options: ClientOptions): Transport {
  const { provider, region, requestIdHeader, patience = 300_000 } = defaults;
  const { clock = systemClock, random = Math.random, validation = "error", download = {} } = options;
  const key = resolveKey({ ...defaults, ...options });
  const baseURL = (options.baseURL ?? defaults.baseURL ?? "").replace(/\/+$/, "");
  if (!/^https?:\/\/./.test(baseURL)) {
    throw new InvalidRequestError(`baseURL is "${baseURL}"; it must begin with https:// or http://`, { provider });
  }
  const baseFetch = options.fetch ?? ((...args) => globalThis.fetch(...args));

  const known = ({ clientRequestId }: Call) => ({ provider, clientRequestId });
  const failures = async () => (await import("./failure.ts")).failuresFor(key);

  async function headersFor(call: Call, more: Outgoing["headers"] = []): Promise<Headers> {
    try {
      const headers = new Headers(options.headers);
      for (const [name, value] of more) headers.set(name, value);
      if (requestIdHeader) headers.set(requestIdHeader, call.clientRequestId);
      headers.set("authorization", `Bearer ${key}`);
      return headers;
    } catch {
      throw (await failures()).badHeader(known(call));
    }
  }

  async function send(
    call: Call,
    { url, method, headers, body = null, stakes }: Outgoing,
    { maxRetries = options.maxRetries ?? 2 }: CallOptions = {},
    signal = call.signal,
  ): Promise<Response> {
    const init: RequestInit = { method, body, headers: await headersFor(call, headers), signal, redirect: "manual" };
    for (let attempt = 1; ; attempt++) {
      let outcome: Response | Error;
      let out = false;
      try {
        signal.throwIfAborted();
        out = true;
        outcome = await abortable(baseFetch(url, init), signal);
        if (outcome.ok) return outcome;
      } catch (cause) {
        outcome = cause instanceof Error ? cause : new Error(String(cause));
      }
      const verdict = (await failures()).judge(outcome, {
        url,
        stakes: out ? stakes : "free",
        attempt,
        clock,
        random,
        signal,
        known: known(call),
      });
      const { wait, reason } = verdict;
      if (!verdict.repeatable || attempt > maxRetries || wait >= call.remaining()) return verdict.end();
      options.onRetry?.({ attempt, wait, reason });
      await verdict.pause();
    }
  }

  return {
    provider,
    region,
    baseURL,
    clock,
    validation,
    download,
    baseFetch,
    failures,
    send,
    start({ clientRequestId = crypto.randomUUID(), signal, timeout }, images) {
      const timeouts = {
        total: Math.min(patience + (images - 1) * 40_000, 900_000),
        idle: 180_000,
        ...asTimeouts(options.timeout),
        ...asTimeouts(timeout),
      };
      return startCall({ clock, clientRequestId, signal, timeouts });
    },
    async request(call, request, callOptions) {
      const response = await send(call, request, callOptions);
      if (response.ok) return response;
      throw await (await failures()).refusal(response, call, request.stakes, known(call));
    },
  };
}

function asTimeouts(given: number | Timeouts | undefined): Timeouts {
  return typeof given === "number" ? { total: given } : { ...given };
}
