import { callFailure, type Known, reasonOf } from "./call-failure.ts";
import type { Clock } from "./clock.ts";
import { AbortedError, ConnectionError, OutcomeUnknownError, SeedreamError, TimeoutError } from "./errors.ts";
import { coded } from "./failure-code.ts";
import { requestIdOf } from "./response-body.ts";
import { sleep } from "./sleep.ts";
import type { Stakes } from "./transport.ts";

/** An attempt that did not end in a 2xx. */
export interface Attempt {
  readonly url: string;
  /** `"free"` also for a paid request that was not sent yet. */
  readonly stakes: Stakes;
  /** 1 for the first. */
  readonly attempt: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly known: Known;
}

/** What may follow an attempt. */
export interface Verdict {
  /** Whether the request was provably not accepted, or costs nothing to repeat. */
  readonly repeatable: boolean;
  /** Milliseconds to wait before repeating. */
  readonly wait: number;
  readonly reason: string;
  /** Waits until then. Does not reject: an abort shows at the next attempt, which then sends nothing. */
  pause(): Promise<void>;
  /** The end, if it is not repeated: the answer as it is, or a throw. */
  end(): Response;
}

/**
 * Says what may follow an attempt: the one place that decides whether something is sent twice.
 *
 * @param polish what every error goes through before anyone sees it.
 */
export function judge(
  outcome: Response | Error,
  tried: Attempt,
  polish: (error: SeedreamError) => SeedreamError,
): Verdict {
  const { attempt, clock, random, signal } = tried;
  const backOff = Math.min(500 * 2 ** (attempt - 1), 8000) * (1 - random() / 2);
  const ruling = outcome instanceof Error ? failed(outcome, tried) : answered(outcome, tried);
  const { wait = backOff, repeatable } = ruling;
  const pause = () => sleep(wait, clock, signal).catch(() => {});
  if ("response" in ruling) {
    const { response } = ruling;
    const letGo = () => {
      response.body?.cancel().catch(() => {});
      return pause();
    };
    return { repeatable, wait, pause: letGo, reason: `HTTP ${response.status}`, end: () => response };
  }
  const error = polish(ruling.error);
  const end = () => {
    throw error;
  };
  return { repeatable, wait, pause, reason: error.message, end };
}

type Ruling = { readonly repeatable: boolean; readonly wait?: number | undefined } & (
  | { readonly response: Response }
  | { readonly error: SeedreamError }
);

function answered(response: Response, { url, stakes, clock, known }: Attempt): Ruling {
  const { status, type, headers } = response;
  if (type === "opaqueredirect" || (status >= 300 && status < 400)) {
    response.body?.cancel().catch(() => {});
    return { repeatable: false, error: redirected(url, response, known, stakes) };
  }
  const asked = retryAfter(headers, clock);
  const notAccepted = status === 429 || (status === 503 && asked !== undefined);
  const harmless = stakes !== "paid" && (status > 499 || status === 408 || (status === 409 && asked !== undefined));
  return { repeatable: notAccepted || harmless, wait: asked, response };
}

function failed(cause: Error, { url, stakes, known }: Attempt): Ruling {
  const error = requestFailure(cause, url, stakes, known);
  const ended = AbortedError.isInstance(error) || TimeoutError.isInstance(error.cause);
  return { repeatable: error.retryable || (stakes === "idempotent" && !ended), error };
}

/**
 * Milliseconds that a `Retry-After` header asks to wait: seconds or an HTTP date, never negative; `undefined` when
 * there is none or it cannot be read.
 */
function retryAfter(headers: Headers, clock: Clock): number | undefined {
  const value = headers.get("retry-after") ?? "";
  // Date.parse() takes "-1" for a year: HTTP dates begin with the name of a day.
  const date = /^[A-Z]/i.test(value) ? Date.parse(value) : Number.NaN;
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : date - clock.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/**
 * Failures before a byte of the request left: no address, no connection, or a certificate that was not accepted. As
 * Node and Deno name them, then Bun.
 */
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|E(HOST|NET)UNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ConnectionRefused|FailedToOpenSocket)/;

function chargeOf(stakes: Stakes): "no" | "unknown" {
  return stakes === "free" ? "no" : "unknown";
}

/** The error for a request that got no answer. */
function requestFailure(cause: Error, url: string, stakes: Stakes, known: Known): SeedreamError {
  const charged = chargeOf(stakes);
  const { code, syscall } = coded(cause);
  // The network can also go away while a request is on its way: then reading or writing fails with the same codes.
  if (neverSent.test(code) && !/read|write/.test(syscall)) {
    const message = `${new URL(url).origin} could not be reached (${code}); nothing was sent`;
    return new ConnectionError(message, { ...known, cause, retryable: true });
  }
  const reason = callFailure(cause, known, charged);
  if (AbortedError.isInstance(reason)) return reason;
  if (stakes !== "free") {
    return new OutcomeUnknownError(
      `The request went out and no answer came, so images may have been made and billed: ${reasonOf(reason)}`,
      { ...known, charged, cause: reason },
    );
  }
  if (SeedreamError.isInstance(reason)) return reason;
  return new ConnectionError(`The connection failed: ${reasonOf(reason)}`, { ...known, cause, retryable: true });
}

/** A redirect is no answer: to follow it would show the key, or the request, to somebody else. */
function redirected(url: string, response: Response, known: Known, stakes: Stakes): ConnectionError {
  const target = response.headers.get("location") ?? "another address";
  const message = `${new URL(url).origin} redirects to ${target}, which is not followed; set baseURL if it is right`;
  return new ConnectionError(message, { ...known, requestId: requestIdOf(response), charged: chargeOf(stakes) });
}
