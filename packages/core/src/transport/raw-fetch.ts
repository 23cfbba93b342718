import { RequestFailure } from "../errors/failure.ts";
import { toError } from "../errors/to-error.ts";
import { cancelBody, openBody } from "../response/body-source.ts";
import type { Call } from "./call.ts";
import { PlainRequest } from "./plain-request.ts";
import { isOk, isRedirect, type Transport } from "./transport.ts";

interface Usable {
  readonly response: Response;
}

/**
 * Creates the `fetch` of the raw API, with the same credentials, retries and time limits, up to the end of the body.
 * Returns any response unchanged.
 */
export function createRawFetch(transport: Transport): (request: Request) => Promise<Response> {
  return async (request) => {
    const { method, headers, signal } = request;
    const url = transport.locate(request.url);
    // The client cannot count the images of a raw request: it gets the time of the largest group.
    const call = transport.start({ signal }, Infinity, true);
    const errorFor = (cause: unknown) => {
      const { clientRequestId, submission } = call;
      return toError(cause, { provider: transport.provider, clientRequestId, submission });
    };
    const retry = method === "POST" ? "never" : "always";
    /** If nothing was submitted, a body that breaks off is a failed request. */
    const bodyErrorFor = (failure: unknown) =>
      errorFor(call.submission === "unsent" ? new RequestFailure(retry, url, { failure }) : failure);
    let last: Response | undefined;
    try {
      const body = request.body ? await call.receive(request.arrayBuffer()) : null;
      const plain = new PlainRequest(url, { method, headers: new Headers(headers), body });
      const settings = { operation: "raw", retry } as const;
      const { response } = await transport.exchange<Usable>(call, plain, settings, async (response) => {
        // Nobody reads the body of an attempt that is repeated.
        cancelBody(last);
        if (last || isRedirect(response)) call.hasUnread = true;
        last = isRedirect(response) ? undefined : response;
        if (isOk(response)) return { response };
        const refusal = transport.refusalOf(response);
        // The body, which is not read here, may say that the provider failed: a gateway may have added the Retry-After.
        return {
          refusal: response.status === 503 && retry === "never" ? { ...refusal, retryAfter: undefined } : refusal,
        };
      });
      return withLimits(response, call, bodyErrorFor);
    } catch (cause) {
      if (cause instanceof RequestFailure && cause.refusal && last) return withLimits(last, call, bodyErrorFor);
      cancelBody(last);
      call.end();
      throw errorFor(cause);
    }
  };
}

/** Statuses with which a `Response` cannot have a body. Some `fetch` functions return one all the same. */
const bodiless = [204, 205, 304];

/** Ties a body to its call: the end of either ends the other. */
function withLimits(response: Response, call: Call, errorFor: (cause: unknown) => Error): Response {
  const { status, statusText, headers, url, ok } = response;
  // A `fetch` without streams reads the body later by itself, so it cannot be limited.
  if (!response.body || bodiless.includes(status) || typeof ReadableStream === "undefined") {
    call.hasUnread = false;
    call.end();
    return response;
  }
  const source = openBody(response);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const piece = await call.receive(source.read());
        if (piece !== undefined) return controller.enqueue(typeof piece === "string" ? encoder.encode(piece) : piece);
        controller.close();
      } catch (cause) {
        source.cancel();
        controller.error(errorFor(cause));
      }
      call.end();
    },
    cancel() {
      call.hasUnread = true;
      source.cancel();
      call.end();
    },
  });
  // `Response` refuses statuses that servers do send.
  const isUsual = status >= 200 && status <= 599;
  const limited = new Response(body, { status: isUsual ? status : 200, statusText, headers: new Headers(headers) });
  return Object.defineProperties(limited, {
    url: { value: url },
    ...(!isUsual && { status: { value: status }, ok: { value: ok } }),
  });
}
