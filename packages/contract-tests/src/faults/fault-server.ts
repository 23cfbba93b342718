import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";

/** A request that the server has read to its end. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Resolves when the connection is closed, by either side. */
  readonly closed: Promise<unknown>;
}

/** A request, and the ways to respond to it. */
export interface Exchange {
  readonly request: ReceivedRequest;
  /** For responses in HTTP. */
  readonly response: ServerResponse;
  /** For faults below HTTP: written bytes go out unchanged. */
  readonly socket: Socket;
}

/** Responds to a request, or fails to. */
export type Handler = (exchange: Exchange) => void | Promise<void>;

/** The requests since a call of `respondWith()`. */
export interface RequestLog {
  readonly requests: readonly ReceivedRequest[];
  /** Number of POST requests that arrived, complete or not: those that a provider might bill. */
  readonly posts: number;
  /** Resolves when `count` requests have been read. Default: 1. */
  received(count?: number): Promise<void>;
}

/** A server on the loopback address that fails on demand. */
export interface FaultServer {
  readonly origin: string;
  readonly port: number;
  /** Sets the handlers, one for each request; the last one also handles all further requests. */
  respondWith(...handlers: readonly Handler[]): RequestLog;
  /** Closes each connection when it opens, or when its first bytes arrive, before a request is read. */
  closeConnectionsOn(moment: "open" | "first bytes"): void;
  close(): Promise<void>;
}

/** Opens a server. `wanted` is its port; by default the system picks one. */
export async function openFaultServer(wanted = 0): Promise<FaultServer> {
  let log = new HandledRequests([]);
  let closeOn: "open" | "first bytes" | undefined;
  const closed = new WeakMap<Socket, Promise<unknown>>();
  // Only a handler may close a connection, so idle ones stay open.
  const server = createServer({ keepAliveTimeout: 600_000 }, async (incoming, response) => {
    const { method = "", url: path = "", headers, socket } = incoming;
    const current = log;
    current.begin(method);
    const body = await text(incoming).catch(() => undefined);
    if (body === undefined) return;
    const request = { method, path, headers, body, closed: closed.get(socket) ?? Promise.resolve() };
    await current.next(request)({ request, response, socket });
  });
  server.on("connection", (socket) => {
    closed.set(socket, new Promise((resolve) => socket.once("close", resolve)));
    // A connection that breaks emits an error here too, which must not end the process.
    socket.on("error", () => {});
    if (closeOn === "open") socket.destroy();
    if (closeOn === "first bytes") socket.once("data", () => socket.destroy());
  });
  server.listen(wanted, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The server has no port");
  const { port } = address;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    respondWith(...handlers) {
      log = new HandledRequests(handlers);
      return log;
    },
    closeConnectionsOn(moment) {
      closeOn = moment;
      server.closeAllConnections();
    },
    async close() {
      const end = once(server, "close");
      server.close();
      server.closeAllConnections();
      await end;
    },
  };
}

class HandledRequests implements RequestLog {
  readonly requests: ReceivedRequest[] = [];
  posts = 0;
  readonly #handlers: readonly Handler[];
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  constructor(handlers: readonly Handler[]) {
    this.#handlers = handlers;
  }

  begin(method: string): void {
    if (method === "POST") this.posts++;
  }

  received(count = 1): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ count, resolve });
      this.#notify();
    });
  }

  next(request: ReceivedRequest): Handler {
    const handler = this.#handlers[this.requests.length] ?? this.#handlers.at(-1);
    this.requests.push(request);
    this.#notify();
    if (!handler) throw new Error("The server has no handler; call respondWith() first");
    return handler;
  }

  #notify(): void {
    const { length } = this.requests;
    for (const { count, resolve } of this.#waiting) if (length >= count) resolve();
    this.#waiting = this.#waiting.filter(({ count }) => length < count);
  }
}
