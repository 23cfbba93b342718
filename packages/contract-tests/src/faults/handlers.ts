import { type Body, html } from "./bodies.ts";
import type { Bytes, Handler, ResponseHeaders, Step } from "./handler.ts";

/** The request id in the headers of every response. */
export const requestId = "req-0a1b2c3d";

/** Sends a complete response. */
export function respond({ type, text }: Body, status = 200, headers: ResponseHeaders = {}): Handler {
  return respondBytes(text, { "content-type": type, "x-request-id": requestId, ...headers }, status);
}

/** Sends a complete response with no headers but these. */
export function respondBytes(data: Bytes, headers: ResponseHeaders, status = 200): Handler {
  return [
    { step: "head", status, headers },
    { step: "end", data },
  ];
}

/** Sends a status with an HTML page, as gateways do. */
export function respondStatus(code: number, headers: Readonly<Record<string, string>> = {}): Handler {
  return respond(html(`<html><h1>${code}</h1></html>`), code, headers);
}

/** Sends a head and the start of a body that does not end. */
export function respondEndless(status: number, headers: ResponseHeaders): Handler {
  return [
    { step: "head", status, headers },
    { step: "write", data: "x" },
  ];
}

/** How a response ends after its last chunk; with `hang` it does not end. */
export type Ending = "close" | "reset" | "hang" | "complete";

/** A pause between two chunks, in ms of real time. */
export function pause(ms: number): Step {
  return { step: "pause", ms };
}

const endings: Readonly<Record<Ending, Handler>> = {
  complete: [{ step: "end", data: "" }],
  close: [{ step: "close" }],
  // A reset discards data that the client has not read yet, so the pause gives the client time to read.
  reset: [pause(50), { step: "reset" }],
  hang: [],
};

/** Sends the head of a response, then each chunk by itself, then the ending. */
export function respondInChunks(
  { type }: Pick<Body, "type">,
  chunks: readonly (Bytes | Step)[],
  ending: Ending,
): Handler {
  return [
    { step: "head", status: 200, headers: { "content-type": type, "x-request-id": requestId } },
    { step: "flush" },
    ...chunks.map((chunk): Step => (isBytes(chunk) ? { step: "write", data: chunk } : chunk)),
    ...endings[ending],
  ];
}

function isBytes(chunk: Bytes | Step): chunk is Bytes {
  return typeof chunk === "string" || chunk instanceof Uint8Array;
}

/** Sends bytes in place of an HTTP response, then closes the connection. */
export function respondRaw(data: Bytes): Handler {
  return [{ step: "raw", data }, { step: "close" }];
}

/** Reads the request and does not respond. */
export const noResponse: Handler = [];

/** Closes the connection in place of a response. */
export const destroy: Handler = [{ step: "destroy" }];

/** Resets the connection in place of a response. */
export const reset: Handler = [{ step: "reset" }];

/** Returns the head of a response for {@link respondRaw}, with the given content length. */
export function headOf(length: number, type = "application/json"): string {
  return `HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\nx-request-id: ${requestId}\r\ncontent-length: ${length}\r\n\r\n`;
}
