import type { Transport } from "./transport.ts";

/** Calls may make a full group: the longest of the default time limits. */
const mostImages = 15;

/** A `fetch` for the raw client: the same key, retries and time limits, and any answer as it is. */
export function rawFetch(transport: Transport): (request: Request) => Promise<Response> {
  return async (request) => {
    const { url, method, headers, signal } = request;
    const call = transport.start({ signal }, mostImages);
    try {
      const body = request.body ? await request.arrayBuffer() : null;
      const stakes = method === "POST" ? "paid" : "free";
      const later = new AbortController();
      const either = AbortSignal.any([call.signal, later.signal]);
      const response = await transport.send(call, { url, method, headers, body, stakes }, {}, either);
      // The caller's signal stays in force while the body is read, after the call has ended here.
      signal.addEventListener("abort", () => later.abort(signal.reason));
      return response;
    } finally {
      call.end();
    }
  };
}
