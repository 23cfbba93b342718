import { start } from "../virtual-clock.ts";
import type { Body } from "./bodies.ts";
import type { Handler } from "./handler.ts";
import {
  destroy,
  headOf,
  requestId,
  reset,
  respond,
  respondBytes,
  respondInChunks,
  respondRaw,
  respondStatus,
} from "./handlers.ts";

/** A fault after which the client cannot know whether the provider accepted the request. */
export interface Fault {
  readonly name: string;
  /** Returns a handler that damages a good response. */
  readonly damage: (good: Body) => Handler;
  /** Whether the headers arrive, and with them the request id. */
  readonly headers?: true;
}

/** Length of a damaged body, in characters. It is too short to use. */
const cut = 30;

/** The start of a compressed body: the header of the format, and the first bytes of the data. */
const cutGzip = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab, 0x56]);

/** Connections that end before the response does. */
export const drops: readonly Fault[] = [
  {
    name: "the socket is closed before the headers",
    damage: () => destroy,
  },
  {
    name: "the socket is reset before the headers",
    damage: () => reset,
  },
  { name: "the socket is closed inside the headers", damage: () => respondRaw("HTTP/1.1 200 OK\r\ncontent-ty") },
  {
    name: "the socket is closed after the headers",
    damage: ({ type }) => respondRaw(headOf(500, type)),
    headers: true,
  },
  {
    name: "the socket is closed inside the body",
    damage: ({ type, text }) => respondRaw(headOf(text.length, type) + text.slice(0, cut)),
    headers: true,
  },
  {
    name: "the socket is closed inside a chunk",
    damage: (good) => respondInChunks(good, [good.text.slice(0, cut)], "close"),
    headers: true,
  },
  {
    name: "the socket is reset inside the body",
    damage: (good) => respondInChunks(good, [good.text.slice(0, cut)], "reset"),
    headers: true,
  },
];

/** Error statuses that do not say whether the request was accepted. */
export const failures: readonly Fault[] = [500, 502, 503, 504, 520].map((code) => ({
  name: `the status is ${code}`,
  damage: () => respondStatus(code),
  headers: true,
}));

/** Responses that no client can read. */
const unreadable: readonly Fault[] = [
  {
    name: "the response is not HTTP",
    damage: () => respondRaw("SSH-2.0-OpenSSH_9.9\r\n\r\nProtocol mismatch.\r\n"),
  },
  {
    name: "the response has two content lengths",
    damage: () => respondRaw(`${headOf(1).trimEnd()}\r\ncontent-length: 2\r\n\r\n{`),
  },
  { name: "the body is empty", damage: ({ type }) => respond({ type, text: "" }), headers: true },
  { name: "the body is blank", damage: ({ type }) => respond({ type, text: " \r\n\t\n" }), headers: true },
  { name: "there is no body", damage: ({ type }) => respond({ type, text: "" }, 204), headers: true },
  {
    name: "the body is cut short",
    damage: ({ type, text }) => respond({ type, text: text.slice(0, cut) }),
    headers: true,
  },
  { name: "the body is malformed", damage: ({ type }) => respond({ type, text: '{"data":[{]}' }), headers: true },
  { name: "the body is an HTML page", damage: () => respondStatus(200), headers: true },
  { name: "the body is other JSON", damage: ({ type }) => respond({ type, text: '{"ok":true}' }), headers: true },
  { name: "the body is null", damage: ({ type }) => respond({ type, text: "null" }), headers: true },
  {
    name: "the body is an image",
    damage: () =>
      respondBytes(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 3]), {
        "content-type": "image/jpeg",
        "x-request-id": requestId,
      }),
    headers: true,
  },
  {
    name: "the body is not compressed as its header says",
    damage: ({ type }) => respond({ type, text: "not gzip" }, 200, { "content-encoding": "gzip" }),
    headers: true,
  },
  {
    name: "the compressed body is cut short",
    damage: ({ type }) =>
      respondBytes(cutGzip, { "content-type": type, "content-encoding": "gzip", "x-request-id": requestId }),
    headers: true,
  },
];

/** All faults after which the outcome is unknown. */
export const unknownOutcomes: readonly Fault[] = [...drops, ...failures, ...unreadable];

/** Statuses of redirects. */
export const redirects: readonly number[] = [301, 302, 303, 307, 308];

/** A response that allows a retry. */
export interface Refusal {
  readonly name: string;
  readonly handler: Handler;
  /** The wait that it asks for, in ms. */
  readonly wait?: number;
}

/** Responses that say that the provider did not accept the request. */
export const refusals: readonly Refusal[] = [
  { name: "429", handler: respondStatus(429) },
  { name: "429 with Retry-After in seconds", handler: respondStatus(429, { "retry-after": "3" }), wait: 3000 },
  { name: "429 with an unreadable Retry-After", handler: respondStatus(429, { "retry-after": "soon" }) },
  { name: "503 with Retry-After in seconds", handler: respondStatus(503, { "retry-after": "3" }), wait: 3000 },
  { name: "503 with a Retry-After of 0", handler: respondStatus(503, { "retry-after": "0" }), wait: 0 },
  {
    name: "503 with a date as Retry-After",
    handler: respondStatus(503, { "retry-after": new Date(start + 3000).toUTCString() }),
    wait: 3000,
  },
  {
    name: "503 with a past date as Retry-After",
    handler: respondStatus(503, { "retry-after": new Date(0).toUTCString() }),
  },
];
