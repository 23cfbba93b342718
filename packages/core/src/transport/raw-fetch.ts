import { RequestFailure } from "../errors/failure.ts";
import { toError } from "../errors/to-error.ts";
import { cancelBody } from "../response/body-source.ts";
import type { Call } from "./call.ts";
import { PlainRequest } from "./plain-request.ts";
import { isRedirect, type Transport } from "./transport.ts";

interface Usable {
  readonly response: Response;
}

/** Raw calls may make a full group: they get the time of one. */
const mostImages = 15;

/**
 * Makes the `fetch` of the raw API: the same credentials, retries and time limits, up to the end of the body. Returns
 * any response as it is.
 */
export function createRawFetch(transport: Transport): (request: Request) => Promise<Response> {
  return async (request) => {
    const { url, method, headers, signal } = request;
    const call = transport.start({ signal }, mostImages, true);
    const errorFor = (cause: unknown) => {
      const { clientRequestId, submission } = call;
      return toError(cause, { provider: transport.provider, clientRequestId, submission });
    };
    const retry = method === "POST" ? "never" : "always";
    /** Where nothing was submitted, a body that breaks off is a failed request. */
    const bodyErrorFor = (failure: unknown) =>
      errorFor(call.submission === "unsent" ? new RequestFailure(retry, url, { failure }) : failure);
    let last: Response | undefined;
    try {
      const body = request.body ? await call.receive(request.arrayBuffer()) : null;
      const plain = new PlainRequest(url, { method, headers: new Headers(headers), body });
      const { response } = await transport.exchange<Usable>(
        call,
        plain,
        { operation: "raw", retry },
        async (response) => {
          // The body of an attempt that is repeated is not read.
          if (last) cancelBody(last);
          last = isRedirect(response) ? undefined : response;
          return response.ok ? { response } : { refusal: transport.refusalOf(response) };
        },
      );
      return withLimits(response, call, bodyErrorFor);
    } catch (cause) {
      const isRefused = cause instanceof RequestFailure && cause.refusal !== undefined;
      if (isRefused && last) return withLimits(last, call, bodyErrorFor);
      if (last) cancelBody(last);
      call.end();
      throw errorFor(cause);
    }
  };
}

/** Makes the body of a response end its call, and the call end the body. */
function withLimits(response: Response, call: Call, errorFor: (cause: unknown) => Error): Response {
  // A fetch without web streams has no body that could be limited.
  const reader = response.body && "getReader" in response.body ? response.body.getReader() : undefined;
  if (!reader) {
    call.end();
    return response;
  }
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await call.receive(reader.read());
        if (value) controller.enqueue(value);
        if (!done) return;
        controller.close();
      } catch (cause) {
        reader.cancel().catch(() => {});
        controller.error(errorFor(cause));
      }
      call.end();
    },
    cancel(reason) {
      call.end();
      return reader.cancel(reason);
    },
  });
  const { status, statusText, headers, url } = response;
  return Object.defineProperty(new Response(body, { status, statusText, headers }), "url", { value: url });
}
