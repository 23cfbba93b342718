import { answer, events, json, raw, requestId } from "./answer.ts";
import type { Fault } from "./fault-server.ts";
import { blocked, completed, image } from "./subject.ts";

/** An answer that tells the key: a gateway that quotes what it was sent. */
export interface Echo {
  readonly name: string;
  readonly tell: (text: string) => Fault;
  /** The answer is good as far as it goes: what is told is told of one image. */
  readonly partial?: true;
}

/** How an echo may write what it tells. */
export const spellings: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "percent-encoded": (text) => encodeURIComponent(text),
  "in Base64": (text) => Buffer.from(text.replace(/^Bearer /, "")).toString("base64"),
};

const page = (text: string) => ({ type: "text/html", text });
const refused = (message: string) => ({ error: { code: "AuthenticationError", message } });

export const echoes: readonly Echo[] = [
  { name: "the message of a refusal", tell: (text) => answer(json(refused(`No such key: ${text}`)), 401) },
  { name: "the code of a refusal", tell: (text) => answer(json({ error: { code: text, message: "no" } }), 400) },
  { name: "the page of a refusal", tell: (text) => answer(page(`<h1>No such key: ${text}</h1>`), 403) },
  {
    name: "a refusal that escapes slashes",
    tell: (text) => answer({ ...json({}), text: json(refused(text)).text.replaceAll("/", "\\/") }, 401),
  },
  {
    name: "a refusal that escapes everything",
    tell: (text) => answer({ ...json({}), text: json(refused("%")).text.replace("%", escaped(text)) }, 401),
  },
  { name: "the page of a failure", tell: (text) => answer(page(`<h1>${text}</h1>`), 502) },
  { name: "an error in an answer of 200", tell: (text) => answer(json(refused(text))) },
  { name: "a page in an answer of 200", tell: (text) => answer(page(text)) },
  { name: "an answer that is cut short", tell: (text) => answer({ ...json({}), text: `{"a":"${text}` }) },
  { name: "the id of the call", tell: (text) => answer(page("no"), 500, { "x-request-id": text }) },
  { name: "the id of an answer that cannot be read", tell: (text) => answer(page(""), 200, { "x-request-id": text }) },
  {
    name: "the address of a redirect",
    tell: (text) => answer(page(""), 307, { location: `https://login.example/?from=${text}` }),
  },
  { name: "something else than HTTP", tell: (text) => raw(`Authorization: ${text}\r\n\r\n`) },
  { name: "a header that is malformed", tell: (text) => raw(`HTTP/1.1 200 OK\r\n${text}\r\n\r\n`) },
  { name: "an error event", tell: (text) => answer(events(refused(text))) },
  { name: "an error event after an image", tell: (text) => answer(events(image(0), refused(text))), partial: true },
  {
    name: "the failure of one image",
    tell: (text) =>
      answer(events(image(0), { ...blocked(1), error: { code: text, message: text } }, completed(1), "[DONE]")),
    partial: true,
  },
];

function escaped(text: string): string {
  return [...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}

/** The echo, of the header that came. */
export function echo(tell: (text: string) => Fault, spell: (text: string) => string): Fault {
  return (turn) => tell(spell(turn.received.headers.authorization ?? requestId))(turn);
}
