import type { Handler } from "./handler.ts";

/** A request that the server has read to its end. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** The requests since a call of `respondWith()`. */
export interface RequestLog {
  requests(): Promise<readonly ReceivedRequest[]>;
  /** Number of POST requests that arrived, complete or not. A provider might bill each of them. */
  posts(): Promise<number>;
  /** Resolves when `count` requests have been read. Default: 1. */
  received(count?: number): Promise<void>;
  /** Resolves when the connection of a request is closed, by either side. Default: the first request. */
  closed(request?: number): Promise<void>;
  /** Ends the `hold` of a handler. */
  release(): Promise<void>;
}

/** A server on the loopback address that fails on demand. */
export interface FaultServer {
  readonly origin: string;
  readonly port: number;
  /** Sets the handlers, one for each request; the last one also handles all further requests. */
  respondWith(...handlers: readonly Handler[]): Promise<RequestLog>;
  /** Closes each connection when it opens, or when its first bytes arrive, before a request is read. */
  closeConnectionsOn(moment: "open" | "first bytes"): Promise<void>;
  close(): Promise<void>;
}
