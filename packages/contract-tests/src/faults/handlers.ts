import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import { type Body, html } from "./bodies.ts";
import type { Handler } from "./fault-server.ts";

/** The request id in the headers of every response. */
export const requestId = "req-0a1b2c3d";

type Headers = Readonly<Record<string, string | readonly string[]>>;

/** Sends a complete response. */
export function respond({ type, text }: Body, status = 200, headers: Headers = {}): Handler {
  return ({ response }) => {
    response.writeHead(status, { "content-type": type, "x-request-id": requestId, ...copy(headers) });
    response.end(text);
  };
}

function copy(headers: Headers): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]),
  );
}

/** Sends a status with an HTML page, as gateways do. */
export function respondStatus(code: number, headers: Readonly<Record<string, string>> = {}): Handler {
  return respond(html(`<html><h1>${code}</h1></html>`), code, headers);
}

/** How a response ends after its last chunk; with `hang` it does not end. */
export type Ending = "close" | "reset" | "hang" | "complete";

interface Pause {
  readonly ms: number;
}

/** A pause between two chunks, in ms of real time. */
export function pause(ms: number): Pause {
  return { ms };
}

/** Sends the head of a response, then each chunk by itself, then ends as told. */
export function respondInChunks(
  { type }: Pick<Body, "type">,
  chunks: Iterable<string | Uint8Array | Pause>,
  ending: Ending,
): Handler {
  return async ({ response, socket }) => {
    socket.setNoDelay();
    response.writeHead(200, { "content-type": type, "x-request-id": requestId });
    response.flushHeaders();
    for (const chunk of chunks) {
      if (socket.destroyed) return;
      if (typeof chunk === "object" && "ms" in chunk) await sleep(chunk.ms);
      else response.write(chunk);
      await turn();
    }
    if (ending === "complete") response.end();
    if (ending === "close") socket.end();
    if (ending !== "reset") return;
    // A reset discards data that the client has not read yet: give it time to read.
    await sleep(50);
    socket.resetAndDestroy();
  };
}

/** Sends bytes in place of an HTTP response, then closes the connection. */
export function respondRaw(bytes: string | Uint8Array): Handler {
  return ({ socket }) => {
    socket.end(bytes);
  };
}

/** Reads the request and does not respond. */
export const noResponse: Handler = () => {};

/** Returns the head of a response for {@link respondRaw}, with the given content length. */
export function headOf(length: number, type = "application/json"): string {
  return `HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\nx-request-id: ${requestId}\r\ncontent-length: ${length}\r\n\r\n`;
}
