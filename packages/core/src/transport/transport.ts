import { InvalidRequestError } from "../contract/errors.ts";
import type { CallOptions, ClientOptions, Clock, DownloadLimits, Timeouts } from "../contract/options.ts";
import { type Outcome, RequestFailure, type Retry, wasNeverSent } from "../errors/failure.ts";
import { createRedact, type Redact } from "../errors/redact.ts";
import { type Refusal, readRefusal } from "../errors/refusal.ts";
import { ruleFor } from "../errors/rules.ts";
import type { CallInit, ProviderFacts } from "../provider.ts";
import { parseJson, piecesOf, type Reply, readHead, readRefused } from "../response/body.ts";
import { type Call, CallEnded, startCall } from "./call.ts";
import { abortable, sleep, systemClock } from "./clock.ts";
import { checkKey, readKey, refuseInPages } from "./credentials.ts";
import { PlainRequest } from "./plain-request.ts";
import { decideRetry } from "./retry.ts";

/** How a request may be repeated, and what it adds to the settings of the client. */
export interface SendSettings {
  readonly retry: Retry;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly maxRetries?: number | undefined;
  /** Another host than the provider's. */
  readonly baseURL?: string | undefined;
}

/** The policies of every request: credentials, retries, time limits, redaction. */
export interface Transport {
  readonly provider: string;
  readonly clock: Clock;
  /** The fetch of the options, or the global one, looked up at each call. */
  readonly fetch: typeof globalThis.fetch;
  readonly download: DownloadLimits;
  readonly redact: Redact;
  /**
   * Opens a call for `count` images.
   *
   * @throws {InvalidRequestError} for a time-out that is not a positive number.
   */
  start(options: CallOptions, count: number, background?: boolean): Call;
  /**
   * The guarded fetch: sends a request, repeats it as `retry` allows, and returns what `read` makes of its response.
   *
   * @throws {RequestFailure} when the last attempt was refused or failed.
   */
  exchange<Usable extends object>(
    call: Call,
    request: PlainRequest,
    settings: SendSettings,
    read: (response: Response) => Promise<Usable | Outcome>,
  ): Promise<Usable>;
  /** Reads what the head of a refusing response says. */
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

/** The three forms of a date in HTTP. The last names no time zone, and means GMT too. */
const httpDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? [\w -]+ [\d:]{8}( GMT| \d{4})$/;

export function createTransport(provider: ProviderFacts, baseURL: string, options: ClientOptions): Transport {
  const { clock = systemClock, random = Math.random, download = {}, apiKey } = options;
  const { name, apiKeyVariable, totalTimeout = usualTotal, clientRequestIdHeader, refusedAs } = provider;
  refuseInPages(name, options.dangerouslyAllowBrowser === true);
  // The environment is read at the first call: a client at module level can be built without a key.
  let key = apiKey === undefined ? undefined : checkKey(apiKey, name);
  let redactor: Redact | undefined;
  const redact: Redact = (outside) => {
    redactor ??= createRedact(key === undefined ? [] : [key]);
    return redactor(outside);
  };
  const fetch: typeof globalThis.fetch = options.fetch ?? ((...args) => globalThis.fetch(...args));

  /** Makes one attempt. The only place that moves `call.submission`: back only where the provider has nothing. */
  async function attempt<Usable extends object>(
    call: Call,
    retry: Retry,
    request: () => Promise<Response>,
    read: (response: Response) => Promise<Usable | Outcome>,
  ): Promise<Usable | Outcome> {
    const before = call.submission;
    try {
      call.signal.throwIfAborted();
      if (retry !== "always") call.submission = "sent";
      const end = await read(await abortable(request(), call.signal));
      if (retry === "always") return end;
      if (!isOutcome(end)) call.submission = "accepted";
      else if ("refusal" in end && ruleFor(end.refusal).charged === "no") call.submission = before;
      return end;
    } catch (failure) {
      // The caller's reason for an abort may be a failure of something else.
      if (!(failure instanceof CallEnded) && wasNeverSent(failure)) call.submission = before;
      return { failure: redact(failure) };
    }
  }

  /** Reads a response as far as it takes to tell whether it refuses. */
  async function readReply(response: Response, call: Call): Promise<Reply | Outcome> {
    if (!response.ok) return { refusal: await readRefusedResponse(response, call) };
    const requestId = requestIdOf(response);
    const pieces = piecesOf(response, call.receive);
    const head = refusedAs ? await readHead(pieces) : { text: "", isWhole: false };
    const status = head.json === undefined ? undefined : refusedAs?.(head.json);
    if (status === undefined) return { head, pieces, requestId };
    return { refusal: readRefusal(redact(head.json), { status, requestId, retryAfter: retryAfterOf(response) }) };
  }

  async function readRefusedResponse(response: Response, call: Call): Promise<Refusal> {
    const refusal = refusalOf(response);
    if (isRedirect(response)) return refusal;
    const body = await readRefused(piecesOf(response, call.receive));
    return readRefusal(redact(parseJson(body) ?? body), refusal);
  }

  function refusalOf(response: Response): Refusal {
    const { status } = response;
    const refusal = { status, requestId: requestIdOf(response), retryAfter: retryAfterOf(response) };
    if (!isRedirect(response)) return refusal;
    response.body?.cancel().catch(() => {});
    // To follow a redirect would show the key, or the request, to another server.
    const target = redact(response.headers.get("location") ?? "another address");
    const reason = `${name} redirects to ${target}, which is not followed; set baseURL if that address is right`;
    // A web page does not see the status of a redirect.
    return { ...refusal, status: status || 302, reason };
  }

  function requestIdOf({ headers }: Response): string | undefined {
    return redact(headers.get("x-request-id") ?? undefined);
  }

  /** Reads `Retry-After`, seconds or an HTTP date, in ms; `undefined` where there is none that can be read. */
  function retryAfterOf({ headers }: Response): number | undefined {
    const value = headers.get("retry-after") ?? "";
    // `Date.parse()` alone would read "-1" and "soon 1" as dates too.
    const date = httpDate.test(value) ? Date.parse(`${value.replace(/ GMT$/, "")} GMT`) : Number.NaN;
    const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : date - clock.now();
    return Number.isNaN(ms) ? undefined : Math.max(0, ms);
  }

  const transport: Transport = {
    provider: name,
    clock,
    fetch,
    download,
    redact,
    refusalOf,
    start({ clientRequestId = crypto.randomUUID(), signal, timeout }, count, background) {
      const further = Math.min(Math.max(Math.trunc(count) || 1, 1), mostImages) - 1;
      const given = { ...readTimeouts(options.timeout, name), ...readTimeouts(timeout, name) };
      const total = given.total ?? Math.min(totalTimeout + further * totalPerImage, longestTotal);
      const timeouts = { total, idle: given.idle ?? usualIdle };
      return startCall({ clock, clientRequestId, signal, timeouts, background, redact });
    },
    async exchange(call, { url, method, body, headers }, { retry, maxRetries = options.maxRetries ?? 2 }, read) {
      key ??= readKey(name, apiKeyVariable);
      headers.set("authorization", `Bearer ${key}`);
      if (clientRequestIdHeader) headers.set(clientRequestIdHeader, call.clientRequestId);
      // Deno's fetch resends text and bytes by itself when a reused connection drops: a submission would go out twice.
      const isResent = "Deno" in globalThis && (typeof body === "string" || body instanceof ArrayBuffer);
      const content = isResent ? new Blob([body]) : body;
      const init: RequestInit = { method, body: content, headers, signal: call.signal, redirect: "manual" };
      for (let count = 1; ; count++) {
        const end = await attempt(call, retry, () => fetch(url, init), read);
        if (!isOutcome(end)) return end;
        const remaining = call.remaining();
        const { wait } = decideRetry(end, { retry, attempt: count, maxRetries, remaining, random });
        if (wait === undefined || call.signal.aborted) throw new RequestFailure(retry, url, end);
        options.onRetry?.({ attempt: count, wait, reason: reasonOf(end) });
        await sleep(wait, clock, call.signal);
      }
    },
    async send(call, settings, operation) {
      const headers = withoutContentType(checkHeaders({ ...options.headers, ...settings.headers }, call, provider));
      const baseUrl = (options.baseURL === undefined ? settings.baseURL : undefined) ?? baseURL;
      let reply: Reply | undefined;
      const send = async (request: unknown) => {
        if (!(request instanceof PlainRequest)) throw new TypeError("An operation must be called with its init");
        reply = await transport.exchange(call, request, settings, (response) => readReply(response, call));
        return unparsed;
      };
      await operation({ parseAs: "stream", baseUrl, headers, fetch: send });
      if (!reply) throw new TypeError("The operation sent nothing");
      return reply;
    },
  };
  return transport;
}

/** What openapi-fetch gets in place of the response, which core reads. */
const unparsed = new Response(null, { status: 204 });

export function isOutcome(end: object): end is Outcome {
  return "refusal" in end || "failure" in end;
}

export function isRedirect({ type, status }: Response): boolean {
  return type === "opaqueredirect" || (status >= 300 && status < 400);
}

function reasonOf(outcome: Outcome): string {
  if ("refusal" in outcome) return `HTTP ${outcome.refusal.status}`;
  return outcome.failure instanceof Error ? outcome.failure.message : String(outcome.failure);
}

/** @throws {InvalidRequestError} for a limit that is not a positive number. */
function readTimeouts(given: number | Timeouts | undefined, provider: string): Timeouts {
  const timeouts: Timeouts = typeof given === "object" ? given : { total: given };
  for (const [name, value] of Object.entries(timeouts)) {
    if (value === undefined || value > 0) continue;
    throw new InvalidRequestError(`timeout.${name} is ${value}; it must be a positive number of ms`, { provider });
  }
  return Object.fromEntries(Object.entries(timeouts).filter(([, value]) => value !== undefined));
}

/**
 * Checked before openapi-fetch builds the headers, which would throw in the middle of a submission.
 *
 * @throws {InvalidRequestError} for a name or value that HTTP does not allow.
 */
function checkHeaders(
  headers: Readonly<Record<string, string>>,
  { clientRequestId }: Call,
  { name: provider, clientRequestIdHeader }: ProviderFacts,
): Readonly<Record<string, string>> {
  const values = Object.entries(headers).map(([name, value]) => [`headers[${JSON.stringify(name)}]`, name, value]);
  if (clientRequestIdHeader) values.push(["clientRequestId", clientRequestIdHeader, clientRequestId]);
  for (const [label, name = "", value = ""] of values) {
    if (/^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)) continue;
    const message = `${label} has a character that is not allowed in an HTTP header; remove line breaks and the like`;
    throw new InvalidRequestError(message, { provider });
  }
  return headers;
}

/** openapi-fetch would serialise the body as a form, if the type of a caller said so. */
function withoutContentType(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^content-type$/i.test(name)));
}
