import type { WaitOptions } from "../contract/client.ts";
import { InvalidRequestError } from "../contract/errors.ts";
import type {
  CallOptions,
  ClientOptions,
  Clock,
  DownloadLimits,
  Fetch,
  RequestNotice,
  Timeouts,
} from "../contract/options.ts";
import { type Outcome, RequestFailure, type Retry, wasNeverSent } from "../errors/failure.ts";
import { createRedact, type Redact } from "../errors/redact.ts";
import { type Refusal, readRefusal } from "../errors/refusal.ts";
import { ruleFor } from "../errors/rules.ts";
import { brief } from "../errors/to-error.ts";
import type { CallInit, ProviderFacts } from "../provider.ts";
import { BodyReader, type Head, type Reply, readHead, readRefused } from "../response/body.ts";
import { cancelBody } from "../response/body-source.ts";
import { parseJson } from "../response/json.ts";
import { readBaseURL } from "./address.ts";
import { type Call, CallEnded, startCall } from "./call.ts";
import { sleep, systemClock } from "./clock.ts";
import { checkKey, readKey, refuseInPages } from "./credentials.ts";
import { PlainRequest } from "./plain-request.ts";
import { decideRetry } from "./retry.ts";

/** Settings of one request, beside those of the client. */
export interface SendSettings {
  readonly operation: RequestNotice["operation"];
  readonly retry: Retry;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly maxRetries?: number | undefined;
  /** Another host than the provider's. */
  readonly baseURL?: string | undefined;
}

/** Options of opening a call. `deadline` replaces `timeout.total`. */
export type StartOptions = CallOptions & Pick<WaitOptions, "deadline">;

/** The policies of every request: credentials, retries, time limits, redaction. */
export interface Transport {
  readonly provider: string;
  readonly clock: Clock;
  /** The `fetch` of the options, or the global one, looked up at each call. */
  readonly fetch: Fetch;
  readonly download: DownloadLimits;
  readonly redact: Redact;
  /** The client's default. */
  readonly maxRetries: number;
  /**
   * Opens a call for `count` images, which may be any value if the caller is JavaScript.
   *
   * @throws {InvalidRequestError} for a time-out or a deadline that is not a positive number.
   */
  start(options: StartOptions, count: unknown, background?: boolean): Call;
  /**
   * The guarded fetch: sends a request, repeats it as `retry` allows, and returns the result of `read`.
   *
   * @throws {RequestFailure} when the last attempt was refused or failed.
   */
  exchange<Usable extends object>(
    call: Call,
    request: PlainRequest,
    settings: SendSettings,
    read: (response: Response) => Promise<Usable | Outcome>,
  ): Promise<Usable>;
  /**
   * Moves a URL at the provider's address to the address of the environment, if it has one.
   *
   * @throws {InvalidRequestError} when that cannot be called.
   */
  locate(url: string): string;
  /** Reads a refusal from the status and the headers of its response. */
  refusalOf(response: Response): Refusal;
  /** Sends one typed operation of openapi-fetch through the guarded fetch. Throws as {@link exchange} does. */
  send(call: Call, settings: SendSettings, operation: (init: CallInit) => Promise<unknown>): Promise<Reply>;
}

/** Defaults of {@link Timeouts}, in ms. */
const usualTotal = 300_000;
const totalPerImage = 40_000;
const longestTotal = 900_000;
const usualIdle = 180_000;
const mostImages = 15;

/** Request id of new-api, which Anyfast and other gateways run. Source: new-api's source code, November 2026. */
const newApiHeader = "x-oneapi-request-id";

/** The three forms of a date in HTTP. The last has no time zone, and means GMT too. */
const httpDate = /^[A-Z][a-z]+,? [\w -]+ [\d:]{8}( GMT| \d{4})$/;

export function createTransport(provider: ProviderFacts, baseURL: string, options: ClientOptions): Transport {
  const { clock = systemClock, random = Math.random, download = {}, apiKey, maxRetries: usualRetries = 2 } = options;
  const { name, apiKeyVariable, totalTimeout = usualTotal, clientRequestIdHeader, refusedAs } = provider;
  refuseInPages(name, options.dangerouslyAllowBrowser === true);
  // The environment is read at the first call, so that a module can create a client without a key.
  let key = apiKey === undefined ? undefined : checkKey(apiKey, name, apiKeyVariable);
  let ownBaseURL = options.baseURL && baseURL;
  /** Returns the address that replaces the provider's, or "". */
  const readOwnBaseURL = () => (ownBaseURL ??= readBaseURL(name, apiKeyVariable));
  let redactor: Redact | undefined;
  const redact: Redact = (outside) => {
    // No text can contain the key before the environment was read.
    if (key === undefined) return outside;
    redactor ??= createRedact(key);
    return redactor(outside);
  };
  const fetch: Fetch = options.fetch ?? ((...args) => globalThis.fetch(...args));

  /** Calls hooks and ignores their failures. A rejected promise of an async hook must not end the process either. */
  function notify<Notice extends object>(
    hooks: readonly (((notice: Notice) => void) | undefined)[],
    notice: Notice,
  ): void {
    for (const hook of hooks) {
      // Some gateways take the key in their address.
      if (hook) (async () => hook(redact({ ...notice })))().catch(() => {});
    }
  }

  /** Makes one attempt. Moves `call.submission` forward, and back only if the provider provably accepted nothing. */
  async function attempt<Usable extends object>(
    call: Call,
    retry: Retry,
    notice: RequestNotice,
    send: () => Promise<Response>,
    read: (response: Response) => Promise<Usable | Outcome>,
  ): Promise<Usable | Outcome> {
    const before = call.submission;
    try {
      call.signal.throwIfAborted();
      notify([options.onRequest, call.hooks.onRequest], notice);
      // A hook may have aborted the call.
      call.signal.throwIfAborted();
      if (retry !== "always") call.submission = "sent";
      const end = await read(await call.race(observed(call, notice, send)));
      if (retry === "always") return end;
      if (!isOutcome(end)) call.submission = "accepted";
      else if (end.refusal && ruleFor(end.refusal).charged === "no") call.submission = before;
      return end;
    } catch (failure) {
      // The caller may have aborted with an error that looks like a failed connection.
      if (!(failure instanceof CallEnded) && wasNeverSent(failure)) call.submission = before;
      return { failure: redact(failure) };
    }
  }

  /** Reads a response until it is clear whether it is a refusal. */
  async function readReply(response: Response, call: Call): Promise<Reply | Outcome> {
    if (!isOk(response)) {
      const refusal = refusalOf(response);
      if (isRedirect(response)) {
        call.hasUnread = true;
        return { refusal };
      }
      const text = await readRefused(new BodyReader(response, call));
      return { refusal: readRefusal(redact(parseJson(text) ?? text), refusal) };
    }
    const requestId = requestIdOf(response);
    const body = new BodyReader(response, call);
    const head: Head = refusedAs ? await readHead(body) : { text: "" };
    const refused = head.json === undefined ? undefined : refusedAs?.(head.json);
    if (refused === undefined) return { head, body, requestId };
    const own = typeof refused === "number" ? { status: refused } : refused;
    return { refusal: readRefusal(redact(head.json), { requestId, retryAfter: retryAfterOf(response), ...own }) };
  }

  function refusalOf(response: Response): Refusal {
    const { status } = response;
    const refusal = { status, requestId: requestIdOf(response), retryAfter: retryAfterOf(response) };
    if (!isRedirect(response)) return refusal;
    cancelBody(response);
    // Following a redirect would send the key, or the request, to another server.
    const target = redact(headerOf(response, "location") ?? "another address");
    const reason = `${name} redirects to ${target}, which is not followed; set baseURL to it if it is right`;
    // Web pages do not see the status of a redirect.
    return { ...refusal, status: status || 302, reason };
  }

  /** Sends a request and notifies the hooks of its response. */
  async function observed(call: Call, notice: RequestNotice, send: () => Promise<Response>): Promise<Response> {
    const start = clock.now();
    const response = await send();
    const status = response?.status;
    if (status === undefined) throw new TypeError("fetch returned no Response");
    notify([options.onResponse, call.hooks.onResponse], {
      ...notice,
      status,
      requestId: requestIdOf(response),
      duration: clock.now() - start,
    });
    return response;
  }

  function requestIdOf(response: Response): string | undefined {
    return redact(headerOf(response, "x-request-id") ?? headerOf(response, newApiHeader));
  }

  /** Reads `Retry-After`, seconds or an HTTP date, in ms; `undefined` if it is missing or cannot be read. */
  function retryAfterOf(response: Response): number | undefined {
    const value = headerOf(response, "retry-after") ?? "";
    // `Date.parse()` alone would accept "-1" and "soon 1" as dates.
    const date = httpDate.test(value) ? Date.parse(`${value.replace(" GMT", "")} GMT`) : NaN;
    const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : date - clock.now();
    return Number.isNaN(ms) ? undefined : Math.max(0, ms);
  }

  const transport: Transport = {
    provider: name,
    clock,
    fetch,
    download,
    redact,
    maxRetries: usualRetries,
    locate: (url) => (url.startsWith(baseURL) ? (readOwnBaseURL() || baseURL) + url.slice(baseURL.length) : url),
    refusalOf,
    start(callOptions, count, background) {
      const { clientRequestId, signal, timeout, deadline } = callOptions;
      if (clientRequestIdHeader) {
        checkHeader("clientRequestId", clientRequestIdHeader, clientRequestId, name);
      }
      const further = Math.min(Math.max(Math.trunc(typeof count === "number" ? count : 1) || 1, 1), mostImages) - 1;
      const usual = Math.min(totalTimeout + further * totalPerImage, longestTotal);
      const given = [timeout, options.timeout];
      return startCall({
        clock,
        // As text, because JavaScript callers may pass any value, and it becomes part of messages.
        clientRequestId: `${clientRequestId ?? crypto.randomUUID()}`,
        hooks: callOptions,
        signals: [signal],
        timeouts: {
          total: deadline === undefined ? readLimit("total", given, usual) : deadline,
          idle: readLimit("idle", given, usualIdle),
        },
        names: [deadline === undefined ? "timeout.total" : "deadline", "timeout.idle"],
        provider: name,
        background,
        redact,
      });
    },
    async exchange(call, request, settings, read) {
      const { url, method, headers } = request;
      const { operation, retry, maxRetries = usualRetries } = settings;
      key ??= readKey(name, apiKeyVariable);
      if (typeof (options.fetch ?? globalThis.fetch) !== "function") {
        throw new InvalidRequestError("No fetch; pass one", { provider: name });
      }
      const isDeno = "Deno" in globalThis;
      const isForeign = options.fetch && !isDeno && request.body instanceof FormData;
      const body = isForeign ? await encodeForm(request) : request.body;
      headers.set("authorization", `Bearer ${key}`);
      if (clientRequestIdHeader) headers.set(clientRequestIdHeader, call.clientRequestId);
      // Deno's fetch resends text and bytes when a reused connection drops, so a submission would go out twice.
      const isResent = isDeno && (typeof body === "string" || body instanceof ArrayBuffer);
      const init: RequestInit = {
        method,
        body: isResent ? new Blob([body]) : body,
        headers,
        signal: call.signal,
        redirect: "manual",
        ...uncached(),
      };
      for (let count = 1; ; count++) {
        const notice = {
          provider: name,
          clientRequestId: call.clientRequestId,
          operation,
          attempt: count,
          method,
          url,
        };
        const end = await attempt(call, retry, notice, () => fetch(url, init), read);
        if (!isOutcome(end)) return end;
        const { refusal, failure } = end;
        const remaining = call.remaining();
        const wait = decideRetry(end, { retry, attempt: count, maxRetries, remaining, random });
        if (wait === undefined || call.signal.aborted) throw new RequestFailure(retry, url, end);
        notify([options.onRetry, call.hooks.onRetry], {
          ...notice,
          wait,
          reason: refusal ? `HTTP ${refusal.status}` : brief(failure),
        });
        await sleep(wait, clock, call.signal);
      }
    },
    async send(call, settings, operation) {
      const headers = withoutOwn({ ...options.headers, ...settings.headers });
      // Before openapi-fetch builds the headers: its error would come in the middle of a submission.
      for (const header in headers) checkHeader(`headers["${header}"]`, header, headers[header], name);
      const baseUrl = readOwnBaseURL() || (settings.baseURL ?? baseURL);
      let reply: Reply | undefined;
      const send = async (request: unknown) => {
        if (request instanceof PlainRequest) {
          reply = await transport.exchange(call, request, settings, (response) => readReply(response, call));
        }
        return unparsed();
      };
      await operation({ parseAs: "stream", baseUrl, headers, fetch: send });
      if (!reply) throw new TypeError("The operation must spread its init");
      return reply;
    },
  };
  return transport;
}

/** Encodes a form, because node-fetch 2 and cross-fetch would send the text "[object FormData]". */
async function encodeForm({ body, headers }: PlainRequest): Promise<ArrayBuffer> {
  const encoded = new Response(body);
  headers.set("content-type", encoded.headers.get("content-type") ?? "");
  return encoded.arrayBuffer();
}

let cacheOption: RequestInit | undefined;

/** Returns the option that bypasses caches, if the runtime has it. Next.js would return the first poll for ever. */
function uncached(): RequestInit {
  if (cacheOption) return cacheOption;
  try {
    new Request("https://provider.invalid/", { cache: "no-store" });
    cacheOption = { cache: "no-store" };
  } catch {
    cacheOption = {};
  }
  return cacheOption;
}

let empty: Response | undefined;

/**
 * Returns the empty response that openapi-fetch gets, because core reads the real one. Created at the first call: the
 * first `Response` makes Node load its fetch, and the import of core would take ten times as long.
 */
function unparsed(): Response {
  empty ??= new Response(null, { status: 204 });
  return empty;
}

export function isOutcome(end: object): end is Outcome {
  return "refusal" in end || "failure" in end;
}

/** Whether the status is a 2xx. Not every wrapper of `fetch` sets `ok`. */
export function isOk({ status }: Response): boolean {
  return status >= 200 && status < 300;
}

/** Reads a header. Not every wrapper of `fetch` returns a `Headers`, and Node leaves blanks after a value. */
function headerOf({ headers }: Response, name: string): string | undefined {
  return (typeof headers?.get === "function" && headers.get(name)?.trim()) || undefined;
}

export function isRedirect({ type, status }: Response): boolean {
  return type === "opaqueredirect" || (status >= 300 && status < 400);
}

/** Returns the first limit that is set. A number limits the total. */
function readLimit(name: keyof Timeouts, given: readonly (number | Timeouts | undefined)[], usual: number): number {
  for (const timeout of given) {
    const isRecord = typeof timeout === "object" && timeout !== null;
    const limit = isRecord ? timeout[name] : name === "total" ? timeout : undefined;
    if (limit !== undefined) return limit;
  }
  return usual;
}

/** @throws {InvalidRequestError} for a name or value that HTTP does not allow. */
function checkHeader(label: string, name: string, value = "", provider: string): void {
  if (/^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return;
  const message = `${label} has a character that HTTP headers do not allow; remove it`;
  throw new InvalidRequestError(message, { provider });
}

/** Drops headers of the body: openapi-fetch would serialise a form, and the length of another body would hang. */
function withoutOwn(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^content-(type|length)$/i.test(name)));
}
