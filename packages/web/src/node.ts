import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Handler } from "./handler.ts";

/** A handler for `node:http`, Express and Connect. */
export type NodeHandler = (
  request: IncomingMessage & { readonly body?: unknown; readonly originalUrl?: string },
  response: ServerResponse,
  next?: (error: unknown) => void,
) => Promise<void>;

/**
 * Turns a handler into one for `node:http`, Express and Connect. If a parser has read the body before, it is taken from
 * `request.body`. A failure, for example of `authorize`, goes to `next`. Without `next`, or in the middle of a response,
 * it becomes a warning of the process.
 */
export function toNodeHandler(handler: Handler): NodeHandler {
  return async (message, reply, next) => {
    const isParsed = message.readableEnded && message.body !== undefined;
    let request: Request;
    try {
      request = toRequest(message, isParsed);
    } catch {
      // Scanners send such requests, for example with a Host that is not one.
      reply.writeHead(400).end();
      return;
    }
    try {
      await send(await handler(request, isParsed ? { body: message.body } : {}), reply);
    } catch (error) {
      if (next && !reply.headersSent) return next(error);
      // A client that has left is not a failure.
      if (!reply.destroyed) process.emitWarning(error instanceof Error ? error : String(error));
      if (reply.headersSent) reply.destroy();
      else reply.writeHead(500).end();
    }
  };
}

function toRequest(message: IncomingMessage & { readonly originalUrl?: string }, isParsed: boolean): Request {
  const { method = "GET", headers: given, socket, url, originalUrl = url } = message;
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) {
    // Skips the pseudo-headers of HTTP/2, such as ":path".
    if (!name.startsWith(":")) for (const each of [value ?? []].flat()) headers.append(name, each);
  }
  const protocol = "encrypted" in socket ? "https" : "http";
  const address = new URL(`${protocol}://${given.host ?? given[":authority"] ?? "localhost"}`);
  const [pathname = "/", search = ""] = (originalUrl ?? "/").split(/(?=\?)/);
  address.pathname = pathname;
  address.search = search;
  const hasBody = method !== "GET" && method !== "HEAD" && !isParsed;
  return new Request(address, { method, headers, ...(hasBody && { body: bodyOf(message), duplex: "half" }) });
}

function bodyOf(message: IncomingMessage): ReadableStream<Uint8Array> {
  const pieces: AsyncIterator<Uint8Array> = message[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    // The rest of a request that is too large is read and dropped, so that the client gets the response.
    cancel() {
      message.resume();
    },
  });
}

/** Sends each piece as it comes, and stops reading when the client is gone. */
async function send(response: Response, reply: ServerResponse): Promise<void> {
  reply.writeHead(response.status, Object.fromEntries(response.headers));
  reply.flushHeaders();
  const reader = response.body?.getReader();
  const gone = new AbortController();
  const leave = () => {
    gone.abort();
    reader?.cancel().catch(() => {});
  };
  // The client may have gone before there was a response.
  if (reply.destroyed) leave();
  else reply.once("close", leave);
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) break;
    if (!reply.write(piece.value)) await once(reply, "drain", gone).catch(() => {});
  }
  reply.end();
}
