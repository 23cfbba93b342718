import { blocked, completed, events, html, image, json } from "./bodies.ts";
import type { Handler } from "./handler.ts";
import { respond, respondRaw } from "./handlers.ts";
import { apiKey } from "./subjects.ts";

/** A response that quotes the authorization header of the request, as some gateways do. */
export interface KeyEcho {
  readonly name: string;
  readonly respondWith: (text: string) => Handler;
  /** Whether it is a response to a stream, with an image besides the error. */
  readonly stream?: true;
}

/** The encodings in which a response may quote the header. */
export const encodings: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "percent-encoded": (text) => encodeURIComponent(text),
  "in Base64": (text) => Buffer.from(text.replace(/^Bearer /, "")).toString("base64"),
};

const error = (message: string) => ({ error: { code: "AuthenticationError", message } });

export const keyEchoes: readonly KeyEcho[] = [
  {
    name: "the message of a refusal",
    respondWith: (text) => respond(json(error(`No such key: ${text}`)), 401),
  },
  {
    name: "the code of a refusal",
    respondWith: (text) => respond(json({ error: { code: text, message: "no" } }), 400),
  },
  {
    name: "the HTML page of a refusal",
    respondWith: (text) => respond(html(`<h1>No such key: ${text}</h1>`), 403),
  },
  {
    name: "a refusal that escapes slashes",
    respondWith: (text) => respond({ ...json({}), text: json(error(text)).text.replaceAll("/", "\\/") }, 401),
  },
  {
    name: "a refusal that escapes every character",
    respondWith: (text) => respond({ ...json({}), text: json(error("%")).text.replace("%", escapeAll(text)) }, 401),
  },
  { name: "the HTML page of a failure", respondWith: (text) => respond(html(`<h1>${text}</h1>`), 502) },
  { name: "an error with status 200", respondWith: (text) => respond(json(error(text))) },
  { name: "an HTML page with status 200", respondWith: (text) => respond(html(text)) },
  { name: "a truncated body", respondWith: (text) => respond({ ...json({}), text: `{"a":"${text}` }) },
  { name: "the request id", respondWith: (text) => respond(html("no"), 500, { "x-request-id": text }) },
  {
    name: "the request id of an unreadable response",
    respondWith: (text) => respond(html(""), 200, { "x-request-id": text }),
  },
  {
    name: "the target of a redirect",
    respondWith: (text) => respond(html(""), 307, { location: `https://login.example/?from=${text}` }),
  },
  { name: "bytes that are not HTTP", respondWith: (text) => respondRaw(`Authorization: ${text}\r\n\r\n`) },
  { name: "a malformed header", respondWith: (text) => respondRaw(`HTTP/1.1 200 OK\r\n${text}\r\n\r\n`) },
  { name: "an error event", respondWith: (text) => respond(events(error(text))) },
  {
    name: "an error event after an image",
    respondWith: (text) => respond(events(image(0), error(text))),
    stream: true,
  },
  {
    name: "the failure of one image",
    respondWith: (text) =>
      respond(events(image(0), { ...blocked(1), error: { code: text, message: text } }, completed(1), "[DONE]")),
    stream: true,
  },
];

function escapeAll(text: string): string {
  return [...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}

/** Quotes the authorization header of the request in the response. Every request of the tests has the same. */
export function echoKey(respondWith: KeyEcho["respondWith"], encode: (text: string) => string): Handler {
  return respondWith(encode(`Bearer ${apiKey}`));
}
