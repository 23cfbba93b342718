import type { Refusal } from "./refusal.ts";

/**
 * How a request may be repeated. `"never"`: a submission, which would be paid for twice. `"keyed"`: a submission
 * under an idempotency key. `"always"`: a request that costs nothing.
 */
export type Retry = "never" | "keyed" | "always";

/** An attempt without a usable response: a refusal, or an error of `fetch` or of reading. */
export type Outcome =
  | { readonly refusal: Refusal; readonly failure?: undefined }
  | { readonly failure: unknown; readonly refusal?: undefined };

/** A request without a usable response. Internal: the guarded fetch throws it, and `toError` converts it. */
export class RequestFailure extends Error {
  readonly retry: Retry;
  readonly origin: string;
  declare readonly refusal?: Refusal;
  declare readonly failure?: unknown;

  constructor(retry: Retry, url: string, outcome: Outcome) {
    super("The request failed");
    this.retry = retry;
    this.origin = new URL(url).origin;
    Object.assign(this, outcome);
  }
}

/** Recognises errors of other realms too: Jest runs tests in another realm than `fetch`. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
}

/** Whether a `fetch` aborted by itself, without the call's signal. */
export function isAbortError(failure: unknown): boolean {
  return isError(failure) && failure.name === "AbortError";
}

/**
 * Beginnings of codes of failures before the request was sent: no address, no connection, no TLS, or a refused
 * certificate. Those of Node and Deno come first, then Bun's.
 */
const unsentCodes =
  /^(ECONNREF|ENOTFOUND|EAI_AGAIN|E(HOST|NET)UNR|UND_ERR_CONNECT_T|CERT_|DEPTH_Z|SELF_S|UNABLE_TO_|ERR_TLS|ERR_INVALID_URL|ERR_SSL_(WRONG_VER|UNSUPPORTED_PROT|PACKET_LEN|HTTP_REQ|\w*(HANDSHAKE_F|PROTOCOL_V|UNRECOGNIZED_N))|ConnectionRef|FailedToOpen)/;

/**
 * Messages of failures before the request was sent that have no code of their own: blocked ports on Node and Deno, a
 * failed TLS handshake, connections that Deno and Bun could not open, and a proxy on Node that refused the connection.
 */
const unsentMessages =
  /^bad port$|Requests to port \d+ are blocked|before secure TLS|SSL routines:.*wrong version|handshake f|client error \(Connect\)|^Unable to connect|^Proxy response /;

/**
 * Whether a request provably was not sent. If several addresses were tried, the failure of each must prove it. A failed
 * read or write proves nothing: the network may have gone while the request was sent, with the same codes.
 */
export function wasNeverSent(failure: unknown, depth = 0): boolean {
  // Errors may contain each other.
  if (depth > mostCauses) return false;
  for (const cause of causesOf(failure)) {
    if ("errors" in cause && Array.isArray(cause.errors)) {
      return cause.errors.length > 0 && cause.errors.every((error) => wasNeverSent(error, depth + 1));
    }
    if (unsentMessages.test(cause.message)) return true;
    const { code, syscall } = codeOf(cause);
    if (syscall === "connect") return true;
    if (unsentCodes.test(code) && !/read|write/.test(syscall)) return true;
  }
  return false;
}

interface SystemError {
  readonly code: string;
  readonly syscall: string;
}

/** Finds the system's error code among the causes of a failed `fetch`. Returns "" if there is none. */
export function systemCodeOf(failure: unknown): string {
  return (
    causesOf(failure)
      .map((cause) => codeOf(cause).code)
      .find(Boolean) ?? ""
  );
}

const mostCauses = 9;

/** Lists an error and its causes. */
function causesOf(failure: unknown): Error[] {
  const causes: Error[] = [];
  for (let cause = failure; isError(cause) && causes.length < mostCauses; cause = cause.cause) {
    causes.push(cause);
  }
  return causes;
}

function codeOf(error: Error): SystemError {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  // node-fetch names the system call in its message only.
  const [, named = ""] = /\b(connect|read|writev?) E[A-Z]/.exec(error.message) ?? [];
  return { code, syscall: "syscall" in error ? String(error.syscall) : named };
}
