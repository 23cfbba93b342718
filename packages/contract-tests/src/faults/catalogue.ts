import { gzipSync } from "node:zlib";
import { start } from "../virtual-clock.ts";
import { answer, type Body, broken, head, raw, requestId, status } from "./answer.ts";
import type { Fault } from "./fault-server.ts";

/** A fault after which nobody on this side knows what the provider did. */
export interface NamedFault {
  readonly name: string;
  /** Does it to an answer that would have been good. */
  readonly to: (good: Body) => Fault;
  /** Whether the headers come through, and with them the provider's id of the call. */
  readonly headers?: true;
}

/** Little enough of an answer that nothing in it can be used. */
const cut = 30;

/** Connections that end before the answer does. */
export const drops: readonly NamedFault[] = [
  {
    name: "the socket is closed before the headers",
    to:
      () =>
      ({ socket }) => {
        socket.destroy();
      },
  },
  {
    name: "the socket is reset before the headers",
    to:
      () =>
      ({ socket }) => {
        socket.resetAndDestroy();
      },
  },
  { name: "the socket is closed inside the headers", to: () => raw("HTTP/1.1 200 OK\r\ncontent-ty") },
  { name: "the socket is closed after the headers", to: ({ type }) => raw(head(500, type)), headers: true },
  {
    name: "the socket is closed inside the body",
    to: ({ type, text }) => raw(head(text.length, type) + text.slice(0, cut)),
    headers: true,
  },
  {
    name: "the socket is closed inside a chunk",
    to: (good) => broken(good, [good.text.slice(0, cut)], "close"),
    headers: true,
  },
  {
    name: "the socket is reset inside the body",
    to: (good) => broken(good, [good.text.slice(0, cut)], "reset"),
    headers: true,
  },
];

/** Answers that say that something failed, and not what became of the request. */
export const failures: readonly NamedFault[] = [500, 502, 503, 504, 520].map((code) => ({
  name: `the answer is ${code}`,
  to: () => status(code),
  headers: true,
}));

/** Answers that nobody can read. */
const unreadable: readonly NamedFault[] = [
  { name: "the answer is not HTTP", to: () => raw("SSH-2.0-OpenSSH_9.9\r\n\r\nProtocol mismatch.\r\n") },
  { name: "the answer is HTTP of another length", to: () => raw(`${head(1).trimEnd()}\r\ncontent-length: 2\r\n\r\n{`) },
  { name: "the body is empty", to: ({ type }) => answer({ type, text: "" }), headers: true },
  { name: "the body is blank", to: ({ type }) => answer({ type, text: " \r\n\t\n" }), headers: true },
  { name: "there is no body", to: ({ type }) => answer({ type, text: "" }, 204), headers: true },
  { name: "the body is cut short", to: ({ type, text }) => answer({ type, text: text.slice(0, cut) }), headers: true },
  { name: "the body is malformed", to: ({ type }) => answer({ type, text: '{"data":[{]}' }), headers: true },
  { name: "the body is a page", to: () => status(200), headers: true },
  { name: "the body is something else", to: ({ type }) => answer({ type, text: '{"ok":true}' }), headers: true },
  { name: "the body is a bare value", to: ({ type }) => answer({ type, text: "null" }), headers: true },
  {
    name: "the body is an image",
    to:
      () =>
      ({ response }) => {
        response.writeHead(200, { "content-type": "image/jpeg", "x-request-id": requestId });
        response.end(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 3]));
      },
    headers: true,
  },
  {
    name: "the body is not compressed as it says",
    to: ({ type }) => answer({ type, text: "not gzip" }, 200, { "content-encoding": "gzip" }),
    headers: true,
  },
  {
    name: "the compressed body is cut short",
    to:
      ({ type, text }) =>
      ({ response }) => {
        response.writeHead(200, { "content-type": type, "content-encoding": "gzip", "x-request-id": requestId });
        response.end(gzipSync(text).subarray(0, 12));
      },
    headers: true,
  },
];

/** Everything after which the outcome is unknown. */
export const outcomeUnknown: readonly NamedFault[] = [...drops, ...failures, ...unreadable];

/** Answers that point elsewhere. */
export const redirects: readonly number[] = [301, 302, 303, 307, 308];

/** An answer that allows a repeat. */
export interface Refusal {
  readonly name: string;
  readonly fault: Fault;
  /** Milliseconds that it asks to wait, where it does. */
  readonly wait?: number;
}

/** Answers by which the provider says that it took nothing. */
export const refusals: readonly Refusal[] = [
  { name: "429", fault: status(429) },
  { name: "429 with Retry-After in seconds", fault: status(429, { "retry-after": "3" }), wait: 3000 },
  { name: "429 with Retry-After that cannot be read", fault: status(429, { "retry-after": "soon" }) },
  { name: "503 with Retry-After in seconds", fault: status(503, { "retry-after": "3" }), wait: 3000 },
  { name: "503 with Retry-After of nothing", fault: status(503, { "retry-after": "0" }), wait: 0 },
  {
    name: "503 with Retry-After of a date",
    fault: status(503, { "retry-after": new Date(start + 3000).toUTCString() }),
    wait: 3000,
  },
  {
    name: "503 with Retry-After of a date long past",
    fault: status(503, { "retry-after": new Date(0).toUTCString() }),
  },
];
