/** Limits on how long a call may take, in ms. */
export interface Timeouts {
  /**
   * Limit on the whole call, with its retries, waits and reading. Default: 5 minutes, and 40 s more for each image
   * after the first, at most 15 minutes.
   */
  total?: number | undefined;
  /** Longest pause between two pieces of a response. Default: 3 minutes. */
  idle?: number | undefined;
}

/**
 * Handling of a request that breaks a known limit of its model. `"error"` refuses it before it costs anything, `"warn"`
 * sends it with a warning on the result, `"off"` sends it. Models unknown to this version are always sent.
 */
export type ValidationMode = "error" | "warn" | "off";

/** Functions for logs and traces, called for each attempt of a request. Their errors are ignored. */
export interface Hooks {
  /** Called right before the `fetch` of each attempt, so that your own `fetch` knows which call it serves. */
  onRequest?: ((request: RequestNotice) => void) | undefined;
  /** Called for each response, before its body is read. */
  onResponse?: ((response: ResponseNotice) => void) | undefined;
  /** Called before the wait for a repeat. */
  onRetry?: ((retry: RetryNotice) => void) | undefined;
}

/** An attempt of a request. Has no key, header or body. */
export interface RequestNotice {
  readonly provider: string;
  readonly clientRequestId: string;
  readonly operation: "submit" | "poll" | "upload" | "raw";
  /** 1 for the first. Begins again at 1 if a submission is sent again because its response cannot be used. */
  readonly attempt: number;
  readonly method: string;
  readonly url: string;
}

/** A response to an attempt. */
export interface ResponseNotice extends RequestNotice {
  readonly status: number;
  /** The provider's id of the call. */
  readonly requestId: string | undefined;
  /** Time from the request to the head of the response, in ms. */
  readonly duration: number;
}

/** Options of one call. Its hooks are called after those of the client. */
export interface CallOptions extends Hooks {
  /** Ends the call. The error has the images that arrived before. */
  signal?: AbortSignal | undefined;
  /** A number is the total, in ms. */
  timeout?: number | Timeouts | undefined;
  /** Most repeats of a request that the provider provably did not accept. Default: the client's, 2. */
  maxRetries?: number | undefined;
  /** Default: the client's, `"error"`. */
  validation?: ValidationMode | undefined;
  /** Whether `generate()` streams groups. Default: the client's, `true`. */
  streamGroups?: boolean | undefined;
  /** Headers to add. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Your id of the call: on its errors, and sent if the provider has a header for it. Default: a random UUID. */
  clientRequestId?: string | undefined;
}

/** Options of a call to a provider with tasks. */
export interface TaskOptions extends CallOptions {
  /**
   * Your key for this submission, 1 to 191 visible ASCII characters, the same for each repeat of it. A submission
   * with a key is repeated even when its outcome is unknown: the provider makes one task of all repeats. Providers
   * without idempotency keys refuse the option with `InvalidRequestError`.
   */
  idempotencyKey?: string | undefined;
}

/** A function with the signature of `fetch`, without extras of a runtime such as Bun's `preconnect`. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Options of every client. */
export interface ClientOptions extends Hooks {
  /** Default: the provider's environment variable, if the runtime has an environment. */
  apiKey?: string | undefined;
  /**
   * Address of the API. Default: the environment variable beside that of the key, such as `ARK_BASE_URL`, read at the
   * first call; otherwise the provider's address.
   */
  baseURL?: string | undefined;
  /** Default: `globalThis.fetch`, looked up at each call, so that interceptors installed later see it. */
  fetch?: Fetch | undefined;
  /** Limits on every call, in ms; a number is the total. Defaults: see {@link Timeouts}. */
  timeout?: number | Timeouts | undefined;
  /** Most repeats of a request that the provider provably did not accept. Default: 2. */
  maxRetries?: number | undefined;
  /** Handling of a request that breaks a known limit of its model. Default: `"error"`. */
  validation?: ValidationMode | undefined;
  /**
   * Whether `generate()` streams groups, so that a dropped connection keeps the images that arrived. Default: `true`.
   * Set it to `false` for a gateway that cannot stream.
   */
  streamGroups?: boolean | undefined;
  /** Headers to add to every API call. Downloads of results never carry them. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Limits on downloads of results. */
  download?: DownloadLimits | undefined;
  /** Allows use in a web page and its workers, where every visitor can read the key. Default: `false`. */
  dangerouslyAllowBrowser?: boolean | undefined;
  /** For tests. */
  clock?: Clock | undefined;
  /** For tests: returns 0 to 1 for the jitter of the back-off. Default: `Math.random`. */
  random?: (() => number) | undefined;
}

/** Limits on downloading a result from its link. */
export interface DownloadLimits {
  /** Most bytes of one image. Default: 128 MiB. */
  maxBytes?: number | undefined;
  /** Limit on one image, in ms. Default: 10 minutes. */
  timeout?: number | undefined;
  /** Longest pause between two pieces, in ms. Default: 60,000. */
  idleTimeout?: number | undefined;
  /**
   * Allows links to private, loopback and link-local addresses, which no provider sends. Default: `false`; set it to
   * test against a server of your own.
   */
  allowPrivateHosts?: boolean | undefined;
}

/** A failed attempt that will be repeated. */
export interface RetryNotice extends RequestNotice {
  /** Wait before the repeat, in ms. */
  readonly wait: number;
  /** Reason of the repeat, for example `"HTTP 429"`. */
  readonly reason: string;
}

/** Time for everything that waits or expires. Pass your own to test without waiting. */
export interface Clock {
  /** Returns ms since 1970. */
  now(): number;
  /**
   * Runs `callback` after `ms` milliseconds. The function that it returns cancels the timer.
   *
   * @param options `background`: the timer need not keep the process alive.
   */
  after(ms: number, callback: () => void, options?: { readonly background?: boolean }): () => void;
}
