/**
 * A step of a response. Steps are data, so that a runtime without sockets can send them to a server outside.
 *
 * - `head`, `flush`, `write`, `end`: HTTP, as Node's `ServerResponse` sends it
 * - `raw`: bytes that go out unchanged, `times` times (default: 1)
 * - `close`: ends the connection after all data is sent; `destroy` at once; `reset` at once, with an RST
 * - `pause`: waits, in ms of real time; `hold` until `RequestLog.release()`; `finish` until the response has been sent
 */
export type Step =
  | { readonly step: "head"; readonly status: number; readonly headers: ResponseHeaders }
  | { readonly step: "write" | "end"; readonly data: Bytes }
  | { readonly step: "raw"; readonly data: Bytes; readonly times?: number }
  | { readonly step: "pause"; readonly ms: number }
  | { readonly step: "flush" | "hold" | "finish" | "close" | "destroy" | "reset" };

export type Bytes = string | Uint8Array;

export type ResponseHeaders = Readonly<Record<string, string | readonly string[]>>;

/** Responds to a request, or fails to, step by step. */
export type Handler = readonly Step[];
